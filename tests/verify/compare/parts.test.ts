// The parts of a comparison, each by itself: labels, digits, claims, spots, points that do not fit, and advice.

import { describe, expect, it } from "vitest";
import {
  compare,
  compareCase,
  type Differentiator,
  exp,
  FormulaError,
  forward,
  mul,
  numerical,
  PointError,
  parseFormula,
  record,
  ShapeError,
  sin,
  sum,
  symbolic,
  type TracedFunction,
  TraceError,
  UnsupportedError,
  type Value,
} from "../../../src/index.js";
import { costOfOne, refusal, spotCount, spotsOf, spread } from "../../../src/verify/compare/budget.js";
import { judgeClaim } from "../../../src/verify/compare/claim.js";
import type { Comparison } from "../../../src/verify/compare/comparison.js";
import { componentsOf, flatten, labelOf, mapStructure } from "../../../src/verify/compare/components.js";
import { digitsCorrect } from "../../../src/verify/compare/digits.js";
import { intervalsMeet, judgeComponent, referenceClaim } from "../../../src/verify/compare/judge.js";
import { describeError } from "../../../src/verify/compare/record.js";
import { requirePoint } from "../../../src/verify/compare/require-point.js";
import { stableForm } from "../../../src/verify/compare/stable-forms.js";

describe("components", () => {
  const graph = record(({ a, x, W }) => mul(a as Value, mul(sum(x as Value), sum(W as Value))), {
    a: 1,
    x: [1, 2],
    W: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  }).graph;

  it("are named as in formulas, counted from 1", () => {
    expect(componentsOf(graph, [0, 1, 2]).map(({ label }) => label)).toEqual([
      "a",
      "x[1]",
      "x[2]",
      "W[1,1]",
      "W[1,2]",
      "W[1,3]",
      "W[2,1]",
      "W[2,2]",
      "W[2,3]",
    ]);
    expect(componentsOf(graph, [1])).toEqual([
      { input: "x", entry: 0, label: "x[1]" },
      { input: "x", entry: 1, label: "x[2]" },
    ]);
    expect(labelOf("W", [3, 2], 3)).toBe("W[2,2]");
  });

  it("of nested arrays go row by row", () => {
    expect(flatten([[1, 2], [3]])).toEqual([1, 2, 3]);
    expect(flatten(4)).toEqual([4]);
    expect(mapStructure([[5, 6], [7]], (entry, i) => entry * 10 + i)).toEqual([[50, 61], [72]]);
    expect(mapStructure(5, (entry, i) => entry + i)).toBe(5);
  });
});

describe("correct digits", () => {
  it.each([
    [1, 1, 17],
    [0, 0, 17],
    [1.001, 1, 3],
    [-99, -100, 2],
    [1e-5, 0, 5],
    [3, 0, 0],
    [5, 1, 0],
    [Number.NaN, 1, 0],
    [Number.POSITIVE_INFINITY, 1, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 17],
    [1 + 2 ** -52, 1, 15.65],
    [1e-320, 0, 17],
  ])("of %d for %d: %d", (computed, exact, digits) => {
    expect(digitsCorrect(computed, exact)).toBeCloseTo(digits, 2);
  });
});

