// Section 3 as data: what the slides say of each activation, to be measured.

import type { ActivationName } from "../networks/activations.js";

export const slideActivations = ["step", "sigmoid", "tanh", "relu", "leakyRelu"] as const satisfies readonly ActivationName[];
export type SlideActivation = (typeof slideActivations)[number];

/** Where the derivative falls below machine epsilon of its steepest, so that an update by it is lost in rounding. */
export type Vanishing = "everywhere" | "on both sides" | "for negative x" | "nowhere";

export interface ActivationNotes {
  /** formulas of x, and of alpha for Leaky ReLU, that give the same: the slide's definition first */
  readonly definitions: readonly string[];
  /** the derivative in closed form, for x != 0 */
  readonly derivative: string;
  readonly outputs: { readonly written: string; readonly above: number; readonly below: number; readonly closed?: "above" | "both" };
  readonly zeroCentred: boolean;
  readonly vanishes: Vanishing;
  readonly pros: readonly string[];
  readonly cons: readonly string[];
}

export const activationNotes: { readonly [Name in SlideActivation]: ActivationNotes } = {
  step: {
    definitions: ["x > 0 ? 1 : 0"],
    derivative: "0 * x",
    outputs: { written: "0 or 1", above: 0, below: 1, closed: "both" },
    zeroCentred: false,
    vanishes: "everywhere",
    pros: [],
    cons: ["never use this: zero gradients, SGD cannot update"],
  },
  sigmoid: {
    definitions: ["1 / (1 + exp(-x))"],
    derivative: "sigmoid(x) * (1 - sigmoid(x))",
    outputs: { written: "(0, 1)", above: 0, below: 1 },
    zeroCentred: false,
    vanishes: "on both sides",
    pros: ["output in (0, 1): a probability"],
    cons: ["not zero-centred", "vanishing gradient for large |x|"],
  },
  tanh: {
    definitions: ["(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "2 * sigmoid(2 * x) - 1"],
    derivative: "1 - tanh(x)^2",
    outputs: { written: "(-1, 1)", above: -1, below: 1 },
    zeroCentred: true,
    vanishes: "on both sides",
    pros: ["output in (-1, 1)", "zero-centred"],
    cons: ["vanishing gradient for large |x|"],
  },
  relu: {
    definitions: ["max(0, x)"],
    derivative: "x > 0 ? 1 : 0",
    outputs: { written: "[0, inf)", above: 0, below: Number.POSITIVE_INFINITY, closed: "above" },
    zeroCentred: false,
    vanishes: "for negative x",
    pros: ["gradient does not vanish for x > 0", "cheap"],
    cons: ["not zero-centred", "dead neurons for x <= 0"],
  },
  leakyRelu: {
    definitions: ["max(alpha * x, x)"],
    derivative: "x > 0 ? 1 : alpha",
    outputs: { written: "(-inf, inf)", above: Number.NEGATIVE_INFINITY, below: Number.POSITIVE_INFINITY },
    zeroCentred: false,
    vanishes: "nowhere",
    pros: ["no dead neurons: the gradient for x < 0 is alpha"],
    cons: ["not zero-centred", "little better than ReLU in practice (the slide's word: nothing here tests it)"],
  },
};
