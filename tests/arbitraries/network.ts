// Random networks with weights, an instance or a batch, and targets; they shrink to one small layer.

import fc from "fast-check";
import { type ActivationName, activationNames } from "../../src/course/networks/activations.js";
import { type LossName, lossNames } from "../../src/course/networks/losses.js";
import { type MlpSpec, mlp, type Network } from "../../src/course/networks/mlp.js";
import { targetOf } from "../../src/course/networks/targets.js";
import type { Nested, Point } from "../../src/index.js";

export interface NetworkAt {
  readonly network: Network;
  /** x, W1, b1, ... */
  readonly point: Point;
  /** in the shape of the outputs */
  readonly target: Nested;
}

export interface NetworkLimits {
  readonly layers?: number;
  readonly width?: number;
  readonly instances?: number;
  readonly activations?: readonly ActivationName[];
  readonly losses?: readonly LossName[];
}

/** Numbers with three decimals that are never 0: a weight of 0 would put arguments on kinks. */
const weight = fc.integer({ min: 1, max: 2000 }).chain((size) => fc.constantFrom(size / 1000, -size / 1000));

const vector = <T>(entry: fc.Arbitrary<T>, length: number) => fc.array(entry, { minLength: length, maxLength: length });
const matrix = (rows: number, columns: number) => vector(vector(weight, columns), rows);

export function networkAt({
  layers = 6,
  width = 32,
  instances = 4,
  activations = activationNames,
  losses = lossNames,
}: NetworkLimits = {}) {
  const units = fc.integer({ min: 1, max: width });
  const layer = fc.record({ units, activation: fc.constantFrom(...activations), alpha: fc.constantFrom(0.01, 0.2) });
  const spec = fc
    .record({
      inputs: units,
      layers: fc.array(layer, { minLength: 1, maxLength: layers }),
      loss: fc.constantFrom(...losses),
      bias: fc.boolean(),
      reduction: fc.constantFrom("sum" as const, "mean" as const),
    })
    .map(withProbabilities);
  return fc.tuple(spec, fc.option(fc.integer({ min: 1, max: instances }), { nil: undefined })).chain(([one, size]) => filled(one, size));
}

/** Distributions are compared with outputs that are positive. */
function withProbabilities(spec: MlpSpec): MlpSpec {
  if (spec.loss !== "distribution-cross-entropy") return spec;
  return { ...spec, layers: spec.layers.map((layer, i) => (i === spec.layers.length - 1 ? { ...layer, activation: "sigmoid" } : layer)) };
}

/** Weights shrink with the width so that signals neither die nor explode. */
function filled(spec: MlpSpec, instances: number | undefined): fc.Arbitrary<NetworkAt> {
  const network = mlp(spec);
  const parameters = network.parameters.map(({ name, shape: [rows = 1, columns] }) => [
    name,
    columns === undefined ? vector(weight, rows) : matrix(rows, columns).map((w) => w.map((row) => row.map((x) => x / Math.sqrt(columns)))),
  ]);
  const target = targetFor(spec);
  return fc
    .record({
      input: instances === undefined ? vector(weight, spec.inputs) : matrix(instances, spec.inputs),
      target: instances === undefined ? target : vector(target, instances),
      parameters: fc.record(Object.fromEntries(parameters) as Record<string, fc.Arbitrary<Nested>>),
    })
    .map((drawn) => ({
      network,
      point: { x: drawn.input, ...drawn.parameters },
      target: targetOf(spec, drawn.target as number[], instances !== undefined),
    }));
}

function targetFor(spec: MlpSpec): fc.Arbitrary<readonly number[] | number> {
  const outputs = spec.layers.at(-1)?.units as number;
  const share = fc.integer({ min: 0, max: 8 }).map((n) => n / 8);
  if (spec.loss === "squared") return vector(weight, outputs);
  if (spec.loss === "binary-cross-entropy") return vector(share, outputs);
  return fc.oneof(fc.integer({ min: 0, max: outputs - 1 }), vector(share, outputs));
}
