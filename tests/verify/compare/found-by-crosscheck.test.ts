// Cases that random formulas brought up, each with its right answer.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareCase } from "../../../src/index.js";

interface Found {
  readonly name: string;
  readonly formula: string;
  readonly at: Readonly<Record<string, number>>;
  readonly verdict: string;
  /** of every method that answers */
  readonly gradient?: Readonly<Record<string, number>>;
  readonly says?: RegExp;
  readonly reason?: string;
}

const tiny = 2.2250738585072014e-308;

const found: readonly Found[] = [
  // Equalities.
  { name: "a step is no thin set", formula: "step(x) == 1 ? x^2 : 0", at: { x: 2.5 }, verdict: "agree", gradient: { x: 5 } },
  { name: "nor are two numbers", formula: "exp(4 != 4 ? x^0.5 : 0.5)", at: { x: -2 }, verdict: "agree", gradient: { x: 0 } },
  {
    name: "thin with a second condition",
    formula: "x == 1 and y > 0 ? 1 : x^2",
    at: { x: 1, y: 2 },
    verdict: "agree",
    gradient: { x: 2, y: 0 },
  },
  { name: "thin by one input and not by the other", formula: "x == 1 ? y : 0", at: { x: 1, y: 2 }, verdict: "not-differentiable" },
  {
    name: "the same beside another kink",
    formula: "square(x) != relu(x) ? -2.5 * y : 1",
    at: { x: 0, y: 1e-8 },
    verdict: "not-differentiable",
  },
  // Bounds.
  { name: "1^-2 is exact, so its base may be negative", formula: "y^sign(2)^-2", at: { y: -0.75 }, verdict: "agree", gradient: { y: 1 } },
  { name: "so is 6/2", formula: "x^(6/2)", at: { x: -2 }, verdict: "agree", gradient: { x: 12 } },
  {
    name: "infinity on the way to a finite value",
    formula: "log1p((x * y)^0.5)^-2",
    at: { x: 1e200, y: 1e200 },
    verdict: "inconclusive",
    reason: "overflow",
    says: /overflows as written at mul\(1e\+200, 1e\+200\)/,
  },
  {
    name: "rounding as large as the argument",
    formula: "log1p(y - exp(log1p(y + x)))",
    at: { x: -1.778, y: 1e30 },
    verdict: "inconclusive",
    reason: "cancellation",
    says: /loses all its digits as written at log1p.*true value is 0\.575489137092 with derivative x/,
  },
  // Edges of domains.
  {
    name: "a power with a broken exponent ends at 0",
    formula: "x^1.5",
    at: { x: 0 },
    verdict: "not-differentiable",
    says: /left nothing.*right 0/,
  },
  // The reference.
  { name: "a derivative far smaller than f", formula: "logaddexp(1 / x^2, 729)", at: { x: -2.338 }, verdict: "agree" },
  { name: "one that is lost in 200 digits of f", formula: "erf(y^y)", at: { y: 2.784 }, verdict: "agree" },
  { name: "a kink nearer than any step", formula: "abs(x)", at: { x: 1e-300 }, verdict: "agree", gradient: { x: 1 } },
  { name: "a tie nearer than any step", formula: "max(x, y)", at: { x: 0, y: 5e-324 }, verdict: "agree", gradient: { x: 0, y: 1 } },
  { name: "a pole nearer than any step", formula: "y / x * y", at: { x: tiny, y: tiny }, verdict: "agree", gradient: { x: -1, y: 2 } },
  { name: "an angle far larger than a step", formula: "tan(x)", at: { x: -1e150 }, verdict: "agree" },
  {
    name: "a number that vanishes beside another",
    formula: "x - y + y",
    at: { x: 1, y: -1e150 },
    verdict: "agree",
    gradient: { x: 1, y: 0 },
  },
  { name: "a number that vanishes beside 1", formula: "log(exp(y))", at: { y: 1e-200 }, verdict: "agree", gradient: { y: 1 } },
];

describe("found by random formulas", () => {
  test.each(found)("$name: $formula", ({ formula, at, verdict, gradient, says, reason }) => {
    const comparison = compareCase({ formula, at });
    expect(comparison.verdict, comparison.message).toBe(verdict);
    expect(comparison.reason).toBe(reason);
    expect(comparison.message).not.toMatch(/NaN/);
    if (says !== undefined) expect(comparison.message).toMatch(says);
    // A method whose numbers overflow says nothing, and proves no bound.
    for (const method of ["symbolic", "forward", "reverse"] as const) {
      for (const [name, slope] of Object.entries(gradient ?? {})) {
        const report = comparison.methods?.[method];
        if (report === undefined || "unsupported" in report) throw new Error(`${method} differentiates every formula`);
        if (Number.isFinite(report.bound[name])) expect(report.gradient[name], `d/d${name} by ${method}`).toBeCloseTo(slope, 12);
      }
    }
  });
});

test("a 64-digit derivative that is exactly 0 is printed as 0", () => {
  expect(compareCase({ formula: "sin(x)^2 + cos(x)^2", at: { x: 1 } }).reference?.gradient).toEqual({ x: "0" });
});

test("powers of whole numbers are exact as long as doubles hold them", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 60 }), (base, exponent) => {
      const exact = BigInt(base) ** BigInt(exponent);
      fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER) && exact >= -BigInt(Number.MAX_SAFE_INTEGER));
      expect(BigInt(base ** exponent)).toBe(exact);
    }),
    { numRuns: 2000 },
  );
});