describe("the verdict on one component", () => {
  const claim = (method: string, value: number, bound: number) => ({ method, value, bound });
  it("agrees where all intervals meet, touching included", () => {
    expect(intervalsMeet(claim("a", 1, 0.25), claim("b", 1.5, 0.25))).toBe(true);
    expect(intervalsMeet(claim("a", 1.5, 0.25), claim("b", 1, 0.25))).toBe(true);
    expect(intervalsMeet(claim("a", 1, 0.25), claim("b", 1.625, 0.25))).toBe(false);
    expect(judgeComponent([claim("a", 1, 0.25), claim("b", 1.5, 0.25)], undefined)).toEqual({ verdict: "agree" });
  });

  it("names the first two sides that cannot both be right, the reference last", () => {
    const [a, b] = [claim("a", 1, 0), claim("b", 2, 0.5)];
    expect(judgeComponent([a, b], undefined)).toEqual({ verdict: "disagree", clash: [a, b] });
    expect(judgeComponent([a], 3)).toMatchObject({ verdict: "disagree", clash: [a, { method: "reference", value: 3 }] });
    expect(judgeComponent([a], 1)).toEqual({ verdict: "agree" });
    expect(judgeComponent([a], 1.5, 0.5)).toEqual({ verdict: "agree" });
  });

  it("decides nothing with fewer than two sides, or by sides that are not finite", () => {
    const endless = claim("a", 1, Number.POSITIVE_INFINITY);
    for (const claims of [[], [claim("a", 1, 0)], [endless, claim("b", 5, 0)], [claim("a", Number.NaN, 0), claim("b", 5, 0)]])
      expect(judgeComponent(claims, undefined)).toEqual({ verdict: "inconclusive" });
    expect(judgeComponent([claim("a", 1, 0)], Number.NaN)).toEqual({ verdict: "inconclusive" });
    expect(judgeComponent([endless], 5)).toEqual({ verdict: "inconclusive" });
  });

  it("grants the reference half a unit in its last place, and its own error", () => {
    expect(referenceClaim(2)).toEqual({ method: "reference", value: 2, bound: 2 ** -52 + Number.MIN_VALUE });
    expect(referenceClaim(-2, 0.5).bound).toBeCloseTo(0.5, 15);
    expect(referenceClaim(0).bound).toBe(Number.MIN_VALUE);
  });
});

describe("a claim", () => {
  const comparison = compare(parseFormula("x^2 * w[1] + w[2]"), { x: 3, w: [2, 1] });
  // value 19, x: 12, w: [9, 1]
  it.each([
    [{ value: 19 }, { verdict: "right" }],
    [{ value: 19.0000000001 }, { verdict: "right" }],
    [{ value: 19.0001 }, { verdict: "wrong", worst: "value" }],
    [{ value: "19" }, { verdict: "wrong", worst: "value" }],
    [{ value: Number.NaN }, { verdict: "wrong", worst: "value" }],
    [{ gradient: { x: 12, w: [9, 1] } }, { verdict: "right" }],
    [{ gradient: { x: 12 } }, { verdict: "right" }],
    [{ gradient: { x: 12.1, w: [9, 7] } }, { verdict: "wrong", worst: "w[2]" }],
    [{ gradient: { x: 13, w: [9, 1] } }, { verdict: "wrong", worst: "x" }],
    [
      { gradient: { x: 13, w: [9, 1] }, value: 1e9 },
      { verdict: "wrong", worst: "value" },
    ],
    [{ gradient: { q: 1 } }, { verdict: "wrong", worst: "q" }],
    [{ gradient: { w: [9] } }, { verdict: "wrong", worst: "w" }],
    [{ gradient: { w: [9, 1, 0] } }, { verdict: "wrong", worst: "w" }],
    [{ gradient: { x: null } }, { verdict: "wrong", worst: "x" }],
    [{ gradient: [12] }, { verdict: "wrong", worst: "gradient" }],
    [{ gradient: null }, { verdict: "wrong", worst: "gradient" }],
    [{ gradient: 12 }, { verdict: "wrong", worst: "gradient" }],
    [{}, undefined],
  ])("%j: %j", (claimed, verdict) => {
    expect(judgeClaim(comparison, claimed)).toEqual(verdict);
  });

  it("is right where it writes 12 digits of a number, and wrong beyond", () => {
    const big = compare(parseFormula("1e6 * x"), { x: 1 });
    expect(judgeClaim(big, { gradient: { x: 1e6 + 0.0005 } })?.verdict).toBe("right");
    expect(judgeClaim(big, { gradient: { x: 1e6 + 0.01 } })?.verdict).toBe("wrong");
    const zero = compare(parseFormula("0 * x"), { x: 1 });
    expect(judgeClaim(zero, { gradient: { x: 0 } })?.verdict).toBe("right");
    expect(judgeClaim(zero, { gradient: { x: 1e-9 } })?.verdict).toBe("wrong");
  });

  it("names the first of those that are equally far off", () => {
    expect(judgeClaim(comparison, { gradient: { q: 1, x: null } })).toEqual({ verdict: "wrong", worst: "q" });
    expect(judgeClaim(comparison, { gradient: { x: null, q: 1 } })).toEqual({ verdict: "wrong", worst: "x" });
  });

  it("is undecided where the comparison is", () => {
    expect(judgeClaim(compare(parseFormula("abs(x)"), { x: 0 }), { gradient: { x: 1 } })).toEqual({ verdict: "undecided" });
  });
});

