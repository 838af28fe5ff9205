// Exponentials, logarithms, powers and the smooth functions of networks built on them.

import { add, div, mul, neg, scale, sub } from "./arithmetic.js";
import { binary, unary } from "./define.js";
import { le, where } from "./logic.js";
import { abs } from "./piecewise.js";
import { type Gate, movedByHalf } from "./row.js";

const byOne: readonly Gate[] = ["by-one", "by-one"];
const byHalf: readonly Gate[] = ["by-half"];
const positive = { domain: (x: number) => x > 0, domainText: "x > 0" } as const;

const named = (name: string, tex: string) => ({ names: [name], tex });

export const exp = unary({
  name: "exp",
  value: Math.exp,
  pull: [(delta, _, z) => scale(delta, z)],
  ulps: 4,
  gates: byOne,
  spelling: { names: ["exp"], tex: "e^{#1}" },
});

/** Natural logarithm, written log or ln. */
export const log = unary({
  name: "log",
  value: Math.log,
  pull: [(delta, { x }) => scale(delta, div(1, x))],
  ...positive,
  ulps: 4,
  gates: byHalf,
  spelling: { names: ["log", "ln"], tex: "\\log(#1)" },
});

export const log2 = unary({
  name: "log2",
  value: Math.log2,
  pull: [(delta, { x }) => scale(delta, div(Math.LOG2E, x))],
  ...positive,
  ulps: 4,
  gates: byHalf,
  spelling: named("log2", "\\log_2(#1)"),
});

export const log10 = unary({
  name: "log10",
  value: Math.log10,
  pull: [(delta, { x }) => scale(delta, div(Math.LOG10E, x))],
  ...positive,
  ulps: 4,
  gates: byHalf,
  spelling: named("log10", "\\log_{10}(#1)"),
});

/** log(1 + x) without cancellation near 0 */
export const log1p = unary({
  name: "log1p",
  value: Math.log1p,
  pull: [(delta, { x }) => scale(delta, div(1, add(1, x)))],
  domain: (x) => x > -1,
  domainText: "x > -1",
  ulps: 4,
  gates: [([x], [x2]) => movedByHalf(1 + (x as number), 1 + (x2 as number))],
  spelling: named("log1p", "\\operatorname{log1p}(#1)"),
});

/** e^x - 1 without cancellation near 0 */
export const expm1 = unary({
  name: "expm1",
  value: Math.expm1,
  pull: [(delta, { x }) => scale(delta, exp(x))],
  ulps: 4,
  gates: byOne,
  spelling: named("expm1", "\\operatorname{expm1}(#1)"),
});

export const sqrt = unary({
  name: "sqrt",
  value: Math.sqrt,
  pull: [(delta, _, z) => scale(delta, div(0.5, z))],
  domain: (x) => x >= 0,
  domainText: "x >= 0",
  singular: (x) => x === 0,
  ulps: 1,
  gates: byHalf,
  spelling: named("sqrt", "\\sqrt{#1}"),
});

/** Real cube root, also of negative numbers. */
export const cbrt = unary({
  name: "cbrt",
  value: Math.cbrt,
  pull: [(delta, _, z) => scale(delta, div(1, mul(3, square(z))))],
  singular: (x) => x === 0,
  ulps: 4,
  gates: byHalf,
  spelling: named("cbrt", "\\sqrt[3]{#1}"),
});

export const square = unary({
  name: "square",
  value: (x) => x * x,
  pull: [(delta, { x }) => scale(delta, mul(2, x))],
  ulps: 1,
  gates: ["anywhere"],
  spelling: named("square", "{#1}^2"),
});

/** x^y for real x and y: x > 0, or x = 0 with y >= 0, or an integer y. */
export const pow = binary({
  name: "pow",
  // Math.pow(1, NaN) is NaN in JavaScript, unlike C; both mean a formula that is undefined already. A square is a product in every engine.
  value: (x, y) => (y === 2 ? x * x : x ** y),
  pull: [
    (delta, { x, y }) => scale(delta, scale(y, pow(x, sub(y, 1)))),
    (delta, { x }, z) => scale(delta, where(le(abs(x), 0), 0, mul(z, log(x)))),
  ],
  domain: (x, y) => x > 0 || (x === 0 ? y >= 0 : Number.isInteger(y)),
  domainText: "x > 0, or x = 0 with y >= 0, or y an integer",
  // At 0 the domain ends, unless the exponent is whole.
  singular: (x, y, [, exponentActive]) => {
    const ends = x === 0 && (!(y >= 1) || !Number.isInteger(y));
    return exponentActive === true ? x < 0 || ends : ends && y !== 0;
  },
  ulps: 4,
  gates: [([x, y], [x2, y2]) => isPolynomial(y, y2) || movedByHalf(x as number, x2 as number), "by-one"],
  spelling: { names: ["pow"], infix: { symbol: "^", strength: 7 }, tex: "{#1}^{#2}" },
});

/** A fixed whole exponent makes x^y a polynomial, smooth across 0. */
function isPolynomial(y: number | undefined, y2: number | undefined): boolean {
  return y === y2 && Number.isInteger(y) && (y as number) >= 0;
}

/** 1 / (1 + e^-x), by the branch that cannot overflow. */
export const sigmoid = unary({
  name: "sigmoid",
  value: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  pull: [(delta, { x }, z) => scale(delta, mul(z, sigmoid(neg(x))))],
  ulps: 4,
  gates: byOne,
  spelling: { names: ["sigmoid", "sigma", "σ"], tex: "\\sigma(#1)" },
});

/** log(1 + e^x), finite for every x */
export const softplus = unary({
  name: "softplus",
  value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  pull: [(delta, { x }) => scale(delta, sigmoid(x))],
  ulps: 6,
  gates: byOne,
  spelling: named("softplus", "\\operatorname{softplus}(#1)"),
});

/** log(e^x + e^y), finite for every x and y */
export const logaddexp = binary({
  name: "logaddexp",
  value: (x, y) => (x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)))),
  pull: [(delta, { x, y }) => scale(delta, sigmoid(sub(x, y))), (delta, { x, y }) => scale(delta, sigmoid(sub(y, x)))],
  ulps: 8,
  // Near 0 the larger operand takes it away again.
  term: (x, y) => (x === y ? Math.LN2 : Math.log1p(Math.exp(-Math.abs(x - y)))),
  gates: byOne,
  spelling: named("logaddexp", "\\operatorname{logaddexp}(#1, #2)"),
});

/** x log y, which is 0 for x = 0 whatever y is: the term of an entropy. */
export const xlogy = binary({
  name: "xlogy",
  value: (x, y) => (x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y)),
  pull: [(delta, { y }) => scale(delta, log(y)), (delta, { x, y }) => scale(delta, scale(x, div(1, y)))],
  domain: (x, y) => x === 0 || y > 0,
  domainText: "y > 0, or x = 0",
  singular: (x, y, [factorActive]) => factorActive === true && x === 0 && y <= 0,
  ulps: 5,
  gates: ["anywhere", ([x, y], [x2, y2]) => (x === 0 && x2 === 0) || movedByHalf(y as number, y2 as number)],
  spelling: { names: ["xlogy"], tex: "#1 \\log(#2)" },
});
