// One training run that stops where its goal is reached.

import type { EpochReport } from "../networks/training/state.js";
import { type TrainOptions, train } from "../networks/training/train.js";
import { median } from "./statistics.js";

export interface GoalRun {
  /** epochs to the goal; null where it was not reached within the limit, or training diverged */
  readonly cost: number | null;
  /** before training and after each epoch, until the goal was reached */
  readonly history: readonly EpochReport[];
}

/**
 * Trains until `reached` holds after an epoch, at most `options.epochs` of them.
 * @example
 * import { dataSet } from "../networks/data/index.js";
 * runToGoal({ data: dataSet("and", { seed: 1 }), seed: 1, epochs: 200 }, ({ accuracy }) => accuracy === 1).history.at(-1).accuracy   // 1
 */
export function runToGoal(options: TrainOptions, reached: (report: EpochReport) => boolean): GoalRun {
  const history: EpochReport[] = [];
  for (const report of train(options)) {
    history.push(report);
    if (reached(report)) return { cost: report.epoch, history };
  }
  return { cost: null, history };
}

/**
 * The median over several runs after each epoch; a run that ended earlier counts with its last number.
 * @example
 * medianByEpoch([[3, 1], [3, 2, 1], [3, 3, 3]])   // [{ x: 0, y: 3 }, { x: 1, y: 2 }, { x: 2, y: 1 }]
 */
export function medianByEpoch(runs: readonly (readonly number[])[]): { readonly x: number; readonly y: number }[] {
  const epochs = Math.max(...runs.map(({ length }) => length));
  return Array.from({ length: epochs }, (_, x) => ({ x, y: median(runs.map((run) => (run[x] ?? run.at(-1)) as number)) }));
}

/**
 * Without the flat end of a curve of medians, where most runs have ended and nothing happens any more.
 * @example
 * untilSettled([{ x: 0, y: 3 }, { x: 1, y: 2 }, { x: 2, y: 2 }])   // [{ x: 0, y: 3 }, { x: 1, y: 2 }]
 */
export function untilSettled(points: readonly { readonly x: number; readonly y: number }[]) {
  const last = points.findLastIndex(({ y }) => y !== points.at(-1)?.y);
  return points.slice(0, last + 2);
}
