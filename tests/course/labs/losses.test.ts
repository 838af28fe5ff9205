// The lab on losses: closed forms, and judgements that other data turn round.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LossCurve, lossCurves } from "../../../src/course/labs/loss-over-logit.js";
import { losses } from "../../../src/course/labs/losses.js";
import { judgeFading, judgeTraining, type LossRace, lossRaces } from "../../../src/course/labs/losses-judge.js";
import { type SaturatedRun, saturatedTraining } from "../../../src/course/labs/saturated-training.js";

const tiny = { points: 5, gains: "1", rates: "3, 10", epochs: 5, seeds: 2 };

describe("the curves", () => {
  test("are those of the closed forms", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), fc.integer({ min: 2, max: 6 }), (a, classes) => {
        const [squared, crossEntropy, squaredSoftmax, softmaxEntropy] = lossCurves([a, a + 1], classes).map(({ points }) => points[0]);
        const s = 1 / (1 + Math.exp(-a));
        const wrong = 1 / (1 + Math.exp(a));
        expect(squared?.derivative).toBeCloseTo(-wrong * wrong * s, 12);
        expect(crossEntropy?.derivative).toBeCloseTo(-wrong, 12);
        expect(crossEntropy?.loss).toBeCloseTo(Math.log1p(Math.exp(-a)), 10);
        const others = classes - 1;
        const p = Math.exp(a) / (Math.exp(a) + others);
        const q = 1 / (Math.exp(a) + others);
        expect(softmaxEntropy?.derivative).toBeCloseTo(-others * q, 12);
        expect(squaredSoftmax?.loss).toBeCloseTo(0.5 * ((others * q) ** 2 + others * q * q), 12);
        expect(squaredSoftmax?.derivative).toBeCloseTo(-p * others * q * (others * q) - others * q * q * p, 12);
      }),
    );
  });

  test("squared error fades where the answer is wrong, and by the logits that are shown", () => {
    const [squared, crossEntropy] = lossCurves([-20, -10, 0, 10], 3) as [LossCurve, LossCurve];
    expect(squared.remains).toBeLessThan(1e-7);
    expect(crossEntropy.remains).toBe(1);
    expect(lossCurves([0, 1], 3)[0]?.remains).toBe(1);
  });
});

describe("training", () => {
  test("a goal that the first weights reach costs no epoch", () => {
    expect(saturatedTraining("softmax", "cross-entropy", { epochs: 3, goal: 0.01 })({ gain: 1, rate: 1, seed: 1 })).toMatchObject({
      cost: 0,
    });
  });

  test("a goal out of reach is never reached, and every epoch is told", () => {
    const run = saturatedTraining("sigmoid", "squared", { epochs: 3, goal: 1 })({ gain: 1, rate: 1e-6, seed: 1 });
    expect(run.cost).toBeNull();
    expect(run.accuracy).toHaveLength(4);
  });

  test("both losses learn iris from small weights", () => {
    for (const output of ["sigmoid", "softmax"] as const) {
      for (const loss of ["squared", "cross-entropy"] as const) {
        const run = saturatedTraining(output, loss, { epochs: 100, goal: 0.9 })({ gain: 1, rate: 10, seed: 1 });
        expect(run.cost).toBeLessThan(100);
      }
    }
  });
});

const curve = (output: LossCurve["output"], loss: LossCurve["loss"], remains: number): LossCurve => {
  const point = { logit: -1, loss: 1, derivative: -1 };
  return { output, loss, points: [point], steepest: point, remains };
};
const curves = (...remains: [number, number, number, number]) => [
  curve("sigmoid", "squared", remains[0]),
  curve("sigmoid", "cross-entropy", remains[1]),
  curve("softmax", "squared", remains[2]),
  curve("softmax", "cross-entropy", remains[3]),
];
const runOf = (loss: SaturatedRun["loss"], seed: number, cost: number | null): SaturatedRun => ({
  output: "sigmoid",
  loss,
  gain: 1,
  rate: 1,
  seed,
  cost,
  accuracy: [0.5],
});
const races = (...costs: [number | null, number | null][]): readonly LossRace[] =>
  lossRaces(costs.flatMap(([squared, entropy], i) => [runOf("squared", i, squared), runOf("cross-entropy", i, entropy)]));

describe("judgements follow the data", () => {
  test("one loss fades, both do, none does", () => {
    expect(judgeFading(curves(0.01, 1, 0.01, 1)).seen).toBe("seen here");
    expect(judgeFading(curves(0.01, 0.01, 0.01, 0.01)).seen).toBe("not seen here");
    expect(judgeFading(curves(1, 1, 1, 1)).seen).toBe("not seen here");
    expect(judgeFading(curves(0.01, 1, 1, 1)).seen).toBe("depends");
  });

  test("cross entropy wins all races, none, some", () => {
    expect(judgeTraining(races([9, 4], [null, 7]), 0.9).seen).toBe("seen here");
    expect(judgeTraining(races([4, 9], [5, 5], [null, null]), 0.9).seen).toBe("not seen here");
    const mixed = judgeTraining(races([9, 4], [4, 9]), 0.9);
    expect(mixed.seen).toBe("depends");
    expect(mixed.because).toContain("in 1 of 2 races");
  });
});

describe("the report", () => {
  const report = losses.run(tiny);

  test("has every number that repeats the run, and repeats it", () => {
    expect(Object.keys(report.settings)).toEqual(Object.keys(losses.options));
    expect(losses.run(report.settings as Record<string, string | number>)).toEqual(report);
    expect(losses.run({ ...tiny, randomSeed: 5 }).data).not.toEqual(report.data);
  });

  test("tables are rectangular, plots finite", () => {
    for (const { head, rows } of report.tables) for (const cells of rows) expect(cells).toHaveLength(head.length);
    for (const { series } of report.plots)
      for (const { points } of series) for (const { y } of points) expect(Number.isFinite(y)).toBe(true);
  });
});

test.each([
  [{ limit: 0 }, "limit: it is a number above 0, up to 700, not 0."],
  [{ points: 1 }, "points: it is a whole number from 2 to 2000, not 1."],
  [{ rates: "fast" }, "rates: each is a number above 0, up to 10000, not fast."],
  [{ goal: 95 }, "goal: it is a number above 0, up to 1, not 95."],
])("a bad setting is named: %o", (settings, message) => {
  expect(() => losses.run(settings as Record<string, string | number>)).toThrow(new RangeError(message));
});
