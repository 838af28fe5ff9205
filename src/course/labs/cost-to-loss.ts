// What training by batches of one size costs until the loss over the whole data set is small: counted in instances, not in seconds.

import { interpreter } from "../../core/execute/interpreter.js";
import { targetsFor } from "../networks/data/default-network.js";
import { type DataSet, networkFor } from "../networks/data/index.js";
import { mlp } from "../networks/mlp.js";
import { encodeTargets } from "../networks/targets.js";
import { sgd } from "../networks/training/optimiser.js";
import { surveyor } from "../networks/training/survey.js";
import { trainSteps } from "../networks/training/train.js";
import type { Attempt } from "./race.js";

export interface CostSettings {
  /** units of the one hidden layer, tanh */
  readonly width: number;
  /** the loss to reach, a mean over all instances */
  readonly goal: number;
  /** most passes over the data */
  readonly passes: number;
}

/** One training run; its cost is the number of instances whose gradient was computed, an instance counted each time. */
export interface CostRun extends Attempt {
  /** instances of the data set */
  readonly size: number;
  /** instances of a step; null for all of them */
  readonly batch: number | null;
  /** scalar operations of the gradients; null where the goal was not reached */
  readonly operations: number | null;
  /** loss over the data set after so many instances' gradients */
  readonly trace: readonly { readonly instances: number; readonly loss: number }[];
}

/** The loss is looked at whenever the number of steps has grown by this factor: a cost is at most so much too high. */
const lookEvery = 1.1;

export function costToLoss(
  data: DataSet,
  { batch, rate, seed }: Pick<CostRun, "batch" | "rate" | "seed">,
  { width, goal, passes }: CostSettings,
): CostRun {
  const size = data.inputs.length;
  const spec = networkFor(data, { hidden: [width] });
  const lossOf = lossOver(data, spec);
  const instances = Math.min(batch ?? size, size);
  const trace: { instances: number; loss: number }[] = [];
  let [steps, next] = [0, 0];
  for (const state of trainSteps({ data, seed, network: spec, optimiser: sgd({ rate }), batch: instances, epochs: passes })) {
    if (steps >= next) {
      const seen = state.epoch * size + Math.min(state.step * instances, size);
      const loss = lossOf(state.parameters);
      trace.push({ instances: seen, loss });
      if (loss <= goal) {
        const spent = state.history.reduce((total, { operations }) => total + operations, state.tally.operations);
        return { size, batch, rate, seed, cost: seen, operations: spent, trace };
      }
      next = Math.max(steps + 1, Math.ceil(steps * lookEvery));
    }
    steps++;
  }
  return { size, batch, rate, seed, cost: null, operations: null, trace };
}

function lossOver(data: DataSet, spec: ReturnType<typeof networkFor>) {
  const targets = encodeTargets(spec, targetsFor(spec, data));
  const whole = { inputs: Float64Array.from(data.inputs.flat()), targets: Float64Array.from(targets.flat()) };
  const survey = surveyor(mlp(spec), data, whole, interpreter);
  return (parameters: Parameters<typeof survey>[0]) => survey(parameters).loss;
}
