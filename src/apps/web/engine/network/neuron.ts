// One neuron as a formula of its own, which the view Graph can open.

import { defaultAlpha } from "../../../../course/networks/activations.js";
import type { LayerNumbers, NetworkValues } from "../../../../course/networks/network-values.js";
import { symbol } from "../../../../course/networks/notation.js";
import { formatNumber } from "../../../../views/numbers.js";
import { writePoint } from "../../../../views/point-text.js";

/** A weight into the neuron, with what comes along it. */
export interface IncomingWeight {
  readonly from: string;
  readonly input: number;
  readonly weight: number;
  readonly gradient: number;
}

export interface NeuronShown {
  readonly name: string;
  readonly value: number;
  readonly adjoint: number;
  /** a^(l) and its adjoint; none for an input */
  readonly a?: { readonly value: number; readonly adjoint: number };
  readonly bias?: { readonly value: number; readonly adjoint: number };
  readonly incoming: readonly IncomingWeight[];
  /** delta * g(w1*x1 + ... + b), with delta the derivative of the loss by this neuron: its gradient is that of the loss */
  readonly formula?: { readonly f: string; readonly at: string };
}

/** @param place layer from 0, the inputs, and neuron from 1; undefined where there is no such neuron */
export function neuronOf(
  values: NetworkValues,
  { layer, neuron }: { readonly layer: number; readonly neuron: number },
): NeuronShown | undefined {
  const i = neuron - 1;
  const outputs = layer === 0 ? values.x : values.layers[layer - 1]?.h;
  const value = outputs?.value[i];
  const adjoint = outputs?.adjoint[i];
  if (value === undefined || adjoint === undefined) return undefined;
  const name = symbol(layer === 0 ? "x" : "h", layer === 0 ? undefined : layer, neuron);
  if (layer === 0) return { name, value, adjoint, incoming: [] };
  const numbers = values.layers[layer - 1] as LayerNumbers;
  const before = layer === 1 ? values.x.value : (values.layers[layer - 2] as LayerNumbers).h.value;
  const letter = layer === 1 ? "x" : "h";
  const incoming = before.map((input, j) => ({
    from: symbol(letter, layer === 1 ? undefined : layer - 1, j + 1),
    input,
    weight: numbers.weights.value[i]?.[j] as number,
    gradient: numbers.weights.adjoint[i]?.[j] as number,
  }));
  const at = (both: { readonly value: readonly number[]; readonly adjoint: readonly number[] }) => ({
    value: both.value[i] as number,
    adjoint: both.adjoint[i] as number,
  });
  const bias = numbers.bias === undefined ? undefined : at(numbers.bias);
  return {
    name,
    value,
    adjoint,
    a: at(numbers.a),
    ...(bias === undefined ? {} : { bias }),
    incoming,
    formula: formulaOf(values, { layer, letter, incoming, delta: adjoint, bias: bias?.value }),
  };
}

interface Parts {
  readonly layer: number;
  readonly letter: string;
  readonly incoming: readonly IncomingWeight[];
  readonly delta: number;
  readonly bias: number | undefined;
}

function formulaOf({ spec }: NetworkValues, { layer, letter, incoming, delta, bias }: Parts): NonNullable<NeuronShown["formula"]> {
  const sum = incoming.map((_, j) => `w${j + 1}*${letter}${j + 1}`).join(" + ");
  const inner = bias === undefined ? sum : `${sum} + b`;
  const { activation, alpha = defaultAlpha } = spec.layers[layer - 1] as (typeof spec.layers)[number];
  const applied =
    activation === "identity" ? `(${inner})` : activation === "leakyRelu" ? `leakyRelu(${inner}, ${alpha})` : `${activation}(${inner})`;
  const point = Object.fromEntries([
    ["delta", short(delta)],
    ...incoming.flatMap(({ weight, input }, j) => [
      [`w${j + 1}`, short(weight)],
      [`${letter}${j + 1}`, short(input)],
    ]),
    ...(bias === undefined ? [] : [["b", short(bias)]]),
  ]) as Record<string, number>;
  return { f: `delta * ${applied}`, at: writePoint(point) };
}

/** As many digits as a reader compares. */
function short(x: number): number {
  return Number(formatNumber(x, 8));
}
