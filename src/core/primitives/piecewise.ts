// Functions with kinks and jumps. Each states the convention that automatic and symbolic differentiation follow there.

import { mul, scale } from "./arithmetic.js";
import { binary, unary } from "./define.js";
import { eq, gt, where } from "./logic.js";
import type { Kink } from "./row.js";

const nothing = () => undefined;
const named = (name: string, tex: string) => ({ names: [name], tex });
const atZero = (convention: string): readonly Kink[] => [{ distance: (x) => x, convention }];
const atIntegers = (offset: number): readonly Kink[] => [
  { distance: (x) => x - offset - Math.round(x - offset), convention: "derivative 0 at a jump" },
];
const sameBranch = ["same-branch", "same-branch"] as const;

export const abs = unary({
  name: "abs",
  value: Math.abs,
  pull: [(delta, { x }) => scale(delta, sign(x))],
  kinks: atZero("abs'(0) = 0"),
  ulps: 0,
  gates: sameBranch,
  spelling: named("abs", "\\left|#1\\right|"),
});

/** -1, 0 or 1 */
export const sign = unary({
  name: "sign",
  value: Math.sign,
  pull: [nothing],
  kinks: atZero("derivative 0 at a jump"),
  ulps: 0,
  gates: ["same-value"],
  spelling: named("sign", "\\operatorname{sign}(#1)"),
});

export const floor = unary({
  name: "floor",
  value: Math.floor,
  pull: [nothing],
  kinks: atIntegers(0),
  ulps: 0,
  gates: ["same-value"],
  spelling: named("floor", "\\lfloor #1 \\rfloor"),
});

export const ceil = unary({
  name: "ceil",
  value: Math.ceil,
  pull: [nothing],
  kinks: atIntegers(0),
  ulps: 0,
  gates: ["same-value"],
  spelling: named("ceil", "\\lceil #1 \\rceil"),
});

/** Nearest integer; a half goes away from zero. */
export const round = unary({
  name: "round",
  value: roundHalfAway,
  pull: [nothing],
  kinks: atIntegers(0.5),
  ulps: 0,
  gates: ["same-value"],
  spelling: named("round", "\\operatorname{round}(#1)"),
});

const atTie: readonly Kink[] = [{ distance: (x, y) => x - y, convention: "at a tie each operand gets one half" }];

export const max = binary({
  name: "max",
  value: (x, y) => Math.max(x, y),
  pull: [
    (delta, { x, y }) => scale(delta, where(eq(x, y), 0.5, gt(x, y))),
    (delta, { x, y }) => scale(delta, where(eq(x, y), 0.5, gt(y, x))),
  ],
  kinks: atTie,
  ulps: 0,
  gates: sameBranch,
  spelling: named("max", "\\max(#1, #2)"),
});

export const min = binary({
  name: "min",
  value: (x, y) => Math.min(x, y),
  pull: [
    (delta, { x, y }) => scale(delta, where(eq(x, y), 0.5, gt(y, x))),
    (delta, { x, y }) => scale(delta, where(eq(x, y), 0.5, gt(x, y))),
  ],
  kinks: atTie,
  ulps: 0,
  gates: sameBranch,
  spelling: named("min", "\\min(#1, #2)"),
});

/** max(0, x) */
export const relu = unary({
  name: "relu",
  value: (x) => Math.max(0, x),
  pull: [(delta, { x }) => scale(delta, step(x))],
  kinks: atZero("relu'(0) = 0"),
  ulps: 0,
  gates: sameBranch,
  spelling: { names: ["relu", "ReLU"], tex: "\\operatorname{ReLU}(#1)" },
});

/** max(alpha x, x): leakyRelu(x, alpha) */
export const leakyRelu = binary({
  name: "leakyRelu",
  value: (x, alpha) => Math.max(alpha * x, x),
  pull: [
    (delta, { x, y: alpha }) => scale(delta, where(gt(x, mul(alpha, x)), 1, alpha)),
    (delta, { x, y: alpha }) => scale(delta, where(gt(x, mul(alpha, x)), 0, x)),
  ],
  kinks: [{ distance: (x, alpha) => x - alpha * x, convention: "leakyRelu'(0) = alpha" }],
  ulps: 1,
  gates: sameBranch,
  spelling: { names: ["leakyRelu", "leakyReLU", "leaky_relu"], tex: "\\operatorname{LeakyReLU}(#1, #2)" },
});

/** 1 if x > 0 else 0 */
export const step = unary({
  name: "step",
  value: (x) => (x > 0 ? 1 : Number.isNaN(x) ? x : 0),
  pull: [nothing],
  kinks: atZero("step'(0) = 0"),
  ulps: 0,
  gates: ["same-value"],
  spelling: named("step", "\\operatorname{step}(#1)"),
});

function roundHalfAway(x: number): number {
  const whole = Math.trunc(x);
  // x + 0.5 would round 0.49999999999999994 up.
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}
