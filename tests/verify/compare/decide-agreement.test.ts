// The verdict where f is smooth: intervals meet, or they do not, or there are too few of them.

import { describe, expect, it } from "vitest";
import type { Component } from "../../../src/verify/compare/components.js";
import { decideOn, numbersCalled, reference, says, site } from "./evidence.js";

const infinite = Number.POSITIVE_INFINITY;
const right = says({ x: 2 }, 0.25);
const unbounded = says({ x: 2 }, infinite);
const wrong = says({ x: 3 }, 0.5);
const exact = reference(1, { x: 2 });

describe("agreement", () => {
  it.each([
    [{ forward: right, reverse: right }, "Two methods agree within their own error bounds."],
    [{ symbolic: right, forward: right, reverse: right }, "Three methods agree within their own error bounds."],
    [{ numerical: right, symbolic: right, forward: right, reverse: right }, "All four methods agree within their own error bounds."],
    [{ numerical: unbounded, forward: right, reverse: right }, "Two methods agree within their own error bounds."],
  ])("counts the methods that know how far off they are: %#", (reports, message) => {
    expect(decideOn({ reports })).toMatchObject({ verdict: "agree", message });
  });

  it("with the reference is said", () => {
    expect(decideOn({ reports: { forward: right, reverse: right }, reference: exact })).toEqual({
      verdict: "agree",
      message: "Two methods agree within their own error bounds, and with the 64-digit reference.",
      notes: [],
    });
    expect(decideOn({ reports: { reverse: right }, reference: exact })).toMatchObject({
      verdict: "agree",
      message: "One method has a bound of its own, and the 64-digit reference agrees with it.",
    });
  });

  it("counts a method that bounds some components only as one without a bound", () => {
    const half = { ...says({ x: 2, y: 1 }), bound: { x: 0, y: infinite } };
    const whole = says({ x: 2, y: 1 });
    const found = decideOn({ reports: { symbolic: half, forward: whole, reverse: whole }, components: numbersCalled("x", "y") });
    expect(found.message).toMatch(/^Two methods agree/);
  });

  it("allows the reference the error it has itself", () => {
    const reports = { forward: says({ x: 2 }), reverse: says({ x: 2 }) };
    expect(decideOn({ reports, reference: reference(1, { x: 2.5 }, {}, 0.5) }).verdict).toBe("agree");
    expect(decideOn({ reports, reference: reference(1, { x: 2.5 }, {}, 0.25) }).verdict).toBe("disagree");
  });

  it("looks at every entry of a vector, and at what a method leaves out as unknown", () => {
    const components: readonly Component[] = [0, 1].map((entry) => ({ input: "w", entry, label: `w[${entry + 1}]` }));
    const vector = (w: number[]) => ({ ...right, gradient: { w }, bound: { w: [0, 0] } });
    const verdictOf = (w: number[]) => decideOn({ components, reports: { forward: vector([1, 2]), reverse: vector(w) } });
    expect(verdictOf([1, 2]).verdict).toBe("agree");
    expect(verdictOf([1, 3]).message).toMatch(/about w\[2\]: 2 .*and 3 /);
    expect(verdictOf([1])).toMatchObject({ verdict: "inconclusive", message: "No two methods have a usable bound for w[2]." });
    expect(decideOn({ components, reports: { forward: vector([1, 2]), reverse: right } }).message).toMatch(/for w\[1\]/);
  });
});

describe("a clash", () => {
  it("names both sides with their bounds, and keeps the notes", () => {
    expect(decideOn({ reports: { symbolic: { unsupported: "too deep" }, forward: right, reverse: wrong } })).toEqual({
      verdict: "disagree",
      message: "forward and reverse cannot both be right about x: 2 (off by at most 2.5e-1) and 3 (off by at most 5.0e-1).",
      notes: ["symbolic: too deep"],
    });
    expect(decideOn({ reports: { forward: wrong }, reference: exact }).message).toMatch(/^forward and reference cannot both be right/);
  });

  it.each([["overflow"], ["lost"], ["extreme"]] as const)(
    "beside a reference, where bounds cannot be trusted (%s), is a loss of digits",
    (kind) => {
      const sites = { [kind]: [site("mul", [1, 2])] };
      const reports = { forward: right, reverse: wrong };
      const found = decideOn({ sites, reports, reference: exact });
      expect(found.verdict).toBe("inconclusive");
      expect(found.message).toMatch(/at mul\(1, 2\)\. The true value is 1 with derivative x: 2\./);
      expect(decideOn({ sites, reports }).verdict).toBe("disagree");
    },
  );
});

