// A network for a data set: inputs and outputs follow from the data, the hidden layers are a choice.

import type { ActivationName } from "../activations.js";
import { type LossName, losses } from "../losses.js";
import type { MlpSpec } from "../mlp.js";
import type { Target } from "../targets.js";
import type { DataSet } from "./data-set.js";

/** Losses that data with classes or numbers can be trained with; the fourth compares distributions. */
export const trainableLosses = ["squared", "binary-cross-entropy", "cross-entropy"] as const satisfies readonly LossName[];
export type TrainableLoss = (typeof trainableLosses)[number];

export interface NetworkChoices {
  /** widths of the hidden layers; none for a network of one layer */
  readonly hidden: readonly number[];
  /** of the hidden layers; the last layer gives logits or numbers, and has none. tanh unless given */
  readonly activation?: ActivationName;
  /** of Leaky ReLU */
  readonly alpha?: number;
  /** binary cross entropy for two classes, cross entropy for more, squared error for a regression, unless given */
  readonly loss?: TrainableLoss;
  /** true unless given */
  readonly bias?: boolean;
}

/**
 * A network whose outputs fit the data and the loss: one logit for two classes, one output for each of more classes.
 * The loss of a batch is the mean over its instances (the slides sum), so that a learning rate does not depend on the batch size.
 * @throws {RangeError} for a loss that does not fit the task
 * @example
 * import { dataSet } from "./data-sets.js";
 * networkFor(dataSet("iris", { seed: 1 }), { hidden: [8] }).layers.map(({ units }) => units)   // [8, 3]
 */
export function networkFor(data: DataSet, { hidden, activation = "tanh", alpha, loss, bias = true }: NetworkChoices): MlpSpec {
  const chosen = loss ?? usualLoss(data);
  const slope = alpha === undefined ? {} : { alpha };
  return {
    inputs: data.features.length,
    layers: [...hidden.map((units) => ({ units, activation, ...slope })), { units: outputsFor(data, chosen), activation: "identity" }],
    loss: chosen,
    bias,
    reduction: "mean",
  };
}

function usualLoss({ task, classes = [] }: DataSet): TrainableLoss {
  if (task === "regression") return "squared";
  return classes.length > 2 ? "cross-entropy" : "binary-cross-entropy";
}

function outputsFor({ name, task, classes = [], targets }: DataSet, loss: TrainableLoss): number {
  if (task === "regression") {
    if (loss !== "squared") throw new RangeError(`${losses[loss].title} takes classes, and ${name} is a regression: use squared.`);
    const [target = 0] = targets;
    return typeof target === "number" ? 1 : target.length;
  }
  return classes.length === 2 && loss !== "cross-entropy" ? 1 : classes.length;
}

/**
 * Targets as the outputs of the network need them: a class becomes one-hot where each class has an output of its own.
 * @example
 * import { dataSet } from "./data-sets.js";
 * const data = dataSet("iris", { seed: 1 });
 * targetsFor(networkFor(data, { hidden: [], loss: "squared" }), data)[0]   // [1, 0, 0]
 */
export function targetsFor(spec: MlpSpec, { targets, task }: DataSet): readonly Target[] {
  const outputs = spec.layers.at(-1)?.units as number;
  if (task === "regression" || outputs === 1) return targets;
  return targets.map((target) => (typeof target === "number" ? Array.from({ length: outputs }, (_, k) => (k === target ? 1 : 0)) : target));
}

/** Enough for each built-in set. */
const choices: Readonly<Record<string, NetworkChoices>> = {
  and: { hidden: [] },
  xor: { hidden: [8] },
  circles: { hidden: [8], activation: "relu" },
  moons: { hidden: [8, 8], activation: "relu" },
  spirals: { hidden: [16, 16], activation: "relu" },
  curve: { hidden: [16] },
  iris: { hidden: [8], activation: "relu" },
};

/** What `defaultNetwork` makes its choices from; one layer of 16 units for a file of the user's. */
export function defaultChoices({ name }: DataSet): NetworkChoices {
  return (Object.hasOwn(choices, name) ? choices[name] : undefined) ?? { hidden: [16] };
}

/**
 * A network with which training succeeds.
 * @example
 * import { dataSet } from "./data-sets.js";
 * defaultNetwork(dataSet("xor", { seed: 1 })).loss   // "binary-cross-entropy"
 */
export function defaultNetwork(data: DataSet): MlpSpec {
  return networkFor(data, defaultChoices(data));
}
