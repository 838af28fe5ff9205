// The activation functions of the lecture (section 3), and the two that networks need besides: one row each.

import type { Value } from "../../core/graph/trace.js";
import { leakyRelu, relu, sigmoid, softplus, step, tanh } from "../../core/primitives/index.js";

export const activationNames = ["step", "sigmoid", "tanh", "relu", "leakyRelu", "identity", "softplus"] as const;
export type ActivationName = (typeof activationNames)[number];

export interface Activation {
  /** as the slides write it */
  readonly title: string;
  /** h = g(a), entry by entry; alpha is the slope of Leaky ReLU for negative a */
  readonly apply: (a: Value, alpha: number) => Value;
  readonly definition: string;
  /** false for step, whose derivative carries nothing */
  readonly learns: boolean;
}

/** Slope of Leaky ReLU for negative arguments unless a layer states another. */
export const defaultAlpha = 0.01;

export const activations: { readonly [Name in ActivationName]: Activation } = {
  step: { title: "step", apply: step, definition: "1 if x > 0 else 0", learns: false },
  sigmoid: { title: "sigmoid", apply: sigmoid, definition: "1 / (1 + e^-x)", learns: true },
  tanh: { title: "tanh", apply: tanh, definition: "(e^x - e^-x) / (e^x + e^-x)", learns: true },
  relu: { title: "ReLU", apply: relu, definition: "max(0, x)", learns: true },
  leakyRelu: { title: "Leaky ReLU", apply: (a, alpha) => leakyRelu(a, alpha), definition: "max(alpha x, x)", learns: true },
  identity: { title: "identity", apply: (a) => a, definition: "x", learns: true },
  softplus: { title: "softplus", apply: softplus, definition: "log(1 + e^x)", learns: true },
};

const spellings: ReadonlyMap<string, ActivationName> = new Map([
  ...activationNames.map((name) => [name.toLowerCase(), name] as const),
  ["linear", "identity"],
  ["none", "identity"],
]);

/**
 * The activation that a person means: "ReLU", "leaky-relu" and "Leaky ReLU" are read too. Undefined for an unknown name.
 * @example
 * activationNamed("Leaky ReLU")   // "leakyRelu"
 */
export function activationNamed(text: string): ActivationName | undefined {
  return spellings.get(text.toLowerCase().replaceAll(/[\s_-]/g, ""));
}
