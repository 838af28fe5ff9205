// Training from first weights to an ending, one report an epoch; it can stop at any step and go on from there.

import { reverse } from "../../../core/differentiators/automatic/index.js";
import type { Differentiator } from "../../../core/differentiators/differentiator.js";
import { adaptive } from "../../../core/execute/compiled.js";
import type { Evaluator } from "../../../core/execute/evaluator.js";

import { sizeOf } from "../../../core/graph/shape.js";
import { type Nested, toNested, toTensor } from "../../../core/graph/tensor.js";
import type { DataSet } from "../data/data-set.js";
import { defaultNetwork } from "../data/default-network.js";
import { type InitialiseOptions, initialise } from "../initialise.js";
import { type MlpSpec, mlp, type Network, type Parameters } from "../mlp.js";
import { randomFrom } from "../random.js";
import { trainingDefaults } from "./defaults.js";
import { type Ending, endingOf, type Limits } from "./ending.js";
import { type Arrays, type Optimiser, optimiserNamed } from "./optimiser.js";
import type { EpochReport, TrainingState } from "./state.js";
import { emptyTally, stepper } from "./step.js";

export interface TrainOptions extends Partial<Limits> {
  readonly data: DataSet;
  /** of the first weights and of the order of the instances */
  readonly seed: number;
  /** the network that `defaultNetwork` gives for the data, unless given */
  readonly network?: MlpSpec;
  /** the method of differentiation; reverse unless given */
  readonly method?: Differentiator;
  /** with its learning rate; as `trainingDefaults` says for the data, unless given */
  readonly optimiser?: Optimiser;
  /** instances of a step, from 1 for stochastic gradient descent to all of them; the last step of an epoch takes what is left */
  readonly batch?: number;
  /** how the first weights are drawn */
  readonly first?: Omit<InitialiseOptions, "seed">;
  /** weights to start with, instead of drawing them */
  readonly parameters?: Parameters;
  /** goes on from here; the same options as in the run that it comes from give the same bits as a run without a stop */
  readonly resume?: TrainingState;
  /** what the loss over the whole data set is computed with; `adaptive` unless given */
  readonly evaluator?: Evaluator;
}

export interface TrainingResult {
  readonly network: Network;
  /** the last finite weights */
  readonly parameters: Parameters;
  /** one entry for each epoch, and one for epoch 0 */
  readonly history: readonly EpochReport[];
  readonly ending: Ending;
  readonly state: TrainingState;
}

/**
 * Trains step by step:  w <- w - eta dl/dw, l the loss of one instance or of a mini-batch. Each epoch goes through all instances once,
 * in an order drawn from the seed. The loss of a batch is the sum over its instances, as on the slides, where the network's `reduction` says
 * so; the default networks take the mean, so that a learning rate does not depend on the batch size.
 *
 * Yields the state before the first step and after every step. States are plain data that nothing changes afterwards: keep one, or
 * write it with `trainingStateText`, and hand it over as `resume`.
 * @throws {RangeError} for options out of range, or a state that does not fit them
 * @throws {UnsupportedError} when the method cannot differentiate the loss of a batch
 */
export function* trainSteps(options: TrainOptions): Generator<TrainingState, TrainingResult> {
  const { settings, limits } = settingsOf(options);
  const { network } = settings;
  const { first, step } = stepper(settings);
  let state = options.resume ?? firstState(network, options, settings.optimiser, first);
  requireFit(state, network, settings.data);
  const result = (ending: Ending) => ({
    network,
    parameters: nestedParameters(network, state.parameters),
    history: state.history,
    ending,
    state,
  });
  for (;;) {
    yield state;
    const ending = endingOf(state, limits);
    if (ending !== undefined) return result(ending);
    const next = step(state);
    if ("kind" in next) return result(next);
    state = next;
  }
}

/**
 * Trains epoch by epoch: one report for each, the first of them for epoch 0, the network before the first step.
 * @throws as `trainSteps`
 * @example
 * import { dataSet } from "../data/data-sets.js";
 * [...train({ data: dataSet("and", { seed: 1 }), seed: 1, epochs: 2 })].map(({ epoch }) => epoch)   // [0, 1, 2]
 */
export function* train(options: TrainOptions): Generator<EpochReport, TrainingResult> {
  const steps = trainSteps(options);
  let told = options.resume?.history.length ?? 0;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (value.history.length > told) yield value.history.at(-1) as EpochReport;
    told = value.history.length;
  }
}

/**
 * Trains to the end.
 * @throws as `trainSteps`
 * @example
 * import { dataSet } from "../data/data-sets.js";
 * trainToEnd({ data: dataSet("and", { seed: 1 }), seed: 1 }).history.at(-1).accuracy   // 1
 */
export function trainToEnd(options: TrainOptions): TrainingResult {
  const steps = trainSteps(options);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

function settingsOf(options: TrainOptions) {
  const { data, network = defaultNetwork(data), method = reverse, evaluator = adaptive } = options;
  const usual = trainingDefaults(data);
  const { optimiser = optimiserNamed(usual.optimiser, usual), batch = usual.batch, epochs = usual.epochs, stopLoss, patience } = options;
  requireCount("the batch size", batch, 1);
  requireCount("the number of epochs", epochs, 0);
  if (patience !== undefined) requireCount("the patience", patience, 1);
  if (!Number.isSafeInteger(options.seed)) throw new RangeError(`the seed is a whole number, not ${options.seed}.`);
  if (stopLoss !== undefined && Number.isNaN(stopLoss)) throw new RangeError("the loss to stop at is a number.");
  if (network.inputs !== data.features.length) {
    throw new RangeError(`the network takes ${network.inputs} inputs, and ${data.name} has ${data.features.length} features.`);
  }
  return {
    settings: { network: mlp(network), data, method, optimiser, batch, evaluator },
    limits: { epochs, ...(stopLoss === undefined ? {} : { stopLoss }), ...(patience === undefined ? {} : { patience }) },
  };
}

function requireCount(what: string, count: number, least: number): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw new RangeError(`${what} is a whole number from ${least} on, not ${count}.`);
}

function firstState(
  network: Network,
  { seed, first = {}, parameters: given }: TrainOptions,
  optimiser: Optimiser,
  report: (parameters: Arrays) => EpochReport,
): TrainingState {
  const start = given ?? initialise(network, { ...first, seed });
  const parameters = Object.fromEntries(network.parameters.map(({ name }) => [name, toTensor(start[name] as Nested, name).data]));
  return {
    epoch: 0,
    step: 0,
    order: [],
    // Not the numbers that the weights were drawn from.
    random: randomFrom(~seed).state(),
    parameters,
    optimiser: optimiser.start(parameters),
    tally: emptyTally(network),
    history: [report(parameters)],
  };
}

function requireFit({ parameters, order }: TrainingState, network: Network, { inputs }: DataSet): void {
  for (const { name, shape } of network.parameters) {
    if (parameters[name]?.length !== sizeOf(shape))
      throw new RangeError(`the state to resume from has other weights ${name} than the network.`);
  }
  if (order.length !== 0 && order.length !== inputs.length) throw new RangeError("the state to resume from belongs to other data.");
}

function nestedParameters(network: Network, arrays: Arrays): Parameters {
  return Object.fromEntries(network.parameters.map(({ name, shape }) => [name, toNested(arrays[name] as Float64Array, shape) as Nested]));
}
