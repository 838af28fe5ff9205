// How much of the gradient arrives in each layer of a fresh network: the measurement of the lab on vanishing gradients.

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { NestedArray, Point } from "../../core/graph/tensor.js";
import type { ActivationName } from "../networks/activations.js";
import { initialise, type Scheme } from "../networks/initialise.js";
import { mlp, type Network } from "../networks/mlp.js";
import { type Random, randomFrom } from "../networks/random.js";
import { growthFactor, median } from "./statistics.js";

export const comparedActivations = ["step", "sigmoid", "tanh", "relu", "leakyRelu"] as const satisfies readonly ActivationName[];

export interface Initialisation {
  readonly scheme: Scheme;
  readonly gain: number;
}

export interface GradientSettings {
  /** neurons in each hidden layer, and inputs */
  readonly width: number;
  /** networks drawn, and instances shown to each */
  readonly seeds: number;
  readonly instances: number;
  readonly randomSeed: number;
}

/** Medians over networks and instances; entry l - 1 of a list belongs to hidden layer l. */
export interface GradientRow {
  readonly activation: ActivationName;
  /** hidden layers */
  readonly depth: number;
  readonly initialisation: Initialisation;
  /** ||dl/da^(l)||: the adjoint that arrives at the layer */
  readonly adjoints: readonly number[];
  /** ||dl/dW^(l)||, where dl/dW^(l) = dl/da^(l) h^(l-1)^T */
  readonly weights: readonly number[];
  /** the adjoint is multiplied by this from a layer to the one before it, fitted over all; undefined where nothing arrives, or one layer is all */
  readonly factor: number | undefined;
  /** what arrives at the first hidden layer, as a part of what arrives at the last; 0 where nothing does */
  readonly arrives: number;
}

/**
 * Networks of one kind with weights drawn at random: hidden layers of one width, one output for a binary cross entropy. Inputs are normally
 * distributed with variance 1, targets 0 or 1.
 */
export function gradientByLayer(
  activation: ActivationName,
  depth: number,
  initialisations: readonly Initialisation[],
  { width, seeds, instances, randomSeed }: GradientSettings,
): GradientRow[] {
  const network = fresh(activation, depth, width);
  const gradient = reverse.gradient(network.loss, { wrt: network.parameters.map(({ name }) => name) });
  return initialisations.map((initialisation) => {
    const random = randomFrom(randomSeed);
    const measured = Array.from({ length: seeds }, (_, i) => {
      const parameters = initialise(network, { ...initialisation, seed: randomSeed + i });
      return Array.from({ length: instances }, () => gradient({ ...instanceOf(width, random), ...parameters }).gradient);
    }).flat();
    const middle = (kind: "W" | "b") =>
      Array.from({ length: depth }, (_, i) => median(measured.map((each) => norm(each[`${kind}${i + 1}`] as NestedArray))));
    // One instance: the gradient by the bias is the adjoint of the pre-activation itself.
    const adjoints = middle("b");
    return { activation, depth, initialisation, adjoints, weights: middle("W"), ...decay(adjoints) };
  });
}

/**
 * The decay of adjoints from the last layer to the first.
 * @example
 * decay([1, 2, 4])   // { factor: 0.5, arrives: 0.25 }
 * decay([0, 0, 4])   // { factor: undefined, arrives: 0 }
 */
export function decay(adjoints: readonly number[]): Pick<GradientRow, "factor" | "arrives"> {
  const first = adjoints[0] as number;
  const last = adjoints.at(-1) as number;
  return { factor: growthFactor(adjoints.map((y, i) => ({ x: -i, y }))), arrives: last === 0 ? 0 : first / last };
}

function fresh(activation: ActivationName, depth: number, width: number): Network {
  const hidden = Array.from({ length: depth }, () => ({ units: width, activation }));
  return mlp({ inputs: width, layers: [...hidden, { units: 1, activation: "identity" }], loss: "binary-cross-entropy", bias: true });
}

function instanceOf(width: number, random: Random): Point {
  return { x: Array.from({ length: width }, () => random.normal()), y: [random.uniform() < 0.5 ? 0 : 1] };
}

function norm(entries: NestedArray): number {
  return Math.hypot(...(entries as NestedArray[]).flat(2).map(Number));
}
