// Hyperbolic functions, their inverses, and the error function.

import { add, div, mul, neg, scale, sub } from "./arithmetic.js";
import { unary } from "./define.js";
import { exp, sqrt, square } from "./exponential.js";
import { insideUnitInterval, movedByHalf } from "./row.js";
import { hypot } from "./trigonometric.js";

const named = (name: string, tex = `\\${name}(#1)`) => ({ names: [name], tex });
const operator = (name: string) => named(name, `\\operatorname{${name}}(#1)`);

export const sinh = unary({
  name: "sinh",
  value: Math.sinh,
  pull: [(delta, { x }) => scale(delta, cosh(x))],
  ulps: 4,
  gates: ["by-one"],
  spelling: named("sinh"),
});

export const cosh = unary({
  name: "cosh",
  value: Math.cosh,
  pull: [(delta, { x }) => scale(delta, sinh(x))],
  ulps: 4,
  gates: ["by-one"],
  spelling: named("cosh"),
});

/** The derivative is written 1/cosh^2: 1 - tanh^2 loses its digits where tanh saturates. */
export const tanh = unary({
  name: "tanh",
  value: Math.tanh,
  pull: [(delta, { x }) => scale(delta, square(div(1, cosh(x))))],
  ulps: 4,
  gates: ["by-one"],
  spelling: named("tanh"),
});

export const asinh = unary({
  name: "asinh",
  value: Math.asinh,
  pull: [(delta, { x }) => scale(delta, div(1, hypot(1, x)))],
  ulps: 4,
  gates: ["by-one"],
  spelling: { names: ["asinh", "arsinh"], tex: "\\operatorname{arsinh}(#1)" },
});

export const acosh = unary({
  name: "acosh",
  value: Math.acosh,
  pull: [(delta, { x }) => scale(delta, div(1, mul(sqrt(sub(x, 1)), sqrt(add(x, 1)))))],
  domain: (x) => x >= 1,
  domainText: "x >= 1",
  singular: (x) => x === 1,
  ulps: 4,
  gates: [([x], [x2]) => movedByHalf((x as number) - 1, (x2 as number) - 1)],
  spelling: { names: ["acosh", "arcosh"], tex: "\\operatorname{arcosh}(#1)" },
});

export const atanh = unary({
  name: "atanh",
  value: Math.atanh,
  pull: [(delta, { x }) => scale(delta, div(1, mul(sub(1, x), add(1, x))))],
  domain: (x) => x > -1 && x < 1,
  domainText: "-1 < x < 1",
  ulps: 4,
  gates: [insideUnitInterval],
  spelling: { names: ["atanh", "artanh"], tex: "\\operatorname{artanh}(#1)" },
});

/** Error function: 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
export const erf = unary({
  name: "erf",
  value: errorFunction,
  pull: [(delta, { x }) => scale(delta, mul(2 / Math.sqrt(Math.PI), exp(neg(square(x)))))],
  ulps: 16,
  gates: ["by-one"],
  spelling: operator("erf"),
});

/** Kummer's series, all terms positive, up to 2 (Abramowitz & Stegun 7.1.6); Lentz's continued fraction of erfc beyond (7.1.14). */
function errorFunction(x: number): number {
  const size = Math.abs(x);
  const front = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
  if (size <= 2) {
    let term = x;
    let total = x;
    for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(total); n++) {
      term *= (2 * x * x) / (2 * n + 1);
      total += term;
    }
    return front * total;
  }
  let tail = size;
  for (let k = 60; k > 0; k--) tail = size + k / 2 / tail;
  return Math.sign(x) * (1 - front / 2 / tail);
}
