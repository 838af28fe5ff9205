// What is simpler than a random network, simplest first: the steps of shrinking.

import { simplerNumbers } from "../../verify/arbitraries/smaller.js";
import type { ActivationName } from "./activations.js";
import type { LossName } from "./losses.js";
import type { MlpSpec } from "./mlp.js";

export type Rows = readonly (readonly number[])[];

/** A network and all its numbers, not yet put together. */
export interface DrawnNetwork {
  readonly spec: MlpSpec;
  readonly isBatch: boolean;
  /** one row for each instance */
  readonly x: Rows;
  /** W^(l), one for each layer */
  readonly weights: readonly Rows[];
  /** b^(l), one for each layer, also where the network has none */
  readonly biases: Rows;
  readonly targets: Rows;
}

interface Allowed {
  readonly activations: readonly ActivationName[];
  readonly losses: readonly LossName[];
}

export function* simplerNetworks(network: DrawnNetwork, limits: Allowed): Generator<DrawnNetwork> {
  yield* fewerLayers(network);
  yield* fewerInstances(network);
  yield* narrower(network);
  yield* plainer(network, limits);
  yield* rounder(network);
}

function* fewerLayers(network: DrawnNetwork): Generator<DrawnNetwork> {
  const { spec, weights, biases, targets } = network;
  if (spec.layers.length === 1) return;
  for (let l = 0; l < spec.layers.length; l++) {
    const isLast = l === spec.layers.length - 1;
    const next = isLast ? weights : weights.with(l + 1, fitted(weights[l + 1] as Rows, weights[l]?.[0]?.length as number));
    const simpler = withProbabilities({ ...spec, layers: without(spec.layers, l) });
    yield {
      ...network,
      spec: simpler,
      weights: without(next, l),
      biases: without(biases, l),
      targets: isLast ? fitted(targets, spec.layers[l - 1]?.units as number) : targets,
    };
  }
}

/** Distributions are compared with outputs that are positive. */
export function withProbabilities(spec: MlpSpec): MlpSpec {
  if (spec.loss !== "distribution-cross-entropy") return spec;
  return {
    ...spec,
    layers: spec.layers.map((layer, i) => (i === spec.layers.length - 1 ? { units: layer.units, activation: "sigmoid" } : layer)),
  };
}

function without<T>(items: readonly T[], i: number): readonly T[] {
  return items.filter((_, k) => k !== i);
}

/** So many columns, taken from the first on and then again. */
function fitted(rows: Rows, columns: number): Rows {
  return rows.map((row) => Array.from({ length: columns }, (_, k) => row[k % row.length] as number));
}

function* fewerInstances(network: DrawnNetwork): Generator<DrawnNetwork> {
  const { x, targets, isBatch } = network;
  for (let i = 0; i < x.length && x.length > 1; i++) yield { ...network, x: [x[i] as Rows[number]], targets: [targets[i] as Rows[number]] };
  for (let i = 0; i < x.length && x.length > 1; i++) yield { ...network, x: without(x, i), targets: without(targets, i) };
  if (isBatch && x.length === 1) yield { ...network, isBatch: false };
}

/** A layer, or the input, with one neuron, with half of them, or without one of them. */
function* narrower(network: DrawnNetwork): Generator<DrawnNetwork> {
  const widths = [network.spec.inputs, ...network.spec.layers.map(({ units }) => units)];
  for (const [l, width] of widths.entries()) {
    const everything = Array.from({ length: width }, (_, k) => k);
    if (width > 1) for (const k of everything) yield keeping(network, l, [k]);
    if (width > 3) yield keeping(network, l, everything.slice(0, width / 2));
    if (width > 2) for (const k of everything) yield keeping(network, l, without(everything, k));
  }
}

/** @param l 0 for the input */
function keeping(network: DrawnNetwork, l: number, units: readonly number[]): DrawnNetwork {
  const some = (row: readonly number[]) => units.map((k) => row[k] as number);
  const { spec, x, weights, biases, targets } = network;
  return {
    ...network,
    spec: {
      ...spec,
      inputs: l === 0 ? units.length : spec.inputs,
      layers: spec.layers.map((layer, i) => (i === l - 1 ? { ...layer, units: units.length } : layer)),
    },
    x: l === 0 ? x.map(some) : x,
    weights: weights.map((rows, i) => {
      if (i === l - 1) return units.map((k) => rows[k] as Rows[number]);
      return i === l ? rows.map(some) : rows;
    }),
    biases: biases.map((row, i) => (i === l - 1 ? some(row) : row)),
    targets: l === spec.layers.length ? targets.map(some) : targets,
  };
}

const simplestActivations: readonly ActivationName[] = ["identity", "tanh"];

/** Without biases, with sums, with the simplest activations and loss, as far as the limits allow. */
function* plainer(network: DrawnNetwork, { activations, losses }: Allowed): Generator<DrawnNetwork> {
  const { spec } = network;
  const changed = (change: Partial<MlpSpec>): DrawnNetwork => ({ ...network, spec: { ...spec, ...change } });
  if (spec.bias === true) yield changed({ bias: false });
  if (spec.reduction === "mean") yield changed({ reduction: "sum" });
  if (spec.loss !== "squared" && losses.includes("squared")) yield changed({ loss: "squared" });
  for (const [i, layer] of spec.layers.entries()) {
    // Distributions are compared with what a sigmoid gives.
    if (spec.loss === "distribution-cross-entropy" && i === spec.layers.length - 1) continue;
    const known = simplestActivations.indexOf(layer.activation);
    const simpler = known < 0 ? simplestActivations : simplestActivations.slice(0, known);
    const replaced = (activation: ActivationName) => changed({ layers: spec.layers.with(i, { units: layer.units, activation }) });
    yield* simpler.filter((name) => activations.includes(name)).map(replaced);
  }
}

/** One number after another would take for ever in a large network. */
const mostSingleNumbers = 60;

function* rounder(network: DrawnNetwork): Generator<DrawnNetwork> {
  const { x, weights, biases } = network;
  for (const digits of [1, 2, 3]) {
    const rounded = everyNumber(network, (w) => Number(w.toPrecision(digits)));
    if (rounded.changed) yield rounded.network;
  }
  const count = [x, biases, ...weights].flat(2).length;
  for (let i = 0; i < count && count <= mostSingleNumbers; i++) {
    let position = 0;
    const original = [...x, ...weights.flat(), ...biases].flat()[i] as number;
    for (const simpler of simplerNumbers(original)) {
      // A weight of 0 would put arguments on kinks.
      if (simpler === 0) continue;
      position = 0;
      yield everyNumber(network, (w) => (position++ === i ? simpler : w)).network;
    }
  }
}

/** In the order x, weights, biases. */
function everyNumber(network: DrawnNetwork, replace: (w: number) => number) {
  let changed = false;
  const all = (rows: Rows): Rows =>
    rows.map((row) =>
      row.map((w) => {
        const other = replace(w);
        changed ||= !Object.is(other, w);
        return other;
      }),
    );
  const next = { ...network, x: all(network.x), weights: network.weights.map(all), biases: all(network.biases) };
  return { network: next, changed };
}
