// The lab on vanishing gradients: laws of the measurement, and judgements that other data turn round.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DeadUnitRun, deadUnitRun, died } from "../../../src/course/labs/dead-units.js";
import { comparedActivations, type GradientRow, gradientByLayer, type Initialisation } from "../../../src/course/labs/gradient-by-layer.js";
import { vanishing } from "../../../src/course/labs/vanishing.js";
import { judgeDying, judgeStep, judgeVanishing } from "../../../src/course/labs/vanishing-judge.js";

const glorot: Initialisation = { scheme: "glorot", gain: 1 };
const small = { width: 5, seeds: 3, instances: 2 };
const tiny = { depths: "2, 8", width: 4, networks: 2, instances: 1, trainedLayers: 1, rates: "0.1", epochs: 2, seeds: 1, size: 20 };

describe("the gradient by layer", () => {
  test("nothing passes a step, whatever the weights", () => {
    for (const gain of [0.1, 1, 10]) {
      const [row] = gradientByLayer("step", 4, [{ scheme: "he", gain }], { ...small, randomSeed: 1 });
      expect(row?.adjoints).toEqual([0, 0, 0, 0]);
      expect(row?.arrives).toBe(0);
      expect(row?.factor).toBeUndefined();
    }
  });

  test("scaling all weights by g scales what ReLU lets arrive by g for each layer passed", () => {
    // Scaling a ReLU network moves no unit across its kink (there are no biases), and each layer passed brings one factor g.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.2, max: 5, noNaN: true }), (randomSeed, gain) => {
        const depth = 4;
        const [one, scaled] = gradientByLayer("relu", depth, [glorot, { ...glorot, gain }], {
          ...small,
          seeds: 1,
          instances: 1,
          randomSeed,
        });
        const expected = (one as GradientRow).arrives * gain ** (depth - 1);
        expect((scaled as GradientRow).arrives).toBeCloseTo(expected, 9 - Math.ceil(Math.log10(expected + 1e-9)));
      }),
      { numRuns: 20 },
    );
  });

  test("the sigmoid multiplies by at most 1/4 of the largest gain of the weights", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (randomSeed) => {
        const [row] = gradientByLayer("sigmoid", 6, [{ scheme: "glorot", gain: 1 }], { ...small, randomSeed });
        // A Glorot weight is at most sqrt(6 / (2 width)), so a square of them has a norm of at most width times that.
        const bound = 0.25 * small.width * Math.sqrt(6 / (2 * small.width));
        expect((row as GradientRow).factor).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 10 },
    );
  });
});

describe("dead units", () => {
  const settings = { data: "moons", size: 20, layers: 1, width: 6, batch: 5, epochs: 3 } as const;

  test("a count for the start and for each epoch", () => {
    const run = deadUnitRun("relu", 0.1, 1, settings);
    expect(run.dead).toHaveLength(4);
    expect(run.units).toBe(6);
  });

  test("a rate far too large kills ReLU units and no Leaky ReLU unit", () => {
    expect(died(deadUnitRun("relu", 30, 1, { ...settings, epochs: 10 }))).toBeGreaterThan(0);
    expect(died(deadUnitRun("leakyRelu", 30, 1, { ...settings, epochs: 10 }))).toBe(0);
  });
});

const row = (activation: GradientRow["activation"], adjoints: readonly number[], gain = 1): GradientRow => ({
  activation,
  depth: adjoints.length,
  initialisation: { scheme: "glorot", gain },
  adjoints,
  weights: adjoints,
  factor: adjoints.includes(0) ? undefined : 0.5,
  arrives: (adjoints[0] as number) / (adjoints.at(-1) || 1),
});

const runOf = (dead: readonly number[], rate = 0.1): DeadUnitRun => ({ activation: "relu", rate, seed: 1, units: 8, dead, loss: 0.1 });

