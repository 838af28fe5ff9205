// What a comparison puts together from its parts.

import { describe, expect, it } from "vitest";
import { compare, type Differentiator, parseFormula, UnsupportedError } from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { flawedReverse } from "../faults/sweeps.js";

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
    const agreed = compare(parseFormula("sin(x) * y"), { x: 1, y: 2 });
    expect(agreed.verdict).toBe("agree");
    expect(agreed).not.toHaveProperty("parting");
  });
});

describe("the reference", () => {
  it("has no gradient at a kink, where a two-sided quotient would be the mean of two slopes", () => {
    const { reference, methods } = compare(parseFormula("abs(x) + 1"), { x: 0 });
    expect(reference).toEqual({ value: "1", gradient: {} });
    expect(methods.reverse).not.toHaveProperty("digits");
  });

  it("is left out where it would take more than 10,000 operations, which is noted", () => {
    const vector = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
    // A product, and a sum, for each of n components: 2 n^2 - n operations.
    const f = parseFormula("dot(w, w)");
    const [large, small] = [compare(f, { w: vector(80) }), compare(f, { w: vector(60) })];
    expect([large.verdict, small.verdict]).toEqual(["agree", "agree"]);
    expect(large).not.toHaveProperty("reference");
    expect(large.notes).toEqual([expect.stringMatching(/^at this size there is no 64-digit reference/)]);
    expect(small.reference).toMatchObject({ value: "73810" });
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

  it("that fails otherwise is no verdict", () => {
    expect(() => compare(parseFormula("x^2"), { x: 3 }, { methods: [reverse, failing(new TypeError("a mistake"))] })).toThrow("a mistake");
  });
});
