// The lab on the speed of convergence: judgements that other data turn round.

import { describe, expect, test } from "vitest";
import { convergence } from "../../../src/course/labs/convergence.js";
import { type ConvergenceRun, convergenceResults, judgeConvergence } from "../../../src/course/labs/convergence-judge.js";
import { medianByEpoch, runToGoal } from "../../../src/course/labs/run-to-goal.js";
import { dataSet } from "../../../src/course/networks/data/index.js";
import { sgd } from "../../../src/course/networks/training/optimiser.js";

const tiny = { data: "xor", layers: "1, 2", width: 3, rates: "0.5", batch: 4, epochs: 3, seeds: 2 };

const runsOf = (activation: ConvergenceRun["activation"], costs: readonly (number | null)[], layers = 4): ConvergenceRun[] =>
  costs.map((cost, i) => ({ activation, layers, rate: 1, seed: i, cost, loss: [0.7, 0.1] }));
const judged = (...runs: ConvergenceRun[][]) => judgeConvergence(convergenceResults(runs.flat()), 0.1);

describe("judgements follow the data", () => {
  test("ReLU first in every race, in none, in some", () => {
    const relu = runsOf("relu", [5, 6]);
    expect(judged(relu, runsOf("tanh", [9, null]), runsOf("sigmoid", [null, 7])).seen).toBe("seen here");
    expect(judged(relu, runsOf("tanh", [5, 2]), runsOf("sigmoid", [1, 6])).seen).toBe("not seen here");
    const mixed = judged(relu, runsOf("tanh", [9, 2]), runsOf("sigmoid", [null, null]));
    expect(mixed.seen).toBe("depends");
    expect(mixed.because).toContain("2 of 2 seeds against sigmoid and 1 of 2 seeds against tanh");
    expect(mixed.because).toContain("sigmoid never");
  });

  test("the deepest networks decide", () => {
    const deep = [runsOf("relu", [9]), runsOf("tanh", [3]), runsOf("sigmoid", [3])];
    const shallow = [runsOf("relu", [1], 1), runsOf("tanh", [9], 1), runsOf("sigmoid", [9], 1)];
    expect(judged(...shallow, ...deep).seen).toBe("not seen here");
  });

  test("each activation is taken at its best learning rate", () => {
    const slow = runsOf("tanh", [50]).map((run) => ({ ...run, rate: 9 }));
    expect(judged(runsOf("relu", [5]), [...runsOf("tanh", [4]), ...slow], runsOf("sigmoid", [4])).seen).toBe("not seen here");
  });
});

describe("a run to a goal", () => {
  const data = dataSet("and", { seed: 1 });
  const options = { data, seed: 1, optimiser: sgd({ rate: 1 }), batch: 4, epochs: 100 };

  test("ends with the first epoch that reaches it", () => {
    const { cost, history } = runToGoal(options, ({ loss }) => loss < 0.3);
    expect(history.at(-1)?.loss).toBeLessThan(0.3);
    expect(history.slice(0, -1).every(({ loss }) => loss >= 0.3)).toBe(true);
    expect(cost).toBe(history.length - 1);
  });

  test("says null when the goal is out of reach", () => {
    expect(runToGoal({ ...options, epochs: 2 }, () => false)).toMatchObject({ cost: null, history: { length: 3 } });
  });

  test("a run that ended counts with its last number", () => {
    expect(medianByEpoch([[4], [4, 2], [4, 3, 0]]).map(({ y }) => y)).toEqual([4, 3, 2]);
  });
});

test("the report repeats itself from its own settings", () => {
  const report = convergence.run(tiny);
  const { alpha, ...settings } = report.settings;
  expect(alpha).toBe(0.01);
  expect(Object.keys(settings)).toEqual(Object.keys(convergence.options));
  expect(convergence.run(settings as Record<string, string | number>)).toEqual(report);
  expect(report.plots).toHaveLength(2);
  for (const { head, rows } of report.tables) for (const cells of rows) expect(cells).toHaveLength(head.length);
});

test.each([
  [{ layers: "4, four" }, "layers: each is a whole number from 1 to 50, not four."],
  [{ goal: 0 }, "goal: it is a number above 0, up to 100, not 0."],
  [{ data: "and" }, "data: it is one of circles, moons, spirals, iris, xor, not and."],
])("a bad setting is named: %o", (settings, message) => {
  expect(() => convergence.run(settings as Record<string, string | number>)).toThrow(new RangeError(message));
});
