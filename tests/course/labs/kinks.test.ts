import { describe, expect, test } from "vitest";
import { kinkFindings, onKink } from "../../../src/course/labs/kink-findings.js";
import { type KinkData, kinkData, readKinks } from "../../../src/course/labs/kink-points.js";
import { type KinksData, kinks } from "../../../src/course/labs/kinks.js";
import type { LabReport } from "../../../src/course/labs/report.js";

const run = (settings: Record<string, string | number> = {}) => kinks.run(settings) as LabReport<KinksData>;
const one = (text: string, step = 1e-6) => readKinks(text).map((kink) => kinkData(kink, { distance: 1e-8, step }))[0] as KinkData;
const seen = (data: readonly KinkData[]) => kinkFindings(data).map((finding) => finding.seen);
const finite = (slope: number) => ({ kind: "finite", slope });

describe("on the kink", () => {
  test.each([
    ["relu(x)", finite(0), finite(1), 0],
    ["abs(x)", finite(-1), finite(1), 0],
    ["max(x, 1) at 1", finite(0), finite(1), 0.5],
    ["leakyRelu(x, 0.25)", finite(0.25), finite(1), 0.25],
  ])("%s has the slopes %j and %j, and the rules answer %d", (text, left, right, answer) => {
    const { answers, verdict, ...point } = onKink(one(text));
    expect(point).toMatchObject({ left, right });
    expect(answers).toEqual({ numerical: null, symbolic: answer, forward: answer, reverse: answer });
    expect(verdict).toBe("not-differentiable");
  });

  test("step jumps, and the rules answer 0", () => {
    const { left, right, answers } = onKink(one("step(x)"));
    expect([left, right.kind, answers.reverse]).toEqual([finite(0), "jump", 0]);
  });

  test("a central difference gives the mean of both slopes", () => {
    expect(onKink(one("relu(x)")).central).toBeCloseTo(0.5, 12);
    expect(onKink(one("abs(x)")).central).toBeCloseTo(0, 12);
  });

  test("the declared conventions stand beside", () => {
    expect(one("relu(x)").conventions).toEqual(["relu'(0) = 0"]);
    expect(one("x^2").conventions).toEqual([]);
  });
});

test("right beside, all four methods have the slope of their side, and a central difference still mixes both", () => {
  for (const { offset, answers, central, verdict } of one("relu(x)").points.filter((point) => point.offset !== 0)) {
    const slope = offset > 0 ? 1 : 0;
    expect(answers).toEqual({ numerical: slope, symbolic: slope, forward: slope, reverse: slope });
    expect(verdict).toBe("agree");
    // (relu(x + h) - relu(x - h)) / 2h = (x + h) / 2h for |x| < h
    expect(central).toBeCloseTo((offset + 1e-6) / 2e-6, 9);
  }
});

describe("the findings follow from the answers", () => {
  test("by default", () => {
    const { data, findings } = run();
    expect(findings.map((finding) => finding.seen)).toEqual([
      "seen here",
      "depends",
      "seen here",
      "not seen here",
      "seen here",
      "seen here",
    ]);
    expect(findings).toEqual(kinkFindings(data.kinks));
  });

  test("a central difference with a step smaller than the distance is right beside the kink", () => {
    expect(seen([one("relu(x)", 1e-13)])[3]).toBe("seen here");
    expect(seen([one("relu(x)", 1e-9)])[3]).toBe("depends");
  });

  test("where kinks cancel, as in x |x|, there is nothing to judge, and the comparison says agree", () => {
    const data = one("x * abs(x)");
    expect(onKink(data).verdict).toBe("agree");
    expect(seen([data])).toEqual(["depends", "depends", "seen here", "seen here", "depends"]);
  });

  test("relu alone lies between its slopes, step alone does not", () => {
    expect(seen([one("relu(x)")])[1]).toBe("seen here");
    expect(seen([one("step(x)")])[1]).toBe("not seen here");
  });

  test("a method with a convention of its own, a verdict that accuses, a mean of slopes: each would be said", () => {
    const data = one("relu(x)");
    const changed = (change: (point: KinkData["points"][number]) => Partial<KinkData["points"][number]>) => [
      { ...data, points: data.points.map((point) => ({ ...point, ...change(point) })) },
    ];
    expect(seen(changed(({ answers }) => ({ answers: { ...answers, forward: 1 } })))[0]).toBe("not seen here");
    expect(seen(changed(() => ({ verdict: "disagree" })))[2]).toBe("not seen here");
    expect(seen(changed(({ answers }) => ({ answers: { ...answers, numerical: 0.5 } })))[4]).toBe("not seen here");
  });

  test("that no gradient flows through step is looked at only where step is", () => {
    expect(run({ functions: "relu(x)" }).findings).toHaveLength(5);
    const data = one("step(x)");
    const flowing = { ...data, points: data.points.map((point) => ({ ...point, answers: { reverse: 1 } })) };
    expect(seen([flowing])[5]).toBe("not seen here");
    expect(seen([data, flowing])[5]).toBe("depends");
  });
});

test("no number that is not finite is shown", () => {
  const { data: _, ...report } = run({ functions: "sqrt(x); floor(x) at 2; abs(x)" });
  expect(JSON.stringify(report)).not.toMatch(/null|NaN|undefined/);
});

test("the place of a kink is read behind its formula", () => {
  expect(readKinks(" relu(x) ;max(x, 1) at 1; atan(x) at -2.5")).toEqual([
    { formula: "relu(x)", at: 0 },
    { formula: "max(x, 1)", at: 1 },
    { formula: "atan(x)", at: -2.5 },
  ]);
});

describe("a bad setting is named, with what to write instead", () => {
  test.each<[Record<string, string | number>, RegExp]>([
    [{ functions: "" }, /^functions: formulas of one variable, separated by semicolons, not nothing/],
    [{ functions: "relu(x);" }, /^functions: formulas of one variable, separated by semicolons, not relu\(x\);/],
    [{ functions: "relu(x) at home" }, /^functions: the place of a kink is a number.*not home/],
    [{ functions: "x * y" }, /^functions: each is a formula of one variable, and x \* y has x, y/],
    [{ functions: "relu(x" }, /^functions: The "\(" at position 5 is never closed/],
    [{ functions: "[x, x]" }, /^functions: its value is one number/],
    [{ functions: "log(x) at -5" }, /^functions: log\(x\) at -5: Outside the domain/],
    [{ functions: "relu(x) at 1e10" }, /^distance: 1e-8 is lost when it is added to 10000000000/],
    [{ distance: 0 }, /^distance: it is a number from 1e-300 to /],
    [{ step: -1 }, /^step: .*not -1/],
    [{ h: 1 }, /^the lab kinks has no setting h/],
  ])("%j", (settings, message) => {
    expect(() => run(settings)).toThrow(RangeError);
    expect(() => run(settings)).toThrow(message);
  });
});
