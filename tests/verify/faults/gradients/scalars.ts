// Functions of a few numbers.

import { add, div, exp, log, mul, pow, sin, square, sub } from "../../../../src/index.js";
import { real } from "../../../../src/verify/check/domain.js";
import { type HandWrittenFunction, handWritten } from "./hand-written.js";

type Two = { x: number; y: number };

const rosenbrock = handWritten<Two>({
  name: "Rosenbrock's function",
  f: ({ x, y }) => add(square(sub(1, x)), mul(100, square(sub(y, square(x))))),
  inputs: { x: real({ min: -2, max: 2 }), y: real({ min: -1, max: 3 }) },
  right: ({ x, y }) => ({ x: -2 * (1 - x) - 400 * x * (y - x * x), y: 200 * (y - x * x) }),
  wrong: [
    ["sign", "the inner sign of 1 - x", ({ x, y }) => ({ x: 2 * (1 - x) - 400 * x * (y - x * x), y: 200 * (y - x * x) })],
    ["factor", "200 instead of 400", ({ x, y }) => ({ x: -2 * (1 - x) - 200 * x * (y - x * x), y: 200 * (y - x * x) })],
    ["chain factor", "the inner x", ({ x, y }) => ({ x: -2 * (1 - x) - 400 * (y - x * x), y: 200 * (y - x * x) })],
    ["swapped operands", "the two components", ({ x, y }) => ({ x: 200 * (y - x * x), y: -2 * (1 - x) - 400 * x * (y - x * x) })],
    ["missing term", "the first bracket", ({ x, y }) => ({ x: -400 * x * (y - x * x), y: 200 * (y - x * x) })],
  ],
});

const branch = handWritten<{ x: number }>({
  name: "x sin(x) + x^2",
  f: ({ x }) => add(mul(x, sin(x)), square(x)),
  inputs: { x: real() },
  right: ({ x }) => ({ x: Math.sin(x) + x * Math.cos(x) + 2 * x }),
  wrong: [
    ["branch", "the second use of x is forgotten", ({ x }) => ({ x: Math.sin(x) + 2 * x })],
    ["branch", "only the last use counts", ({ x }) => ({ x: 2 * x })],
    ["sign", "cos", ({ x }) => ({ x: Math.sin(x) - x * Math.cos(x) + 2 * x })],
  ],
});

const gaussian = handWritten<{ x: number; mu: number; logSigma: number }>({
  name: "negative log-likelihood of a normal distribution",
  f: ({ x, mu, logSigma }) => add(logSigma, mul(0.5, square(div(sub(x, mu), exp(logSigma))))),
  inputs: { x: real(), mu: real(), logSigma: real({ min: -1, max: 1 }) },
  right: ({ x, mu, logSigma }) => normal(x, mu, logSigma),
  wrong: [
    ["sign", "by mu", ({ x, mu, logSigma }) => ({ ...normal(x, mu, logSigma), mu: normal(x, mu, logSigma).x })],
    [
      "chain factor",
      "by sigma instead of its logarithm",
      ({ x, mu, logSigma }) => {
        const right = normal(x, mu, logSigma);
        return { ...right, logSigma: right.logSigma / Math.exp(logSigma) };
      },
    ],
    [
      "missing term",
      "the 1 of log sigma",
      ({ x, mu, logSigma }) => ({ ...normal(x, mu, logSigma), logSigma: normal(x, mu, logSigma).logSigma - 1 }),
    ],
  ],
});

function normal(x: number, mu: number, logSigma: number) {
  const z = (x - mu) / Math.exp(logSigma);
  return { x: z / Math.exp(logSigma), mu: -z / Math.exp(logSigma), logSigma: 1 - z * z };
}

const powerLaw = handWritten<{ c: number; t: number; p: number }>({
  name: "power law c t^p",
  f: ({ c, t, p }) => mul(c, pow(t, p)),
  inputs: { c: real(), t: real({ min: 0.25, max: 3 }), p: real({ min: -2, max: 2 }) },
  right: ({ c, t, p }) => ({ c: t ** p, t: c * p * t ** (p - 1), p: c * t ** p * Math.log(t) }),
  wrong: [
    ["index", "the exponent stays", ({ c, t, p }) => ({ c: t ** p, t: c * p * t ** p, p: c * t ** p * Math.log(t) })],
    ["missing term", "the logarithm", ({ c, t, p }) => ({ c: t ** p, t: c * p * t ** (p - 1), p: c * t ** p })],
    ["factor", "logarithm to base 10", ({ c, t, p }) => ({ c: t ** p, t: c * p * t ** (p - 1), p: c * t ** p * Math.log10(t) })],
  ],
});

const growth = handWritten<{ r: number; k: number; n: number }>({
  name: "logistic growth r n (1 - n/k), as a logarithm",
  f: ({ r, k, n }) => log(add(1, square(mul(mul(r, n), sub(1, div(n, k)))))),
  inputs: { r: real(), k: real({ min: 0.5, max: 3 }), n: real() },
  right: ({ r, k, n }) => {
    const g = r * n * (1 - n / k);
    const outer = (2 * g) / (1 + g * g);
    return { r: outer * n * (1 - n / k), k: (outer * r * n * n) / (k * k), n: outer * r * (1 - (2 * n) / k) };
  },
  wrong: [
    [
      "branch",
      "n counts once",
      ({ r, k, n }) => {
        const g = r * n * (1 - n / k);
        const outer = (2 * g) / (1 + g * g);
        return { r: outer * n * (1 - n / k), k: (outer * r * n * n) / (k * k), n: outer * r * (1 - n / k) };
      },
    ],
    [
      "sign",
      "by k",
      ({ r, k, n }) => {
        const g = r * n * (1 - n / k);
        const outer = (2 * g) / (1 + g * g);
        return { r: outer * n * (1 - n / k), k: -(outer * r * n * n) / (k * k), n: outer * r * (1 - (2 * n) / k) };
      },
    ],
    [
      "chain factor",
      "the outer derivative",
      ({ r, k, n }) => {
        const g = r * n * (1 - n / k);
        return { r: 2 * g * n * (1 - n / k), k: (2 * g * r * n * n) / (k * k), n: 2 * g * r * (1 - (2 * n) / k) };
      },
    ],
  ],
});

export const scalarFunctions: readonly HandWrittenFunction[] = [rosenbrock, branch, gaussian, powerLaw, growth];
