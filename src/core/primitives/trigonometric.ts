// Circular functions, angles in radians.

import { add, div, mul, neg, scale, sub } from "./arithmetic.js";
import { binary, unary } from "./define.js";
import { sqrt, square } from "./exponential.js";
import { insideUnitInterval, movedByHalf } from "./row.js";

const named = (name: string, tex = `\\${name}(#1)`) => ({ names: [name], tex });
const unitInterval = {
  domain: (x: number) => x >= -1 && x <= 1,
  domainText: "-1 <= x <= 1",
  singular: (x: number) => Math.abs(x) === 1,
} as const;

export const sin = unary({
  name: "sin",
  value: Math.sin,
  pull: [(delta, { x }) => scale(delta, cos(x))],
  ulps: 4,
  gates: ["by-one"],
  spelling: named("sin"),
});

export const cos = unary({
  name: "cos",
  value: Math.cos,
  pull: [(delta, { x }) => scale(delta, neg(sin(x)))],
  ulps: 4,
  gates: ["by-one"],
  spelling: named("cos"),
});

export const tan = unary({
  name: "tan",
  value: Math.tan,
  pull: [(delta, { x }) => scale(delta, square(div(1, cos(x))))],
  ulps: 4,
  gates: [betweenPoles],
  spelling: named("tan"),
});

export const asin = unary({
  name: "asin",
  value: Math.asin,
  pull: [(delta, { x }) => scale(delta, div(1, sqrt(mul(sub(1, x), add(1, x)))))],
  ...unitInterval,
  ulps: 4,
  gates: [insideUnitInterval],
  spelling: { names: ["asin", "arcsin"], tex: "\\arcsin(#1)" },
});

export const acos = unary({
  name: "acos",
  value: Math.acos,
  pull: [(delta, { x }) => scale(delta, neg(div(1, sqrt(mul(sub(1, x), add(1, x))))))],
  ...unitInterval,
  ulps: 4,
  gates: [insideUnitInterval],
  spelling: { names: ["acos", "arccos"], tex: "\\arccos(#1)" },
});

export const atan = unary({
  name: "atan",
  value: Math.atan,
  pull: [(delta, { x }) => scale(delta, div(1, add(1, square(x))))],
  ulps: 4,
  gates: ["by-one"],
  spelling: { names: ["atan", "arctan"], tex: "\\arctan(#1)" },
});

/** Angle of the point (y, x): atan2(y, x). On the negative x axis it jumps by 2 pi. */
export const atan2 = binary({
  name: "atan2",
  value: Math.atan2,
  // Divided twice instead of by the square of the radius, which overflows first.
  pull: [
    (delta, { x: y, y: x }) => scale(delta, div(div(x, hypot(x, y)), hypot(x, y))),
    (delta, { x: y, y: x }) => scale(delta, neg(div(div(y, hypot(x, y)), hypot(x, y)))),
  ],
  domain: (y, x) => y !== 0 || x !== 0,
  domainText: "x and y are not both 0",
  kinks: [
    {
      distance: (y, x) => (x < 0 ? y : Number.POSITIVE_INFINITY),
      convention: "on the negative x axis the derivative of the angle, without its jump",
    },
  ],
  ulps: 4,
  gates: [awayFromOrigin, awayFromOrigin],
  spelling: named("atan2", "\\operatorname{atan2}(#1, #2)"),
});

/** sqrt(x^2 + y^2) without overflow */
export const hypot = binary({
  name: "hypot",
  value: (x, y) => Math.hypot(x, y),
  pull: [(delta, { x }, z) => scale(delta, div(x, z)), (delta, { y }, z) => scale(delta, div(y, z))],
  singular: (x, y) => x === 0 && y === 0,
  ulps: 4,
  gates: [awayFromOrigin, awayFromOrigin],
  spelling: named("hypot", "\\operatorname{hypot}(#1, #2)"),
});

/** The point (x, y) moves by at most half of its distance from the origin. */
function awayFromOrigin([x = 0, y = 0]: readonly number[], [x2 = 0, y2 = 0]: readonly number[]): boolean {
  return Math.hypot(x2 - x, y2 - y) <= 0.5 * Math.min(Math.hypot(x, y), Math.hypot(x2, y2));
}

/** A stencil across a pole of tan would join two branches: cos must keep its sign, and most of its size. */
function betweenPoles([left]: readonly number[], [right]: readonly number[]): boolean {
  const [a, b] = [left as number, right as number];
  return Math.abs(b - a) <= 1 && movedByHalf(Math.cos(a), Math.cos(b));
}
