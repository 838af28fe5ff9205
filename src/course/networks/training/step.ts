// One step of training: the gradient of one batch, and what the optimiser makes of it.

import type { Differentiator } from "../../../core/differentiators/differentiator.js";
import type { Evaluator } from "../../../core/execute/evaluator.js";
import type { DataSet } from "../data/data-set.js";
import { targetsFor } from "../data/default-network.js";
import type { Network, Parameter } from "../mlp.js";
import { resumeRandom } from "../random.js";
import { encodeTargets } from "../targets.js";
import type { Ending } from "./ending.js";
import { batchGradients } from "./gradients.js";
import type { Arrays, Optimiser } from "./optimiser.js";
import type { EpochReport, Tally, TrainingState } from "./state.js";
import { surveyor } from "./survey.js";

export interface StepSettings {
  readonly network: Network;
  readonly data: DataSet;
  readonly method: Differentiator;
  readonly optimiser: Optimiser;
  /** instances of a step */
  readonly batch: number;
  readonly evaluator: Evaluator;
}

export interface Stepper {
  /** the entry of the history for these parameters before any step */
  first(parameters: Arrays): EpochReport;
  /** the state after one more step, or why there is none; nothing that goes in is changed */
  step(state: TrainingState): TrainingState | Ending;
}

export function emptyTally(network: Network): Tally {
  return { squaredNorms: network.spec.layers.map(() => 0), evaluations: 0, operations: 0 };
}

/** @throws {TargetError} when a target does not fit the network */
export function stepper({ network, data, method, optimiser, batch, evaluator }: StepSettings): Stepper {
  const { inputs } = data;
  const targets = encodeTargets(network.spec, targetsFor(network.spec, data));
  const gradientOf = batchGradients(network, method);
  const whole = { inputs: Float64Array.from(inputs.flat()), targets: Float64Array.from(targets.flat()) };
  const survey = surveyor(network, data, whole, evaluator);
  return {
    first: (parameters) => ({ epoch: 0, ...survey(parameters), gradientNorms: [], evaluations: 0, operations: 0 }),
    step(before) {
      const state = before.order.length === 0 ? withOrder(before, inputs.length) : before;
      const place = `in step ${state.step + 1} of epoch ${state.epoch + 1}`;
      const chosen = state.order.slice(state.step * batch, (state.step + 1) * batch);
      const { loss, gradient, ...cost } = gradientOf(
        chosen.map((i) => inputs[i] as readonly number[]),
        chosen.map((i) => targets[i] as readonly number[]),
        state.parameters,
      );
      if (!Number.isFinite(loss)) return diverged(`The loss of a batch is not finite ${place}`, optimiser);
      if (method.name === "numerical" && notFinite(gradient, network) !== undefined) return noDerivative(gradient, network, place);
      const { parameters, state: remembered } = optimiser.update(state.optimiser, state.parameters, gradient);
      const broken = notFinite(parameters, network);
      if (broken !== undefined) return diverged(`${broken} is not finite ${place}`, optimiser);
      const tally = addUp(state.tally, gradient, cost, network);
      const next = { ...state, parameters, optimiser: remembered, tally, step: state.step + 1 };
      if (next.step * batch < inputs.length) return next;
      const seen = survey(parameters);
      if (!Number.isFinite(seen.loss))
        return diverged(`The loss over the data set is not finite after epoch ${state.epoch + 1}`, optimiser);
      return endEpoch(next, seen, network);
    },
  };
}

function withOrder(state: TrainingState, instances: number): TrainingState {
  const random = resumeRandom(state.random);
  return { ...state, order: random.permutation(instances), random: random.state() };
}

function addUp(tally: Tally, gradient: Arrays, cost: Pick<Tally, "evaluations" | "operations">, network: Network): Tally {
  const squaredNorms = tally.squaredNorms.map((sum, l) =>
    network.parameters
      .filter(({ layer }) => layer === l + 1)
      .reduce((total, { name }) => (gradient[name] as Float64Array).reduce((norm, slope) => norm + slope * slope, total), sum),
  );
  return {
    squaredNorms,
    evaluations: tally.evaluations + cost.evaluations,
    operations: tally.operations + cost.operations,
  };
}

function endEpoch(state: TrainingState, seen: Pick<EpochReport, "loss" | "accuracy" | "deadUnits">, network: Network): TrainingState {
  const { squaredNorms, evaluations, operations } = state.tally;
  const epoch = state.epoch + 1;
  const gradientNorms = squaredNorms.map((sum) => Math.sqrt(sum / state.step));
  const report = { epoch, ...seen, gradientNorms, evaluations, operations };
  return { ...state, epoch, step: 0, order: [], tally: emptyTally(network), history: [...state.history, report] };
}

/** The first entry that is not finite, as a person names it: W1[2,1], counted from 1. */
function notFinite(arrays: Arrays, network: Network): string | undefined {
  for (const parameter of network.parameters) {
    const entry = (arrays[parameter.name] as Float64Array).findIndex((x) => !Number.isFinite(x));
    if (entry >= 0) return `${parameter.name}[${placeOf(parameter, entry)}]`;
  }
  return undefined;
}

function placeOf({ shape }: Parameter, entry: number): string {
  const columns = shape[1];
  return columns === undefined ? `${entry + 1}` : `${Math.floor(entry / columns) + 1},${(entry % columns) + 1}`;
}

function diverged(what: string, { settings }: Optimiser): Ending {
  const rate = settings["rate"] as number;
  return {
    kind: "diverged",
    message: `${what}: training diverged. Try a smaller learning rate, ${Number((rate / 10).toPrecision(3))} instead of ${rate}. The weights before that step are kept.`,
  };
}

function noDerivative(gradient: Arrays, network: Network, place: string): Ending {
  return {
    kind: "no-derivative",
    message: `Numerical differentiation found no derivative by ${notFinite(gradient, network)} ${place}: the loss has a kink there, such as a ReLU at 0. Use reverse or forward, or a smooth activation such as tanh.`,
  };
}
