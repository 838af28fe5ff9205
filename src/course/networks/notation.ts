// The lecture's letters: layers as superscripts in parentheses, neurons as subscripts.

import { activations, defaultAlpha } from "./activations.js";
import type { LayerSpec } from "./mlp.js";

const superscripts = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];
const subscripts = [..."₀₁₂₃₄₅₆₇₈₉"];

const digits = (n: number, written: readonly string[]) => [...String(n)].map((digit) => written[Number(digit)] ?? digit).join("");

/**
 * A letter with its layer, and with the positions of neurons if there are any; two positions of more than one digit get a comma.
 * @example
 * symbol("a", 1)   // "a⁽¹⁾"
 * symbol("w", 2, 1, 3)   // "w⁽²⁾₁₃"
 * symbol("w", 2, 10, 3)   // "w⁽²⁾₁₀,₃"
 */
export function symbol(letter: string, layer?: number, ...positions: readonly number[]): string {
  const above = layer === undefined ? "" : `⁽${digits(layer, superscripts)}⁾`;
  const separator = positions.some((position) => position > 9) ? "," : "";
  return `${letter}${above}${positions.map((position) => digits(position, subscripts)).join(separator)}`;
}

/** What a layer is called where its outputs are used: x for the inputs, h(l) otherwise. */
export function outputsOf(layer: number): string {
  return layer === 0 ? "x" : symbol("h", layer);
}

/**
 * The two formulas of layer l, counted from 1.
 * @example
 * layerFormulas({ units: 3, activation: "tanh" }, 2, true)   // ["a⁽²⁾ = W⁽²⁾ h⁽¹⁾ + b⁽²⁾", "h⁽²⁾ = tanh(a⁽²⁾)"]
 * layerFormulas({ units: 3, activation: "identity" }, 1, false)   // ["a⁽¹⁾ = W⁽¹⁾ x", "h⁽¹⁾ = a⁽¹⁾"]
 */
export function layerFormulas({ activation, alpha = defaultAlpha }: LayerSpec, layer: number, bias: boolean): readonly [string, string] {
  const [a, h] = [symbol("a", layer), symbol("h", layer)];
  const sum = `${symbol("W", layer)} ${outputsOf(layer - 1)}${bias ? ` + ${symbol("b", layer)}` : ""}`;
  if (activation === "identity") return [`${a} = ${sum}`, `${h} = ${a}`];
  const slope = activation === "leakyRelu" ? `, α = ${alpha}` : "";
  return [`${a} = ${sum}`, `${h} = ${activations[activation].title}(${a})${slope}`];
}
