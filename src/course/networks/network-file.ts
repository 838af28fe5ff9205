// A network with an input or a batch of them in its JSON form: read with errors that name the place, and written.

import { nearest } from "../../core/formula/distance.js";
import type { Nested, Point } from "../../core/graph/tensor.js";
import { activationNamed, activationNames } from "./activations.js";
import { lossNames } from "./losses.js";
import { type LayerSpec, type MlpSpec, mlp, type Network, type Parameters } from "./mlp.js";
import {
  count,
  describe,
  finiteAt,
  type JsonObject,
  matrixAt,
  NetworkFileError,
  parseJson,
  requireObject,
  vectorAt,
} from "./network-json.js";
import { type Target, TargetError, targetOf } from "./targets.js";

export interface NetworkFile {
  readonly network: Network;
  readonly parameters: Parameters;
  /** a vector, or a matrix with one row for each instance */
  readonly input: Nested;
  /** y in the shape of the outputs: a class is one-hot */
  readonly target: Nested;
  /** as it stands in the file */
  readonly givenTarget: Target | readonly Target[];
  readonly isBatch: boolean;
  /** x, W1, b1, ...: where the program `network.lossFor(target)` is to be differentiated */
  readonly point: Point;
}

const fields = ["layers", "loss", "input", "target", "reduction"] as const;
const layerFields = ["weights", "bias", "activation", "alpha"] as const;

/**
 * Reads `{ "layers": [{ "weights": [[...]], "bias"?: [...], "activation": "tanh", "alpha"? }], "loss", "input", "target", "reduction"? }`.
 * @throws {NetworkFileError} naming the place and what is expected there
 * @example
 * readNetworkFile('{"layers": [{"weights": [[1, 2]], "activation": "tanh"}], "loss": "squared", "input": [1, 1], "target": 0}').point   // { x: [1, 1], W1: [[1, 2]] }
 */
export function readNetworkFile(text: string): NetworkFile {
  return readNetwork(parseJson(text));
}

/** The same from a value that was JSON. @throws {NetworkFileError} */
export function readNetwork(value: unknown): NetworkFile {
  const file = requireObject(value, "", fields);
  const layers = layersOf(file);
  const loss = choiceAt(file["loss"], "loss", lossNames);
  const reduction = file["reduction"] === undefined ? undefined : choiceAt(file["reduction"], "reduction", ["sum", "mean"] as const);
  const inputs = layers[0]?.weights[0]?.length as number;
  const spec: MlpSpec = { inputs, layers: layers.map(({ spec: layer }) => layer), loss, ...(reduction === undefined ? {} : { reduction }) };
  const network = mlp(spec);
  const isBatch = Array.isArray(file["input"]) && Array.isArray(file["input"][0]);
  const input = inputAt(file["input"], inputs, isBatch);
  const givenTarget = targetAt(file["target"], isBatch ? input.length : undefined);
  const parameters = Object.fromEntries(
    layers.flatMap(({ weights, bias }, i): [string, Nested][] => [
      [`W${i + 1}`, weights],
      ...(bias === undefined ? [] : [[`b${i + 1}`, bias] as [string, Nested]]),
    ]),
  );
  return {
    network,
    parameters,
    input,
    target: encoded(spec, givenTarget, isBatch),
    givenTarget,
    isBatch,
    point: { x: input, ...parameters },
  };
}

interface ReadLayer {
  readonly spec: LayerSpec;
  readonly weights: readonly (readonly number[])[];
  readonly bias: readonly number[] | undefined;
}

function layersOf(file: JsonObject): readonly ReadLayer[] {
  const given = file["layers"];
  if (!Array.isArray(given) || given.length === 0) {
    throw new NetworkFileError("layers", `expected an array with at least one layer, not ${describe(given)}.`);
  }
  const layers = given.map((layer: unknown, i) => layerAt(layer, `layers[${i}]`));
  layers.forEach(({ weights }, i) => {
    const before = layers[i - 1]?.spec.units;
    const width = weights[0]?.length;
    if (before !== undefined && before !== width) {
      throw new NetworkFileError(
        `layers[${i}].weights`,
        `its rows have ${count(width as number)}, and layers[${i - 1}] has ${before} neurons: one weight for each is expected.`,
      );
    }
  });
  return layers;
}

