// What a comparison puts together from its parts.

import { describe, expect, it } from "vitest";
import { recorder } from "../../../src/core/differentiators/program.js";
import { compare, type Differentiator, parseFormula, sum, UnsupportedError, type Value } from "../../../src/index.js";
import { costOfOne } from "../../../src/verify/compare/budget.js";
import type { MethodResult } from "../../../src/verify/compare/comparison.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { flawedForward, flawedReverse } from "../faults/sweeps.js";

const [numerical, symbolic, forward, reverse] = boundedMethods as [Differentiator, Differentiator, Differentiator, Differentiator];

describe("methods that disagree", () => {
  const found = compare(parseFormula("sin(x) * y"), { x: 1, y: 2 }, { methods: [forward, flawedReverse({ seed: 2 })] });

  it("are told with the place where one goes wrong", () => {
    expect(found.verdict).toBe("disagree");
    expect(found.message).toMatch(
      /cannot both be right about x: .* reverse first goes wrong in the adjoint of .* starts with a wrong number\.$/,
    );
    expect(found.parting).toMatchObject({ method: "reverse", culprit: { kind: "seed" } });
  });

  it("have digits all the same", () => {
    expect(found.methods).toMatchObject({ forward: { digits: { y: 17 } }, reverse: { digits: { y: 0 } } });
  });

  it("methods that agree part nowhere", () => {
    const agreed = compare(parseFormula("sin(x) * y"), { x: 1, y: 2 }, { methods: [forward, reverse] });
    expect(agreed.verdict).toBe("agree");
    expect(agreed).not.toHaveProperty("parting");
  });

  it("nor do those that lose what the reference finds", () => {
    const lost = compare(parseFormula("log10(x)"), { x: 1e308 }, { methods: [symbolic, reverse] });
    expect(lost.verdict).toBe("inconclusive");
    expect(lost).not.toHaveProperty("parting");
  });
});

describe("what the methods found", () => {
  it("is told before it is judged: the same numbers, without digits or verdict", () => {
    const told: unknown[] = [];
    const found = compare(parseFormula("sin(x) * y"), { x: 1, y: 2 }, { onMethods: (methods) => told.push(methods) });
    const undigited = Object.entries(found.methods as Record<string, MethodResult>).map(([name, { digits: _, ...rest }]) => [name, rest]);
    expect(told).toEqual([{ at: found.at, value: found.value, methods: Object.fromEntries(undigited) }]);
  });

  it("is told of a kink and of a place outside the domain too", () => {
    const values: unknown[] = [];
    for (const [text, x] of [
      ["abs(x)", 0],
      ["log(x)", -1],
    ] as const)
      compare(parseFormula(text), { x }, { onMethods: ({ value }) => values.push(value) });
    expect(values).toEqual([0, null]);
  });
});

describe("the reference", () => {
  it("has no gradient at a kink, where a two-sided quotient would be the mean of two slopes", () => {
    const { reference, methods } = compare(parseFormula("abs(x) + 1"), { x: 0 }, { methods: [reverse] });
    expect(reference).toEqual({ value: "1", gradient: {} });
    expect(methods.reverse).not.toHaveProperty("digits");
  });

  it("is left out where operations times components are more than 10,000, which is noted", () => {
    const twin: Differentiator = { ...reverse, name: "forward" };
    const found = (n: number) => compare(({ w }) => sum(w as Value), { w: new Array(n).fill(2) }, { methods: [twin, reverse] });
    // A sum of 120 takes as many operations, and so do its derivatives by each.
    const [large, small] = [found(120), found(2)];
    expect([large.verdict, small.verdict]).toEqual(["agree", "agree"]);
    expect(large).not.toHaveProperty("reference");
    expect(large.methods.reverse).not.toHaveProperty("digits");
    expect(large.notes).toEqual([expect.stringMatching(/^at this size there is no 64-digit reference/)]);
    expect(small.reference).toEqual({ value: "4", gradient: { w: ["1", "1"] } });
    expect(small.notes).toEqual([]);
  });
});

describe("a method", () => {
  const failing = (error: Error): Differentiator => ({
    ...symbolic,
    on: () => {
      throw error;
    },
  });

  it("that does not support the function says so", () => {
    const methods = [numerical, reverse, failing(new UnsupportedError("symbolic", "too deep for me"))];
    const found = compare(parseFormula("x^2"), { x: 3 }, { methods });
    expect(found.verdict).toBe("agree");
    expect(found.methods.symbolic).toEqual({ unsupported: expect.stringMatching(/too deep for me/) });
    expect(found.notes).toEqual([expect.stringMatching(/^symbolic: .*too deep for me/)]);
  });

  it("is asked for the inputs that are differentiated by, and no others", () => {
    const { methods } = compare(parseFormula("x * y"), { x: 3, y: 4 }, { methods: [reverse], wrt: ["x"] });
    expect(methods.reverse).toMatchObject({ gradient: { x: 4 } });
    expect((methods.reverse as { gradient: object }).gradient).toEqual({ x: 4 });
  });

  it("is asked for everything as long as it keeps to the budget, and for a few components beyond", () => {
    const f = parseFormula("x * y");
    const point = { x: 3, y: 4 };
    const each = costOfOne("forward", recorder(f)(point).graph);
    const asked = (budget: number) => compare(f, point, { methods: [forward, reverse], budget }).methods.forward;
    expect(asked(2 * each)).toMatchObject({ gradient: { x: 4, y: 3 } });
    expect(asked(2 * each - 1)).toEqual({ unsupported: expect.stringMatching(/about 6 evaluations for 2 components/) });
  });

  it("beyond its budget still contradicts the others, where it is asked", () => {
    const f = parseFormula("x * y");
    const verdictOf = (method: Differentiator) => compare(f, { x: 3, y: 4 }, { methods: [method, reverse], budget: 0 }).verdict;
    expect(verdictOf(forward)).toBe("agree");
    expect(verdictOf(flawedForward({ seed: 2 }))).toBe("disagree");
  });

  it("within its budget is asked once, for all", () => {
    const { message } = compare(parseFormula("x * y"), { x: 3, y: 4 }, { methods: [reverse] });
    expect(message).toMatch(/^One method has a bound of its own/);
  });

  it("that fails otherwise is no verdict", () => {
    expect(() => compare(parseFormula("x^2"), { x: 3 }, { methods: [reverse, failing(new TypeError("a mistake"))] })).toThrow("a mistake");
  });
});
