// Random networks with weights, an instance or a batch, and targets; they shrink to one small layer.

import fc, { type Random } from "fast-check";
import type { Nested, Point } from "../../core/graph/tensor.js";
import { drawn } from "../../verify/arbitraries/drawn.js";
import { pick } from "../../verify/arbitraries/grow.js";
import { type ActivationName, activationNames } from "./activations.js";
import { type DrawnNetwork, type Rows, simplerNetworks, withProbabilities } from "./arbitrary-simpler.js";
import { type LossName, losses, lossNames } from "./losses.js";
import { type MlpSpec, mlp, type Network } from "./mlp.js";
import { networkFileText } from "./network-file.js";

export interface NetworkAt {
  readonly network: Network;
  /** x, W1, b1, ... */
  readonly point: Point;
  /** in the shape of the outputs */
  readonly target: Nested;
}

export interface NetworkLimits {
  /** at most; 3 unless given */
  readonly layers?: number;
  /** inputs, and neurons of a layer, at most; 8 unless given */
  readonly width?: number;
  /** of a batch, at most; 3 unless given. Half of the networks have a single instance */
  readonly instances?: number;
  /** all unless given */
  readonly activations?: readonly ActivationName[];
  /** all unless given */
  readonly losses?: readonly LossName[];
}

/**
 * Networks of every activation and loss, with and without biases, each with weights, inputs and targets. No weight is 0, which would put
 * arguments on kinks, and weights shrink with the width so that signals neither die nor explode. A failure prints the network as the file
 * that `trigrad network` reads.
 * @example
 * import fc from "fast-check";
 * import { compare } from "../../index.js";
 * const smooth = networkAt({ layers: 2, width: 3, activations: ["tanh"] });
 * fc.check(fc.property(smooth, ({ network, point, target }) => compare(network.lossFor(target), point).verdict === "agree"), { numRuns: 5 }).failed   // false
 */
export function networkAt(limits: NetworkLimits = {}): fc.Arbitrary<NetworkAt> {
  const { layers = 3, width = 8, instances = 3, activations = activationNames, losses: allowed = lossNames } = limits;
  const chosen = { layers, width, instances, activations, losses: allowed };
  return drawn<DrawnNetwork>({
    draw: (random) => draw(random, chosen),
    simpler: (network) => simplerNetworks(network, chosen),
  }).map(finished);
}

function draw(random: Random, { layers, width, instances, activations, losses: allowed }: Required<NetworkLimits>): DrawnNetwork {
  // Squared: small ones are more frequent.
  const units = () => 1 + Math.floor(width * random.nextDouble() ** 2);
  const loss = pick(random, allowed);
  const inputs = units();
  const spec: MlpSpec = {
    inputs,
    layers: Array.from({ length: random.nextInt(1, layers) }, () => {
      const activation = pick(random, activations);
      return { units: units(), activation, ...(activation === "leakyRelu" ? { alpha: pick(random, [0.01, 0.2]) } : {}) };
    }),
    loss,
    bias: random.nextInt(0, 1) === 1,
    reduction: pick(random, ["sum", "mean"] as const),
  };
  const isBatch = random.nextInt(0, 1) === 1;
  const rows = isBatch ? random.nextInt(1, instances) : 1;
  const fitting = withProbabilities(spec);
  const outputs = fitting.layers.at(-1)?.units as number;
  return {
    spec: fitting,
    isBatch,
    x: matrix(rows, inputs, () => weight(random)),
    weights: fitting.layers.map((layer, i) => {
      const before = i === 0 ? inputs : (fitting.layers[i - 1]?.units as number);
      return matrix(layer.units, before, () => weight(random) / Math.sqrt(before));
    }),
    biases: fitting.layers.map((layer) => Array.from({ length: layer.units }, () => weight(random))),
    targets: Array.from({ length: rows }, () => target(random, loss, outputs)),
  };
}

/** Three decimals, never 0. */
function weight(random: Random): number {
  return (random.nextInt(0, 1) === 0 ? 1 : -1) * (random.nextInt(1, 2000) / 1000);
}

function matrix(rows: number, columns: number, entry: () => number): Rows {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, entry));
}

function target(random: Random, loss: LossName, outputs: number): readonly number[] {
  const meaning = losses[loss].target;
  if (meaning === "number") return Array.from({ length: outputs }, () => weight(random));
  const isClass = meaning !== "logit" && random.nextInt(0, 1) === 1;
  const hot = random.nextInt(0, outputs - 1);
  return Array.from({ length: outputs }, (_, k) => (isClass ? (k === hot ? 1 : 0) : random.nextInt(0, 8) / 8));
}

function finished({ spec, isBatch, x, weights, biases, targets }: DrawnNetwork): NetworkAt {
  const network = mlp(spec);
  const parameters = Object.fromEntries(
    network.parameters.map(({ name, layer, kind }): [string, Nested] => [name, (kind === "bias" ? biases : weights)[layer - 1] as Nested]),
  );
  const input = (isBatch ? x : x[0]) as Nested;
  const givenTarget = (isBatch ? targets : targets[0]) as readonly number[] | Rows;
  const drawnNetwork: NetworkAt = { network, point: { x: input, ...parameters }, target: givenTarget as Nested };
  Object.defineProperty(drawnNetwork, fc.toStringMethod, {
    value: () => networkFileText({ network, parameters, input, givenTarget }).trim(),
  });
  return drawnNetwork;
}