function layerAt(value: unknown, place: string): ReadLayer {
  const layer = requireObject(value, place, layerFields);
  const weights = matrixAt(layer["weights"], `${place}.weights`);
  const bias = layer["bias"] === undefined || layer["bias"] === null ? undefined : vectorAt(layer["bias"], `${place}.bias`);
  if (bias !== undefined && bias.length !== weights.length) {
    throw new NetworkFileError(`${place}.bias`, `it has ${count(bias.length)}, and the layer ${weights.length} neurons (rows of weights).`);
  }
  const activation = activationAt(layer["activation"], `${place}.activation`);
  const alpha = layer["alpha"] === undefined || layer["alpha"] === null ? undefined : finiteAt(layer["alpha"], `${place}.alpha`);
  return {
    spec: { units: weights.length, activation, ...(alpha === undefined ? {} : { alpha }), bias: bias !== undefined },
    weights,
    bias,
  };
}

function activationAt(value: unknown, place: string): LayerSpec["activation"] {
  const known = typeof value === "string" ? activationNamed(value) : undefined;
  if (known !== undefined) return known;
  const meant = typeof value === "string" ? nearest(value, activationNames) : undefined;
  throw new NetworkFileError(
    place,
    `${describe(value)} is no activation${meant === undefined ? "" : `: did you mean ${meant}`}${meant === undefined ? ":" : "?"} there are ${activationNames.join(", ")}.`,
  );
}

function choiceAt<Name extends string>(value: unknown, place: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  const meant = typeof value === "string" ? nearest(value, names) : undefined;
  throw new NetworkFileError(
    place,
    `expected ${names.map((name) => `"${name}"`).join(", ")}, not ${describe(value)}${meant === undefined ? "." : `: did you mean ${meant}?`}`,
  );
}

function inputAt(value: unknown, width: number, isBatch: boolean): readonly number[] | readonly (readonly number[])[] {
  const rows = isBatch ? matrixAt(value, "input") : [vectorAt(value, "input")];
  const found = rows[0]?.length as number;
  if (found !== width) {
    throw new NetworkFileError(
      "input",
      `${isBatch ? "its rows have" : "it has"} ${count(found)}, and the first layer takes ${width} (columns of layers[0].weights).`,
    );
  }
  return isBatch ? rows : (rows[0] as readonly number[]);
}

/** @param instances how many there are in a batch */
function targetAt(value: unknown, instances: number | undefined): Target | readonly Target[] {
  if (instances === undefined) return oneTargetAt(value, "target");
  if (!Array.isArray(value))
    throw new NetworkFileError("target", `the input is a batch: expected an array of ${instances} targets, not ${describe(value)}.`);
  if (value.length !== instances)
    throw new NetworkFileError("target", `it has ${count(value.length)}, and the batch ${instances} instances.`);
  return value.map((target: unknown, i) => oneTargetAt(target, `target[${i}]`));
}

function oneTargetAt(value: unknown, place: string): Target {
  return Array.isArray(value) ? vectorAt(value, place) : finiteAt(value, place);
}

function encoded(spec: MlpSpec, target: Target | readonly Target[], isBatch: boolean): Nested {
  try {
    return targetOf(spec, target, isBatch);
  } catch (error) {
    if (error instanceof TargetError)
      throw new NetworkFileError(error.instance === undefined ? "target" : `target[${error.instance - 1}]`, error.message);
    throw error;
  }
}

/**
 * The JSON form of a network with an input and a target, which `readNetworkFile` reads back to the same numbers.
 * @param target as people write it: a class, a number or a vector, or an array of these for a batch
 */
export function networkFileText({
  network,
  parameters,
  input,
  givenTarget,
}: Pick<NetworkFile, "network" | "parameters" | "input" | "givenTarget">): string {
  const layers = network.spec.layers.map(({ activation, alpha }, i) => ({
    weights: parameters[`W${i + 1}`],
    ...(parameters[`b${i + 1}`] === undefined ? {} : { bias: parameters[`b${i + 1}`] }),
    activation,
    ...(alpha === undefined ? {} : { alpha }),
  }));
  const { loss, reduction } = network.spec;
  return `${JSON.stringify({ layers, loss, ...(reduction === undefined ? {} : { reduction }), input, target: givenTarget })}\n`;
}
