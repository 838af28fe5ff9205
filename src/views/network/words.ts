// The neuron view in words, for readers who do not see the picture and for what a pointer rests on.

import { activations } from "../../course/networks/activations.js";
import { losses } from "../../course/networks/losses.js";
import type { NetworkValues } from "../../course/networks/network-values.js";
import { symbol } from "../../course/networks/notation.js";
import { formatNumber } from "../numbers.js";
import { mostLabelledEdges, type NeuronLayout, type PlacedEdge, type PlacedNeuron } from "./layout.js";

const digits = 6;

/** What is drawn, then every number of it where a listener can follow. */
export function networkWords({ spec, loss, y }: NetworkValues, { neurons, edges }: Pick<NeuronLayout, "neurons" | "edges">): string {
  const layers = spec.layers.map(({ units, activation }, l) => `layer ${l + 1} with ${count(units)} (${activations[activation].title})`);
  const intro =
    `Feedforward network drawn neuron by neuron: ${spec.inputs} ${spec.inputs === 1 ? "input" : "inputs"}, ${layers.join(", ")}. ` +
    `The ${losses[spec.loss].title} is ${formatNumber(loss, digits)}.`;
  if (edges.length > mostLabelledEdges) return intro;
  const target = `The target is ${y.map((entry) => formatNumber(entry, digits)).join(", ")}.`;
  return [intro, target, ...neurons.map((neuron) => `${neuronWords(neuron)}.`), ...edges.map((edge) => `${edgeWords(edge)}.`)].join(" ");
}

function count(units: number): string {
  return units === 1 ? "1 neuron" : `${units} neurons`;
}

/** "h(1)2 = 0.5, dl/dh = -0.1, ..." in the lecture's letters. */
export function neuronWords({ layer, neuron, h, a, b }: PlacedNeuron): string {
  const parts = [
    { letter: layer === 0 ? "x" : "h", numbers: h },
    ...(a === undefined ? [] : [{ letter: "a", numbers: a }]),
    ...(b === undefined ? [] : [{ letter: "b", numbers: b }]),
  ];
  return parts
    .map(({ letter, numbers }) => {
      const name = symbol(letter, layer === 0 ? undefined : layer, neuron);
      return `${name} = ${formatNumber(numbers.value, digits)}, ∂ℓ/∂${name} = ${formatNumber(numbers.adjoint, digits)}`;
    })
    .join("; ");
}

export function edgeWords({ layer, i, j, weight }: PlacedEdge): string {
  const name = symbol("w", layer, i, j);
  return `${name} = ${formatNumber(weight.value, digits)}, ∂ℓ/∂${name} = ${formatNumber(weight.adjoint, digits)}`;
}
