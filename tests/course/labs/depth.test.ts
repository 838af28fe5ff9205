// The lab on depth and width: what can be proved, and judgements that other data turn round.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { depth } from "../../../src/course/labs/depth.js";
import { type DepthRun, depthResults, judgeDepth, judgeSawtooth } from "../../../src/course/labs/depth-judge.js";
import { shapeNear, weightsOf } from "../../../src/course/labs/equal-weights.js";
import { sawtooth } from "../../../src/course/labs/sawtooth.js";
import { mlp } from "../../../src/course/networks/mlp.js";

const tiny = { folds: 2, data: "xor", weights: 12, depths: "1, 2", activations: "tanh", rates: "0.1", batch: 4, epochs: 2, seeds: 1 };

describe("networks with as many weights", () => {
  const sizes = { inputs: fc.integer({ min: 1, max: 5 }), outputs: fc.integer({ min: 1, max: 4 }), depth: fc.integer({ min: 1, max: 6 }) };

  test("are counted as the network itself has them", () => {
    fc.assert(
      fc.property(fc.record({ ...sizes, width: fc.integer({ min: 1, max: 9 }) }), ({ inputs, outputs, depth: layers, width }) => {
        const hidden = Array.from({ length: layers }, () => ({ units: width, activation: "tanh" as const }));
        const network = mlp({ inputs, layers: [...hidden, { units: outputs, activation: "identity" }], loss: "squared", bias: true });
        const counted = network.parameters.reduce((total, { shape }) => total + shape.reduce((a, b) => a * b, 1), 0);
        expect(weightsOf({ inputs, outputs, depth: layers, width })).toBe(counted);
      }),
    );
  });

  test("no other width comes nearer", () => {
    fc.assert(
      fc.property(fc.record(sizes), fc.integer({ min: 4, max: 2000 }), (size, weights) => {
        const { width } = shapeNear(weights, size);
        const miss = (w: number) => Math.abs(weightsOf({ ...size, width: w }) - weights);
        expect(miss(width)).toBeLessThanOrEqual(miss(width + 1));
        if (width > 1) expect(miss(width)).toBeLessThanOrEqual(miss(width - 1));
      }),
    );
  });
});

describe("the sawtooth", () => {
  test("is met exactly by the deep network, however many folds", () => {
    for (let folds = 1; folds <= 12; folds++) expect(sawtooth(folds).deepMistakes).toBe(0);
    expect(sawtooth(3).points.map(({ y }) => y)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0]);
  });

  test("no single layer with as many weights makes fewer mistakes than it is said to", () => {
    const { points, shallowUnits, shallowMistakes } = sawtooth(5);
    const weight = fc.double({ min: -50, max: 50, noNaN: true });
    const unit = fc.tuple(weight, weight, weight);
    fc.assert(
      fc.property(fc.array(unit, { minLength: shallowUnits, maxLength: shallowUnits }), weight, (units, bias) => {
        const answer = (x: number) => units.reduce((total, [w, b, v]) => total + v * Math.max(0, w * x + b), bias);
        const wrong = points.filter(({ x, y }) => (answer(x) > 0.5 ? 1 : 0) !== y).length;
        expect(wrong).toBeGreaterThanOrEqual(shallowMistakes);
      }),
    );
  });

  test("few folds prove nothing, and the judgement says so", () => {
    expect(judgeSawtooth(sawtooth(5)).seen).toBe("seen here");
    expect(sawtooth(2).shallowMistakes).toBe(0);
    expect(judgeSawtooth(sawtooth(2)).seen).toBe("not seen here");
    expect(judgeSawtooth({ ...sawtooth(5), deepMistakes: 3 }).seen).toBe("not seen here");
  });
});

const runOf = (layers: number, seed: number, cost: number | null): DepthRun => ({
  activation: "tanh",
  shape: { depth: layers, width: 3, weights: 20 },
  rate: 0.1,
  seed,
  cost,
  accuracy: [0.5, 0.9],
  loss: [0.7, 0.3],
});
const judged = (...runs: DepthRun[]) => judgeDepth(depthResults(runs), 0.95);

describe("judgements follow the data", () => {
  test("only the deeper network fits: seen", () => {
    expect(judged(runOf(1, 1, null), runOf(2, 1, 8), runOf(1, 2, null), runOf(2, 2, 9)).seen).toBe("seen here");
  });

  test("both fit, none fits, or only the shallow one does: not seen", () => {
    expect(judged(runOf(1, 1, 5), runOf(2, 1, 8)).seen).toBe("not seen here");
    expect(judged(runOf(1, 1, null), runOf(2, 1, null)).seen).toBe("not seen here");
    expect(judged(runOf(1, 1, 5), runOf(2, 1, null)).seen).toBe("not seen here");
  });

  test("now this, now that: it depends, with the numbers", () => {
    const finding = judged(runOf(1, 1, null), runOf(2, 1, 8), runOf(1, 2, 4), runOf(2, 2, 9));
    expect(finding.seen).toBe("depends");
    expect(finding.because).toContain("in 1 of 2 cases");
    expect(finding.because).toContain("tanh: 1 hidden layer 1 and 2 hidden layers 2");
  });

  test("the shallowest counts as shallow, in whatever order the depths were given", () => {
    expect(judged(runOf(3, 1, 8), runOf(2, 1, null)).seen).toBe("seen here");
  });
});

test("the report repeats itself from its own settings", () => {
  const report = depth.run(tiny);
  const { alpha, ...settings } = report.settings;
  expect(alpha).toBe(0.01);
  expect(Object.keys(settings)).toEqual(Object.keys(depth.options));
  expect(depth.run(settings as Record<string, string | number>)).toEqual(report);
  for (const { head, rows } of report.tables) for (const cells of rows) expect(cells).toHaveLength(head.length);
});

test.each([
  [{ depths: "1, 0" }, "depths: each is a whole number from 1 to 50, not 0."],
  [{ depths: 3 }, "depths: at least two, so that one can be deeper, not 3 alone."],
  [{ data: "curve" }, "data: it is one of spirals, circles, moons, iris, xor, not curve."],
  [{ optimiser: "lbfgs" }, "optimiser: it is one of sgd, momentum, adam, not lbfgs."],
  [{ folds: 40 }, "folds: it is a whole number from 1 to 12, not 40."],
])("a bad setting is named: %o", (settings, message) => {
  expect(() => depth.run(settings as Record<string, string | number>)).toThrow(new RangeError(message));
});