describe("judgements follow the data", () => {
  test("steps block, let through, or do now this now that", () => {
    expect(judgeStep([row("step", [0, 0])]).seen).toBe("seen here");
    expect(judgeStep([row("step", [0.1, 0.2])]).seen).toBe("not seen here");
    expect(judgeStep([row("step", [0.1, 0.2])]).because).toContain("0.2");
    expect(judgeStep([row("step", [0, 0]), row("step", [0, 0.2], 2)]).seen).toBe("depends");
  });

  test.each([true, false])("vanishing or not, for a claim that says it does: %s", (expected) => {
    const vanishes = row("tanh", [1e-4, 1e-2, 1]);
    const stays = row("tanh", [1, 1, 1], 2);
    const [yes, no] = expected ? (["seen here", "not seen here"] as const) : (["not seen here", "seen here"] as const);
    expect(judgeVanishing([vanishes], "tanh", 0.01, expected).seen).toBe(yes);
    expect(judgeVanishing([stays], "tanh", 0.01, expected).seen).toBe(no);
    const both = judgeVanishing([vanishes, stays], "tanh", 0.01, expected);
    expect(both.seen).toBe("depends");
    expect(both.because).toContain("For 1 of 2 kinds of first weights (Glorot)");
  });

  test("only the deepest networks count, and only the activation asked for", () => {
    const rows = [row("tanh", [1e-4, 1]), row("tanh", [1, 1, 1]), row("sigmoid", [1e-4, 1e-2, 1])];
    expect(judgeVanishing(rows, "tanh", 0.01, true).seen).toBe("not seen here");
  });

  test("units die, live, or do now this now that", () => {
    expect(judgeDying([runOf([1, 2]), runOf([0, 3], 1)]).seen).toBe("seen here");
    expect(judgeDying([runOf([1, 1]), runOf([2, 0], 1)]).seen).toBe("not seen here");
    expect(judgeDying([runOf([1, 1]), runOf([0, 3], 1)]).seen).toBe("depends");
  });
});

describe("the report", () => {
  const report = vanishing.run(tiny);

  test("has every number that repeats the run, and repeats it", () => {
    expect(Object.keys(report.settings)).toEqual([...Object.keys(vanishing.options), "alpha"]);
    expect(vanishing.run(tiny)).toEqual(report);
    expect(report.randomSeed).toBe(1);
    expect(vanishing.run({ ...tiny, randomSeed: 2 }).data).not.toEqual(report.data);
  });

  test("no plot shows what a logarithmic axis cannot, and the title says so", () => {
    for (const plot of report.plots) {
      for (const { points } of plot.series) {
        for (const { x, y } of points) {
          expect(Number.isFinite(x)).toBe(true);
          expect(plot.y.scale === "log" ? y > 0 : Number.isFinite(y)).toBe(true);
        }
      }
    }
    expect(report.plots[0]?.title).toContain("step");
  });

  test("one row of factors for each activation, one of dead units for each rate", () => {
    expect(report.tables.map(({ rows }) => rows.length)).toEqual([comparedActivations.length, 2]);
    for (const { head, rows } of report.tables) for (const cells of rows) expect(cells).toHaveLength(head.length);
  });

  test("says how far it is", () => {
    const fractions: number[] = [];
    vanishing.run(tiny, (fraction) => fractions.push(fraction));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });
});

test.each([
  [{ depths: 0 }, "depths: each is a whole number from 2 to 100, not 0."],
  [{ gains: "-1" }, "gains: each is a number above 0, up to 100, not -1."],
  [{ schemes: "xavier" }, "schemes: each is one of glorot, he, not xavier."],
  [{ data: "digits" }, "data: it is one of xor, and, circles, moons, spirals, curve, iris, not digits."],
  [{ depth: 3 }, "the lab vanishing has no setting depth"],
])("a bad setting is named: %o", (settings, message) => {
  expect(() => vanishing.run(settings as Record<string, string | number>)).toThrow(RangeError);
  expect(() => vanishing.run(settings as Record<string, string | number>)).toThrow(message);
});