describe("no verdict", () => {
  it.each([
    [{}, "no-bound"],
    [{ lost: [site("log", [0])], overflow: [site("exp", [800])] }, "cancellation"],
    [{ overflow: [site("exp", [800])] }, "overflow"],
    [{ extreme: [site("mul", [1e200, 1])] }, "overflow"],
  ])("has a reason: %j is %s", (sites, reason) => {
    const found = decideOn({ sites, reports: { forward: unbounded, reverse: right } });
    expect(found).toMatchObject({ verdict: "inconclusive", reason, message: "No two methods have a usable bound for x." });
  });

  it("comes from one method alone, or from none, with what each has to say", () => {
    const reports = { symbolic: { unsupported: "too deep" } };
    expect(decideOn({ reports: { ...reports, reverse: right } })).toEqual({
      verdict: "inconclusive",
      reason: "no-bound",
      message: "No two methods have a usable bound.",
      notes: ["symbolic: too deep"],
    });
    expect(decideOn({ reports }).verdict).toBe("inconclusive");
    expect(decideOn({ reports, reference: exact }).message).toBe("No two methods have a usable bound for x.");
  });
});

describe("notes", () => {
  const other = { forward: right, symbolic: right };
  it("say which component a method cannot bound", () => {
    const nothing = says({ x: Number.NaN }, 0);
    const step = "numerical: no step was small enough for one smooth piece and large enough for rounding in x.";
    const overflow = "reverse: an intermediate value overflows, so it proves no bound for x.";
    expect(decideOn({ reports: { ...other, numerical: unbounded, reverse: unbounded } }).notes).toEqual([step, overflow]);
    expect(decideOn({ reports: { ...other, numerical: nothing, reverse: nothing } }).notes).toEqual([step, overflow]);
    expect(decideOn({ reports: other }).notes).toEqual([]);
  });

  it("name the first one only", () => {
    const two = says({ x: 1, y: 1 }, 0);
    const reports = { forward: two, symbolic: two, reverse: { ...two, bound: { x: 0, y: Number.NaN } } };
    expect(decideOn({ reports, components: numbersCalled("x", "y") }).notes).toEqual([expect.stringMatching(/for y\.$/)]);
  });

  it("warn where rounding is large, and otherwise where numbers are extreme", () => {
    const [lost, extreme] = [[site("log", [0])], [site("mul", [1e200, 1])]];
    const rounding = expect.stringMatching(/^at log\(0\) rounding is not small against the argument/);
    expect(decideOn({ sites: { lost }, reports: other }).notes).toEqual([rounding]);
    expect(decideOn({ sites: { lost, extreme }, reports: other }).notes).toEqual([rounding]);
    expect(decideOn({ sites: { extreme }, reports: other }).notes).toEqual([
      expect.stringMatching(/^mul\(1e\+200, 1\) is so large or small/),
    ]);
  });
});

describe("a few components that stand for all", () => {
  const components = numbersCalled(...Array.from({ length: 1500 }, (_, i) => `x${i}`));
  const reverse = says(Object.fromEntries(components.map(({ input }) => [input, input === "x7" ? 5 : 2])));
  const spot = (method: string, k: number, value: number) => ({
    component: components[k] as Component,
    claim: { method, value, bound: 0.5 },
  });

  it("decide, and are counted by component, not by method", () => {
    const spots = [spot("numerical", 3, 2), spot("forward", 3, 2), spot("forward", 7, 5)];
    expect(decideOn({ components, reports: { reverse }, spots })).toEqual({
      verdict: "agree",
      message: "One method went over all 1,500 components; numerical and forward agree with it on the 2 that were checked.",
      notes: [],
    });
  });

  it("contradict a method that is wrong there", () => {
    expect(decideOn({ components, reports: { reverse }, spots: [spot("forward", 7, 3)] }).message).toMatch(
      /^reverse and forward .* about x7:/,
    );
    expect(decideOn({ components, reports: { reverse }, spots: [spot("numerical", 3, 2), spot("forward", 3, 9)] }).verdict).toBe(
      "disagree",
    );
  });

  it("are looked at beside methods that went over all, which are still compared everywhere", () => {
    const off = { ...reverse, gradient: { ...reverse.gradient, x1: 5 } };
    expect(decideOn({ components, reports: { forward: off, reverse }, spots: [spot("numerical", 3, 2)] }).message).toMatch(/about x1:/);
    expect(decideOn({ components, reports: { forward: reverse, reverse }, spots: [spot("numerical", 3, 2)] }).message).toMatch(
      /^Two methods agree within/,
    );
    expect(decideOn({ components, reports: { forward: reverse, reverse }, spots: [spot("numerical", 3, 5)] }).verdict).toBe("disagree");
  });
});
