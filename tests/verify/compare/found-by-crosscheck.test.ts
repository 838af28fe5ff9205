// Cases that random formulas brought up, each with its right answer.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, compareCase, parseFormula, record, type Value } from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { exactDecimal, referenceValue } from "../../../src/verify/reference/index.js";
import { flawedReverse } from "../faults/sweeps.js";

interface Found {
  readonly name: string;
  readonly formula: string;
  readonly at: Readonly<Record<string, number>>;
  readonly verdict: string;
  /** of every method that answers */
  readonly gradient?: Readonly<Record<string, number>>;
  readonly says?: RegExp;
  readonly reason?: string;
  readonly notes?: RegExp;
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
  { name: "a factor 0 is exact", formula: "(-0.9)^(relu(x) * 1.022 * x)", at: { x: -1.824 }, verdict: "agree", gradient: { x: 0 } },
  { name: "so is acos(1)", formula: "x^acos(1)", at: { x: -2.91 }, verdict: "agree", gradient: { x: 0 } },
  {
    name: "adjoints of a tiny value underflow",
    formula: "atan((erf(y * y) - 1.653) / sinh(square(y^3)))",
    at: { y: -2.761 },
    verdict: "agree",
  },
  {
    name: "a pole that rounding misses",
    formula: "tan(acos(floor(x)))",
    at: { x: 0.5 },
    verdict: "outside-domain",
    says: /by rounding alone/,
  },
  {
    name: "a domain that rounding enters",
    formula: "sqrt(0.7 - 0.1 - 0.6) * x",
    at: { x: 1 },
    verdict: "outside-domain",
    says: /by rounding alone/,
  },
  {
    name: "infinity on the way to a finite value",
    formula: "log1p((x * y)^0.5)^-2",
    at: { x: 1e200, y: 1e200 },
    verdict: "inconclusive",
    reason: "overflow",
    says: /overflows as written at mul\(1e\+200, 1e\+200\)/,
  },
  {
    name: "a square of nothing but rounding",
    formula: "(x - (1 + x))^2",
    at: { x: 1e18 },
    verdict: "agree",
    notes: /at pow\(0, 2\) rounding is not small against the argument/,
  },
  {
    name: "a jump that rounding crosses",
    formula: "ceil(softplus(floor(x^x^3)))",
    at: { x: 1.98 },
    verdict: "agree",
    gradient: { x: 0 },
    notes: /at ceil\(200\) rounding/,
  },
  { name: "4^1.5 is 8, exactly", formula: "(y - 4)^4^1.5", at: { y: 3 }, verdict: "agree", gradient: { y: -8 } },
  { name: "so is cbrt(1)", formula: "y^(2 - cbrt(1))", at: { y: -2 }, verdict: "agree", gradient: { y: 1 } },
  {
    name: "a product of the textbook's rule overflows",
    formula: "log10(x)",
    at: { x: 1e308 },
    verdict: "inconclusive",
    reason: "overflow",
    says: /has derivatives that leave the range of doubles at log10\(1e\+308\)\. The true value is 308 with derivative x: 4\.34/,
  },
  {
    name: "numbers whose squares overflow",
    formula: "atan2(x, cosh(expm1(y^2)))",
    at: { x: 1, y: -2.5 },
    verdict: "agree",
    notes: /products of derivatives may leave the range of doubles/,
  },
  {
    name: "rounding as large as the argument",
    formula: "log1p(y - exp(log1p(y + x)))",
    at: { x: -1.778, y: 1e30 },
    verdict: "inconclusive",
    reason: "cancellation",
    says: /loses all its digits as written at log1p.*true value is 0\.575489137092 with derivative x/,
  },
  {
    name: "the same for sigmoid(50) = 1",
    formula: "asin(1 / sigmoid(x))",
    at: { x: 50 },
    verdict: "outside-domain",
    says: /by rounding alone/,
  },
  { name: "a denormal value", formula: "y + y", at: { y: -tiny }, verdict: "agree", gradient: { y: 2 } },
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
  {
    name: "an arc cosine whose argument turns back at -1",
    formula: "acos(sin(y))",
    at: { y: -1.58 },
    verdict: "agree",
    gradient: { y: 1 },
  },
  { name: "a number that vanishes beside 1", formula: "log(exp(y))", at: { y: 1e-200 }, verdict: "agree", gradient: { y: 1 } },
];

describe("a wrong rule beside", () => {
  const methods = boundedMethods.map((method) => (method.name === "reverse" ? flawedReverse({ seed: 1 + 1e-6 }) : method));
  test.each([
    ["a kink that does not matter", "min(-y * y, acos(y / y))", { y: 0.3 }],
    ["a power that ends where it stands", "(x * 3)^round(y - ceil(y)) / x", { x: -0.25, y: -2.75 }],
    ["an infinite branch that is not taken", "x > 0 ? x^2 : log(y - y)", { x: 0.5, y: 0.25 }],
    ["a power of 0 that is exact", "cbrt(ceil(x)^1.5) - y^2", { x: -0.25, y: 1.5 }],
    ["a saturated arc tangent", "(-y)^3 + atan(exp(4^3))", { y: -1.5 }],
  ])("%s is found: %s", (_, formula, at) => {
    expect(compareCase({ formula, at }).verdict).toBe("agree");
    expect(compare(parseFormula(formula), at, { methods }).verdict).toBe("disagree");
  });
});

describe("found by random formulas", () => {
  test.each(found)("$name: $formula", ({ formula, at, verdict, gradient, says, reason, notes }) => {
    const comparison = compareCase({ formula, at });
    expect(comparison.verdict, comparison.message).toBe(verdict);
    expect(comparison.reason).toBe(reason);
    expect(comparison.message).not.toMatch(/NaN/);
    if (notes !== undefined) expect(comparison.notes?.join("\n")).toMatch(notes);
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

test("what is said to be exact is", () => {
  const at = (formula: string, x: number) => {
    const evaluated = record(({ x: value }) => parseFormula(formula).evaluate({ x: value as Value }), { x });
    return referenceValue(evaluated.graph, { x })
      .outputs[0]?.minus(exactDecimal(parseFormula(formula).evaluate({ x }) as number))
      .abs()
      .toNumber();
  };
  for (const name of "sin tan asin atan sinh tanh asinh atanh cos cosh exp expm1 log1p erf cbrt sigmoid".split(" ")) {
    expect(at(`${name}(x)`, 0), name).toBe(0);
  }
  for (const name of "log log2 log10 acos acosh".split(" ")) expect(at(`${name}(x)`, 1), name).toBe(0);
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