describe("a claim beside what methods and reference found", () => {
  const found = (gradient: object, bound: object, exact?: object) =>
    ({
      at: {},
      value: 4,
      verdict: "agree",
      message: "",
      notes: [],
      ...(exact === undefined ? {} : { reference: { value: "4", gradient: exact } }),
      methods: { reverse: { value: 4, gradient, bound, boundKind: "proven", operations: 1, evaluations: 1 } },
    }) as Comparison;

  it("may be off by the bound of the method, and by a billionth of the number", () => {
    const comparison = found({ x: 2 }, { x: 0.5 });
    expect(judgeClaim(comparison, { gradient: { x: 2.5 } })).toEqual({ verdict: "right" });
    expect(judgeClaim(comparison, { gradient: { x: 1.5 } })).toEqual({ verdict: "right" });
    expect(judgeClaim(comparison, { gradient: { x: 2.625 } })).toEqual({ verdict: "wrong", worst: "x" });
    const large = found({ x: 2e9 }, { x: 0 });
    expect(judgeClaim(large, { gradient: { x: 2e9 + 2 } })).toEqual({ verdict: "right" });
    expect(judgeClaim(large, { gradient: { x: 2e9 + 3 } })).toEqual({ verdict: "wrong", worst: "x" });
  });

  it("a method without a bound grants nothing", () => {
    for (const bound of [{}, { x: Number.POSITIVE_INFINITY }, { x: Number.NaN }]) {
      expect(judgeClaim(found({ x: 2 }, bound), { gradient: { x: 2 } })).toEqual({ verdict: "right" });
      expect(judgeClaim(found({ x: 2 }, bound), { gradient: { x: 2.01 } })).toEqual({ verdict: "wrong", worst: "x" });
    }
  });

  it("is held against the reference, and against the method where that has no number", () => {
    expect(judgeClaim(found({ x: 2 }, { x: 0 }, { x: "3" }), { gradient: { x: 3 } })).toEqual({ verdict: "right" });
    expect(judgeClaim(found({ x: 2 }, { x: 0 }, { x: "3" }), { gradient: { x: 2 } })).toEqual({ verdict: "wrong", worst: "x" });
    const half = found({ w: [1, 2] }, { w: [0, 0] }, { w: [null, "3"] });
    expect(judgeClaim(half, { gradient: { w: [1, 3] } })).toEqual({ verdict: "right" });
    expect(judgeClaim(half, { gradient: { w: [1, 2] } })).toEqual({ verdict: "wrong", worst: "w[2]" });
  });

  it("is judged where methods disagree too", () => {
    const split: Comparison = { ...found({ x: 2 }, { x: 0 }, { x: "3" }), verdict: "disagree" };
    expect(judgeClaim(split, { gradient: { x: 3 } })).toEqual({ verdict: "right" });
    expect(judgeClaim({ ...split, verdict: "inconclusive" }, { gradient: { x: 3 } })).toEqual({ verdict: "undecided" });
  });

  it("is undecided where nobody found a number, unless it is wrong elsewhere", () => {
    const unknown = found({ x: Number.NaN, y: 1 }, { x: 0, y: 0 });
    expect(judgeClaim(unknown, { gradient: { x: 5, y: 1 } })).toEqual({ verdict: "undecided" });
    expect(judgeClaim(unknown, { gradient: { x: 5, y: 2 } })).toEqual({ verdict: "wrong", worst: "y" });
    expect(judgeClaim(unknown, { gradient: { y: 1 } })).toEqual({ verdict: "right" });
  });

  it("names the entry of a matrix, and what is not one where one is expected", () => {
    const matrix = found(
      {
        W: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      {
        W: [
          [0, 0, 0],
          [0, 0, 0],
        ],
      },
    );
    expect(
      judgeClaim(matrix, {
        gradient: {
          W: [
            [1, 2, 3],
            [4, 0, 6],
          ],
        },
      }),
    ).toEqual({ verdict: "wrong", worst: "W[2,2]" });
    expect(
      judgeClaim(matrix, {
        gradient: {
          W: [
            [1, 2, "3"],
            [4, 5, 6],
          ],
        },
      }),
    ).toEqual({ verdict: "wrong", worst: "W[1,3]" });
  });
});

describe("what is too large to do in full", () => {
  const small = record(({ x }) => sin(sum(x as Value)), { x: [1, 2, 3] }).graph;

  it("costs the evaluations that the method takes for each component", () => {
    const each = 3 + 50 * small.length;
    expect((["numerical", "forward", "reverse", "symbolic"] as const).map((name) => costOfOne(name, small))).toEqual([
      34 * each,
      3 * each,
      0,
      0,
    ]);
  });

  it("says what it would take", () => {
    expect(refusal("numerical", 1000)).toMatch(
      /^this would take about 34,000 evaluations for 1,000 components: a few were checked instead/,
    );
  });

  it("is asked for at least 4 and at most 24 components, as the budget allows", () => {
    const cost = costOfOne("forward", small);
    expect([0, 100 * cost, 200 * cost, 1e9 * cost].map((budget) => spotCount("forward", small, budget))).toEqual([4, 10, 20, 24]);
    expect(spotCount("forward", small, 109 * cost)).toBe(10);
  });

  it("spreads them over all components, each once", () => {
    const components = Array.from({ length: 100 }, (_, entry) => ({ input: "x", entry, label: `${entry}` }));
    const chosen = spread(components, 10).map(({ entry }) => entry);
    expect(new Set(chosen).size).toBe(10);
    const sorted = [...chosen].sort((a, b) => a - b);
    for (const [k, entry] of sorted.entries()) expect(Math.abs(entry - 10 * k - 5)).toBeLessThan(12);
    expect(spread(components.slice(0, 2), 8)).toHaveLength(2);
  });

  it("asks along the axis of each component", () => {
    const f: TracedFunction = ({ x, y }) => mul(sum(mul(x as Value, x as Value)), y as Value);
    const point = { x: [1, 2, 3], y: 2 };
    const components = componentsOf(record(f, point).graph, [0, 1]);
    const spots = spotsOf(
      forward,
      f,
      point,
      [components[2], components[3]].map((component) => component as (typeof components)[0]),
    );
    expect(spots.map(({ component, claim }) => [component.label, claim.method, claim.value])).toEqual([
      ["x[3]", "forward", 12],
      ["y", "forward", 14],
    ]);
    expect(spots[0]?.claim.bound).toBeNaN();
    expect(spotsOf(numerical, f, point, components.slice(0, 1))[0]?.claim.bound).toBeLessThan(1e-6);
    const unknown = parseFormula("x > 0 ? x : 1");
    expect(spotsOf(symbolic, unknown, { x: 1 }, [{ input: "x", entry: 0, label: "x" }])).toHaveLength(1);
  });

  it("gets no answer from a method that does not support the function, and other errors as they are", () => {
    const failing = (error: Error): Differentiator => ({
      ...forward,
      jvp: () => {
        throw error;
      },
    });
    const ask = (error: Error) => spotsOf(failing(error), parseFormula("x"), { x: 1 }, [{ input: "x", entry: 0, label: "x" }]);
    expect(ask(new UnsupportedError("x", "not this"))).toEqual([]);
    expect(() => ask(new TypeError("a mistake"))).toThrow("a mistake");
  });
});

describe("a point that does not fit a formula is refused by name", () => {
  const formula = parseFormula("x + y");
  const long = "a".repeat(60);
  it.each([
    [undefined, "The point must name its values"],
    [null, "The point must name its values"],
    [[1], "The point must name its values"],
    ["x", "The point must name its values"],
    [{ x: Number.NaN }, "x is NaN: a point has finite numbers only."],
    [{ x: Number.POSITIVE_INFINITY }, "x is Infinity"],
    [{ x: "1" }, 'x is "1": expected a number, a vector of numbers, or a matrix whose rows have one length.'],
    [{ x: long }, `x is "${long.slice(0, 40)}": expected`],
    [{ x: null }, "x is null: expected"],
    [{ x: true }, "x is boolean: expected"],
    [{ x: {} }, "x is object: expected"],
    [{ y: [] }, "y is empty: a vector has at least one entry."],
    [{ y: [[]] }, "y is not regular"],
    [{ y: [[1], [1, 2]] }, "y is not regular: expected a number"],
    [{ y: [1, [1]] }, "y is not regular"],
    [{ y: [1, "2"] }, "y is not regular"],
    [{ y: [[1, null]] }, "y is not regular"],
    [{ y: [1, Number.NaN] }, "y holds a number that is not finite."],
    [{ y: new Array(10_001).fill(1) }, "y has 10001 entries: at most 10000 can be compared."],
  ])("%j", (point, message) => {
    expect(() => requirePoint(formula, point)).toThrow(FormulaError);
    expect(() => requirePoint(formula, point)).toThrow(message);
    expect(() => requirePoint(formula, point)).toThrow(expect.objectContaining({ kind: "bad-value", text: "x + y" }));
  });

  it("and so is a name to differentiate by", () => {
    expect(() => requirePoint(formula, { x: 1, y: 2 }, ["z"])).toThrow("There is no input z to differentiate by: there are x, y.");
    expect(() => requirePoint(formula, {}, ["z"])).toThrow("there are none");
    expect(() => requirePoint(formula, { x: 1 }, ["z"])).toThrow(expect.objectContaining({ kind: "unknown-name", text: "x + y" }));
  });

  it("what fits passes", () => {
    for (const x of [
      1,
      [1, 2],
      [
        [1, 2],
        [3, 4],
      ],
      new Array(10_000).fill(1),
    ])
      expect(() => requirePoint(formula, { x }, ["x"])).not.toThrow();
  });
});

describe("errors as data", () => {
  it.each([
    ["x +", {}, "syntax"],
    ["x + y", { x: 1 }, "missing-value"],
    ["[x, 1]", { x: 1 }, "not-scalar"],
    ["x + w", { x: [1, 2], w: [1, 2, 3] }, "bad-value"],
    ["x", { x: Number.NaN }, "bad-value"],
  ] as const)("%s at %j is %s", (formula, at, kind) => {
    const found = compareCase({ formula, at: at as Record<string, number>, id: 7 });
    expect(found).toMatchObject({ schema: 1, id: 7, formula, verdict: "error", error: { kind } });
    expect(found.message).toBe(found.error?.message);
  });

  it("keep the position in the formula, and have none where there is none", () => {
    expect(compareCase({ formula: "x + * 2", at: { x: 1 } }).error?.position).toBeGreaterThanOrEqual(3);
    expect(compareCase({ formula: "x", at: { x: Number.NaN } }).error).not.toHaveProperty("position");
    expect(compareCase({ formula: "x", at: { x: 1 } })).not.toHaveProperty("id");
  });

  it("are told apart by their kinds, and what is no mistake of the input is thrown on", () => {
    expect(describeError(new ShapeError("a gradient needs a scalar value, and this is a vector of 2."))).toMatchObject({
      kind: "not-scalar",
    });
    expect(describeError(new ShapeError("other"))).toMatchObject({ kind: "bad-value" });
    expect(describeError(new PointError("x", "p"))).toEqual({ kind: "bad-value", message: "p" });
    expect(describeError(new TraceError("t"))).toEqual({ kind: "unsupported", message: "t" });
    expect(describeError(new RangeError("Maximum call stack size exceeded"))).toEqual({
      kind: "too-large",
      message: expect.stringMatching(/nested too deeply/),
    });
    expect(() => describeError(new RangeError("other"))).toThrow("other");
    expect(() => describeError(new TypeError("call stack"))).toThrow(TypeError);
  });

  it("a claim is judged with the comparison", () => {
    expect(compareCase({ formula: "x^2", at: { x: 3 }, gradient: { x: 6 }, wrt: ["x"] }).claim).toEqual({ verdict: "right" });
    expect(compareCase({ formula: "x^2", at: { x: 3 } })).not.toHaveProperty("claim");
  });
});

describe("the form that is safe in floating point", () => {
  const formOf = (formula: string) => stableForm(record((inputs) => parseFormula(formula).evaluate(inputs), { x: 1, y: 2 }).graph);
  it.each([
    ["log(1 + exp(x))", "softplus(u) for log(1 + exp(u))"],
    ["log(exp(x) + 1)", "softplus(u) for log(1 + exp(u))"],
    ["-log(1 - sigmoid(x))", "softplus(u) for -log(1 - sigmoid(u))"],
    ["log(sigmoid(x))", "-softplus(-u) for log(sigmoid(u))"],
    ["log(1 / (1 + exp(-x)))", "-softplus(-u) for log(1/(1 + exp(-u)))"],
    ["log(exp(x) + exp(y))", "logsumexp([u, v, ...]) for log(exp(u) + exp(v) + ...)"],
    ["log(y + exp(x))", "logsumexp([u, v, ...]) for log(exp(u) + exp(v) + ...)"],
    ["sqrt(x^2 + y^2)", "hypot(u, v) for sqrt(u^2 + v^2)"],
    ["sin(log(1 + exp(x)))", "softplus(u) for log(1 + exp(u))"],
    ["log(2 + x)", undefined],
    ["log(1 + x)", undefined],
    ["1 + exp(x)", undefined],
    ["log(1 - x)", undefined],
    ["log(sigmoid(x) - 1)", undefined],
    ["log(2 / (1 + exp(-x)))", undefined],
    ["log(1 / (2 + x))", undefined],
    ["log(x * y)", undefined],
    ["log(exp(x) * y)", undefined],
    ["log(1 * exp(x))", undefined],
    ["log(1 - exp(x))", undefined],
    ["log(1 * (1 + exp(x)))", undefined],
    ["log(x / (1 + exp(-x)))", undefined],
    ["sqrt(x * y)", undefined],
    ["exp(x)", undefined],
  ])("of %s is %s", (formula, form) => {
    expect(formOf(formula)).toBe(form);
  });

  it("is found in vectors too", () => {
    const f: TracedFunction = (inputs) => parseFormula("sum(log(1 + exp(v)))").evaluate(inputs);
    expect(stableForm(record(f, { v: [1, 2] }).graph)).toBe("softplus(u) for log(1 + exp(u))");
  });
});

describe("a function that is not the same when it is called again", () => {
  const alternating = (first: TracedFunction, second: TracedFunction): TracedFunction => {
    let calls = 0;
    return (inputs) => (calls++ % 2 === 0 ? first : second)(inputs);
  };
  it.each([
    ["another number of operations", ({ x }) => sin(x as Value), ({ x }) => sin(sin(x as Value)), "2 operations, then 3"],
    ["another operation", ({ x }) => sin(x as Value), ({ x }) => exp(x as Value), "sin, then exp"],
    ["another constant", ({ x }) => mul(x as Value, 2), ({ x }) => mul(x as Value, 3), "2, then 3"],
  ] as readonly (readonly [string, TracedFunction, TracedFunction, string])[])(
    "is named by its first difference: %s",
    (_, one, other, difference) => {
      expect(() => compare(alternating(one, other), { x: 1 })).toThrow(TraceError);
      expect(() => compare(alternating(one, other), { x: 1 })).toThrow(`(${difference}): it is random or keeps state between calls`);
    },
  );
});

describe("what a comparison says besides its verdict", () => {
  it("an unused input is noted, a used one and the value itself are not", () => {
    const { notes } = compare(record(({ x }) => x as Value, { x: 1, z: 2 }).graph, { x: 1, z: 2 });
    expect(notes).toEqual(["z does not appear in the function, so its derivative is 0."]);
    expect(compare(record(({ x }) => x as Value, { x: 1, z: 2 }).graph, { x: 1, z: 2 }, { wrt: ["x"] }).notes).toEqual([]);
  });

  it("digits stand beside each entry, and bounds are proven or estimated", () => {
    const { methods, value, at, reference } = compare(parseFormula("sum(w)^2"), { w: [1, 2] });
    expect([value, at]).toEqual([9, { w: [1, 2] }]);
    expect(methods.reverse).toMatchObject({ value: 9, gradient: { w: [6, 6] }, digits: { w: [17, 17] }, boundKind: "proven" });
    expect(methods.numerical).toMatchObject({ boundKind: "estimate" });
    expect(reference).toMatchObject({ value: "9", gradient: { w: ["6", "6"] } });
  });

  it("a vector has no gradient", () => {
    expect(() => compare(parseFormula("[x, 1]"), { x: 1 })).toThrow("a gradient needs a scalar value, and this is a vector of 2.");
  });
});
