// One layer trained on iris by gradient descent, with squared error or cross entropy, from first weights of a chosen size.

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { Value } from "../../core/graph/trace.js";
import { div, sigmoid, softmax } from "../../core/primitives/index.js";
import { dataSet } from "../networks/data/index.js";
import { standardise } from "../networks/data/standardise.js";
import { initialise } from "../networks/initialise.js";
import { losses } from "../networks/losses.js";
import { mlp, type Network } from "../networks/mlp.js";
import { batchGradients } from "../networks/training/gradients.js";
import { type Arrays, sgd } from "../networks/training/optimiser.js";
import type { ComparedLoss, OutputName } from "./loss-over-logit.js";
import type { Attempt } from "./race.js";

export interface SaturatedSettings {
  readonly epochs: number;
  /** share of the instances to be named rightly */
  readonly goal: number;
}

/** One training run; its cost is the number of epochs to the goal. */
export interface SaturatedRun extends Attempt {
  readonly output: OutputName;
  readonly loss: ComparedLoss;
  /** factor on the first weights: a large one saturates the outputs */
  readonly gain: number;
  /** before training and after each epoch, until the goal is reached */
  readonly accuracy: readonly number[];
}

/** The third class of iris, which the other two do not give away at once: the sigmoid unit says whether it is that one. */
const chosenClass = 2;
const classes = 3;

interface Task {
  readonly network: Network;
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
}

/**
 * All instances make one step, so that nothing but the first weights is random: gradient descent on the mean over the instances.
 * The sigmoid unit tells virginica from the other two, the softmax all three; the loss is that of the outputs s(a) for the squared error, of the logits a
 * for the cross entropy. Right is what the larger output says, whatever the loss.
 */
export function saturatedTraining(output: OutputName, loss: ComparedLoss, { epochs, goal }: SaturatedSettings) {
  const { network, inputs, targets } = taskOf(output, loss);
  const gradientOf = batchGradients(network, reverse);
  return ({ gain, rate, seed }: { readonly gain: number; readonly rate: number; readonly seed: number }): SaturatedRun => {
    const { start, update } = sgd({ rate });
    let parameters = firstParameters(network, gain, seed);
    let state = start(parameters);
    const accuracy = [accuracyOf(parameters, inputs, targets)];
    while ((accuracy.at(-1) as number) < goal && accuracy.length <= epochs) {
      ({ parameters, state } = update(state, parameters, gradientOf(inputs, targets, parameters).gradient));
      accuracy.push(accuracyOf(parameters, inputs, targets));
    }
    const cost = (accuracy.at(-1) as number) >= goal ? accuracy.length - 1 : null;
    return { output, loss, gain, rate, seed, cost, accuracy };
  };
}

function taskOf(output: OutputName, loss: ComparedLoss): Task {
  const { inputs, targets: labels } = standardise(dataSet("iris", { seed: 0 })).data;
  const outputs = output === "sigmoid" ? [chosenClass] : Array.from({ length: classes }, (_, k) => k);
  const targets = labels.map((label) => outputs.map((k) => Number(label === k)));
  const linear = mlp({
    inputs: (inputs[0] as readonly number[]).length,
    layers: [{ units: outputs.length, activation: "identity" }],
    loss: "squared",
    bias: true,
  });
  const lossOf = (a: Value, y: Value) => div(lossOfLogits(output, loss, a, y), inputs.length);
  const network = {
    ...linear,
    lossOf,
    loss: (values: Readonly<Record<string, Value>>) => lossOf(linear.output(values), values["y"] as Value),
  };
  return { network, inputs, targets };
}

function lossOfLogits(output: OutputName, loss: ComparedLoss, a: Value, y: Value): Value {
  if (loss === "squared") return losses.squared.apply(output === "sigmoid" ? sigmoid(a) : softmax(a), y);
  return losses[output === "sigmoid" ? "binary-cross-entropy" : "cross-entropy"].apply(a, y);
}

function firstParameters(network: Network, gain: number, seed: number): Arrays {
  const drawn = Object.entries(initialise(network, { seed, gain, scheme: "glorot" }));
  return Object.fromEntries(drawn.map(([name, nested]) => [name, Float64Array.from((nested as number[] | number[][]).flat())]));
}

function accuracyOf({ W1, b1 }: Arrays, inputs: Task["inputs"], targets: Task["targets"]): number {
  const right = inputs.filter((x, i) => {
    const logits = Array.from(b1 as Float64Array, (bias, k) =>
      x.reduce((total, feature, j) => total + feature * ((W1 as Float64Array)[k * x.length + j] as number), bias),
    );
    const target = targets[i] as readonly number[];
    if (target.length === 1) return (logits[0] as number) > 0 === (target[0] === 1);
    return logits.indexOf(Math.max(...logits)) === target.indexOf(1);
  });
  return right.length / inputs.length;
}
