// The lab on stochastic gradients: what is counted, and judgements that other data turn round.

import { describe, expect, test } from "vitest";
import { type CostRun, costToLoss } from "../../../src/course/labs/cost-to-loss.js";
import { stochastic } from "../../../src/course/labs/stochastic.js";
import { costCurves, judgeStochastic } from "../../../src/course/labs/stochastic-judge.js";
import { dataSet } from "../../../src/course/networks/data/index.js";

const tiny = { sizes: "8, 16", batches: "2", width: 2, goal: 0.5, rates: "1, 3", passes: 5, seeds: 2 };

describe("the cost", () => {
  const data = dataSet("moons", { seed: 1, size: 30 });
  const settings = { width: 3, goal: 0.4, passes: 60 };

  test("of steps over all instances is a whole number of passes", () => {
    const { cost, trace } = costToLoss(data, { batch: null, rate: 1, seed: 1 }, settings);
    expect((cost as number) % 30).toBe(0);
    expect(trace.at(-1)?.loss).toBeLessThanOrEqual(0.4);
    expect(trace.slice(0, -1).every(({ loss }) => loss > 0.4)).toBe(true);
  });

  test("counts the short last step of a pass for what it takes", () => {
    // 30 instances by 8: steps of 8, 8, 8 and 6.
    const { trace } = costToLoss(data, { batch: 8, rate: 0.01, seed: 1 }, { ...settings, passes: 2 });
    expect(trace.map(({ instances }) => instances)).toEqual([0, 8, 16, 24, 30, 38, 46, 54, 60]);
  });

  test("in operations is that of the gradients alone: twice the passes, twice the operations", () => {
    const long = costToLoss(data, { batch: null, rate: 1, seed: 1 }, settings);
    const short = costToLoss(data, { batch: null, rate: 1, seed: 1 }, { ...settings, goal: 0.5 });
    const perInstance = ({ operations, cost }: CostRun) => (operations as number) / (cost as number);
    expect(perInstance(long)).toBeCloseTo(perInstance(short), 9);
  });

  test("is null for a goal out of reach", () => {
    expect(costToLoss(data, { batch: 5, rate: 0.1, seed: 1 }, { ...settings, goal: 1e-9, passes: 2 })).toMatchObject({
      cost: null,
      operations: null,
    });
  });
});

const runsOf = (batch: number | null, size: number, costs: readonly (number | null)[]): CostRun[] =>
  costs.map((cost, seed) => ({ batch, size, rate: 1, seed, cost, operations: cost, trace: [] }));

describe("judgements follow the data", () => {
  test("stochastic steps stay cheap while full ones grow: seen, with the powers", () => {
    const runs = [...runsOf(1, 10, [500]), ...runsOf(1, 1000, [500]), ...runsOf(null, 10, [100]), ...runsOf(null, 1000, [10_000])];
    expect(judgeStochastic(runs).seen).toBe("seen here");
    const [one, all] = costCurves(runs);
    expect(one?.power).toBeCloseTo(0, 12);
    expect(all?.power).toBeCloseTo(1, 12);
  });

  test("stochastic steps that are dearer at the largest size, or grow as fast, or never arrive: not seen", () => {
    const full = [...runsOf(null, 10, [100]), ...runsOf(null, 1000, [10_000])];
    expect(judgeStochastic([...runsOf(1, 10, [20_000]), ...runsOf(1, 1000, [20_000]), ...full]).seen).toBe("not seen here");
    expect(judgeStochastic([...runsOf(1, 10, [50]), ...runsOf(1, 1000, [5000]), ...full]).seen).toBe("not seen here");
    expect(judgeStochastic([...runsOf(1, 10, [50]), ...runsOf(1, 1000, [null]), ...full]).seen).toBe("not seen here");
    const none = [...runsOf(null, 10, [null]), ...runsOf(null, 1000, [null])];
    expect(judgeStochastic([...runsOf(1, 10, [null]), ...runsOf(1, 1000, [null]), ...none]).seen).toBe("not seen here");
  });

  test("one seed so, one otherwise: depends, with the numbers", () => {
    const full = [...runsOf(null, 10, [100, 100]), ...runsOf(null, 1000, [10_000, 10_000])];
    const finding = judgeStochastic([...runsOf(1, 10, [500, 500]), ...runsOf(1, 1000, [500, null]), ...full]);
    expect(finding.seen).toBe("depends");
    expect(finding.because).toContain("1 of 2 seeds with steps over 1 instance");
  });

  test("a full gradient that never arrives is dearer than any", () => {
    const full = [...runsOf(null, 10, [100]), ...runsOf(null, 1000, [null])];
    expect(judgeStochastic([...runsOf(1, 10, [500]), ...runsOf(1, 1000, [900]), ...full]).seen).toBe("seen here");
  });
});

test("the report repeats itself from its own settings, and keeps each batch size at one learning rate", () => {
  const report = stochastic.run(tiny);
  expect(Object.keys(report.settings)).toEqual(Object.keys(stochastic.options));
  expect(stochastic.run(report.settings as Record<string, string | number>)).toEqual(report);
  const { runs } = report.data as { readonly runs: readonly CostRun[] };
  for (const batch of [2, null]) expect(new Set(runs.filter((run) => run.batch === batch).map(({ rate }) => rate)).size).toBe(1);
  for (const { head, rows } of report.tables) for (const cells of rows) expect(cells).toHaveLength(head.length);
});

test.each([
  [{ sizes: 50 }, "sizes: at least two, so that one sees what growth costs, not 50 alone."],
  [{ sizes: "20, 40", batches: "20" }, "batches: each is a whole number from 1 to 19, not 20."],
  [{ data: "iris" }, "data: it is one of moons, circles, spirals, curve, not iris."],
])("a bad setting is named: %o", (settings, message) => {
  expect(() => stochastic.run(settings as Record<string, string | number>)).toThrow(new RangeError(message));
});
