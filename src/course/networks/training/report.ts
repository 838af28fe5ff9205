// What a training run has to tell, as plain data: printed as JSON, drawn by the views.

import type { MethodName } from "../../../core/differentiators/differentiator.js";
import type { DataSet } from "../data/data-set.js";
import type { Standardisation } from "../data/standardise.js";
import type { MlpSpec, Parameters } from "../mlp.js";
import type { Ending } from "./ending.js";
import type { Optimiser } from "./optimiser.js";
import type { EpochReport } from "./state.js";

/** One run by one method. */
export interface RunReport {
  readonly method: MethodName;
  readonly ending: Ending;
  /** one entry for each epoch, and one for epoch 0 */
  readonly history: readonly EpochReport[];
  readonly parameters: Parameters;
  /** what differentiation spent on all steps */
  readonly evaluations: number;
  readonly operations: number;
  /** of this program; a run that was resumed took longer */
  readonly seconds: number;
  /** largest difference between a weight of this run and the same one of the first run, when there are several */
  readonly difference?: number;
}

/** A method that could not be used, or would have taken too long. */
export interface RefusedRun {
  readonly method: MethodName;
  readonly refused: string;
}

export interface TrainingReport {
  readonly data: Omit<DataSet, "inputs" | "targets"> & {
    readonly instances: number;
    readonly standardisation?: Standardisation;
  };
  readonly network: MlpSpec;
  readonly optimiser: Pick<Optimiser, "name" | "settings">;
  readonly batch: number;
  readonly epochs: number;
  readonly seed: number;
  readonly runs: readonly (RunReport | RefusedRun)[];
}

/** What all epochs cost together. */
export function costOf(history: readonly EpochReport[]): Pick<RunReport, "evaluations" | "operations"> {
  const total = (of: (report: EpochReport) => number) => history.reduce((sum, report) => sum + of(report), 0);
  return { evaluations: total(({ evaluations }) => evaluations), operations: total(({ operations }) => operations) };
}

/**
 * The largest difference between two sets of weights of one network.
 * @example
 * largestDifference({ W1: [[1, 2]], b1: [0] }, { W1: [[1, 2.5]], b1: [0] })   // 0.5
 */
export function largestDifference(a: Parameters, b: Parameters): number {
  const differences = Object.entries(a).map(([name, values]) => {
    const others = entries(b[name] ?? 0);
    return entries(values).reduce((largest, value, i) => Math.max(largest, Math.abs(value - (others[i] as number))), 0);
  });
  return Math.max(...differences);
}

function entries(values: Parameters[string]): readonly number[] {
  return typeof values === "number" ? [values] : Array.from(values as readonly (number | readonly number[])[]).flat();
}
