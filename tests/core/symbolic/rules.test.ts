import fc from "fast-check";
import { derivative as mathjsDerivative, parse } from "mathjs/number";
import { describe, expect, it, test } from "vitest";
import { derive } from "../../../src/core/differentiators/symbolic/index.js";
import { functionRules, termRules } from "../../../src/core/differentiators/symbolic/rules.js";
import { evaluate, slope } from "./arithmetic.js";

type Interval = readonly [number, number];
const wide: Interval = [-12, 12];
const positive: Interval = [0.0625, 500];
const inside: Interval = [-0.9375, 0.9375];

/** A formula in x and y for each row of the table, and where x may lie. */
const samples: Readonly<Record<string, readonly [string, Interval]>> = {
  ...{ sin: ["sin(x)", wide], cos: ["cos(x)", wide], tan: ["tan(x)", [-1.4375, 1.4375]] },
  ...{ asin: ["asin(x)", inside], acos: ["acos(x)", inside], atan: ["atan(x)", [-500, 500]], atan2: ["atan2(x, y)", wide] },
  ...{ sinh: ["sinh(x)", [-300, 300]], cosh: ["cosh(x)", [-300, 300]], tanh: ["tanh(x)", [-40, 40]] },
  ...{ asinh: ["asinh(x)", [-500, 500]], acosh: ["acosh(x)", [1.0625, 500]], atanh: ["atanh(x)", inside] },
  ...{ exp: ["exp(x)", [-300, 300]], expm1: ["expm1(x)", [-30, 300]], log: ["log(x)", positive], log2: ["log2(x)", positive] },
  ...{ log10: ["log10(x)", positive], log1p: ["log1p(x)", [-0.9375, 500]], logaddexp: ["logaddexp(x, y)", [-30, 30]] },
  ...{ xlogy: ["xlogy(y, x)", [1.0625, 500]] },
  ...{ sqrt: ["sqrt(x)", positive], cbrt: ["cbrt(x)", positive], square: ["square(x)", wide], erf: ["erf(x)", [-3, 3]] },
  ...{ sigmoid: ["sigmoid(x)", [-60, 60]], softplus: ["softplus(x)", [-60, 60]], abs: ["abs(x)", wide], max: ["max(x, y)", wide] },
  ...{ min: ["min(x, y)", wide], relu: ["relu(x)", wide], leakyRelu: ["leakyRelu(x, 0.25)", wide], sign: ["sign(x)", wide] },
  ...{ floor: ["floor(x)", wide], ceil: ["ceil(x)", wide], round: ["round(x)", wide], step: ["step(x)", wide] },
  ...{ hypot: ["hypot(x, y)", wide], logsumexp: ["logsumexp([x, y, 1.5])", [-30, 30]] },
};

// Odd multiples of 1/64: exact in both arithmetics and never on a kink or a jump.
const inInterval = ([low, high]: Interval) =>
  fc.integer({ min: Math.ceil(low * 32), max: Math.floor(high * 32) - 1 }).map((k) => (2 * k + 1) / 64);

const ulps = 24 * 2 ** -52;

describe("each rule of the table", () => {
  it("has a sample", () => {
    expect(Object.keys(samples).sort()).toEqual([...new Set([...Object.keys(functionRules), ...Object.keys(termRules)])].sort());
  });

  for (const [name, [formula, interval]] of Object.entries(samples)) {
    test(`${name} gives the slope of the function to a few ulp`, () => {
      fc.assert(
        fc.property(inInterval(interval), fc.integer({ min: -20, max: 20 }), (x, k) => {
          const point = { x, y: k / 4 + 0.125 };
          for (const variable of formula.includes("y") ? ["x", "y"] : ["x"]) {
            const expected = slope(formula, variable, point);
            const received = evaluate(derive(parse(formula), variable).result, point);
            expect(Math.abs(received - expected)).toBeLessThanOrEqual(ulps * Math.abs(expected) + 1e-300);
          }
        }),
        { numRuns: 40 },
      );
    });

    test(`${name} carries the chain factor`, () => {
      const inner = formula.replaceAll(/\bx\b/g, "(x * z)");
      const point = { x: (interval[0] + interval[1]) / 2 + 0.015625, y: 0.375, z: 0.9375 };
      const expected = slope(inner, "z", point);
      expect(Math.abs(evaluate(derive(parse(inner), "z").result, point) - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected));
    });
  }
});

const operators = [
  ...["x + y", "x - y", "-x", "+x", "x * y * x", "(x + y) * (x - y)", "x / y", "y / x", "x / (x + y)", "(x + y) / sin(x)"],
  ...["x^0", "x^1", "x^2", "x^3", "x^-2", "x^0.5", "x^y", "x^(1/3)", "2^x", "e^(x * y)", "pi^x", "x^x", "(x * y)^(x + y)", "x^(y + 1)"],
  ...["log(x, 2)", "log(2, x)", "x > y ? x * x : y", "max(x, y, x * y)", "min(x, 2 y, 3)"],
  ...["x == 1 ? 1 : x^2", "x != 1 ? x^2 : 1", "hypot(x, y, x * y)"],
];

test("each operator rule gives the slope", () => {
  const at = fc.integer({ min: 1, max: 200 }).map((k) => (2 * k + 1) / 64);
  fc.assert(
    fc.property(fc.constantFrom(...operators), at, at, (formula, x, y) => {
      for (const variable of ["x", "y"]) {
        fc.pre(x !== y && x !== 1);
        const expected = slope(formula, variable, { x, y });
        const received = evaluate(derive(parse(formula), variable).result, { x, y });
        expect(Math.abs(received - expected), `${formula} d${variable}`).toBeLessThanOrEqual(1e-10 * (1 + Math.abs(expected)));
      }
    }),
    { numRuns: 500 },
  );
});

test("wherever mathjs has a rule of its own, both agree", () => {
  let compared = 0;
  const formulas = [...operators, ...Object.values(samples).map(([formula]) => formula)];
  for (const formula of formulas) {
    let theirs: ReturnType<typeof mathjsDerivative>;
    try {
      theirs = mathjsDerivative(formula, "x", { simplify: false });
    } catch {
      continue;
    }
    compared++;
    for (const x of [0.3, 0.7, 1.9]) {
      const expected = evaluate(theirs, { x, y: 1.25 });
      if (!Number.isFinite(expected)) continue;
      expect(evaluate(derive(parse(formula), "x").result, { x, y: 1.25 }), formula).toBeCloseTo(expected, 10);
    }
  }
  expect(compared).toBeGreaterThan(35);
});
