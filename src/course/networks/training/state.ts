// Where a training run stands: plain data, complete at every step, so that a run can stop and go on bit for bit.

import type { Arrays, OptimiserState } from "./optimiser.js";

/** One epoch, and what it cost. The entry of epoch 0 is the network before the first step. */
export interface EpochReport {
  readonly epoch: number;
  /** of the network after the epoch, over the whole data set: sum or mean as the network says */
  readonly loss: number;
  /** share of the instances whose class the network names; classification only */
  readonly accuracy?: number;
  /** for each layer the root mean square, over the steps of the epoch, of the norm of the step's gradient; empty for epoch 0 */
  readonly gradientNorms: readonly number[];
  /** for each layer the number of units whose activation is the same for every instance of the data set */
  readonly deadUnits: readonly number[];
  /** what differentiation spent on the steps of the epoch: evaluations of its prepared function, and their scalar operations */
  readonly evaluations: number;
  readonly operations: number;
}

/** What the steps of an unfinished epoch have added up to. */
export interface Tally {
  /** for each layer the sum of the squared norms of the gradients */
  readonly squaredNorms: readonly number[];
  readonly evaluations: number;
  readonly operations: number;
}

export interface TrainingState {
  /** complete epochs */
  readonly epoch: number;
  /** steps taken in the epoch after those */
  readonly step: number;
  /** the instances in the order of this epoch; empty until its first step */
  readonly order: readonly number[];
  /** of the random numbers that the next order is drawn from */
  readonly random: readonly number[];
  /** row by row, under the names of the network's parameters */
  readonly parameters: Arrays;
  readonly optimiser: OptimiserState;
  readonly tally: Tally;
  /** one entry for each complete epoch, and one for epoch 0 */
  readonly history: readonly EpochReport[];
}
