// Section 2 as data: each loss with the slide's formula typed as it stands, and the points at which it is looked at.

import type { Nested } from "../../core/graph/tensor.js";
import { softmax } from "../../core/primitives/index.js";
import type { LossName } from "../networks/losses.js";

/** Where the losses are evaluated: the middle, the slope, where a double saturates, and as far as the lecture asks. */
export const logits: readonly number[] = [0, 1, -1, 40, -40, 1e4, -1e4];

export interface LossCase {
  readonly loss: LossName;
  /** the slide's formula, typed with exp and log, of `a` and `y` */
  readonly typed: string;
  /** what the loss takes: the logits a, or the distribution q */
  readonly input: "a" | "q";
  /** what a and y are in the rows, in words */
  readonly setting: string;
  /** where the typed formula goes wrong and why; what the library does instead */
  readonly why: string;
  readonly targets: readonly { readonly label: string; readonly y: Nested }[];
  /** what the loss is given, for one number that runs through `logits` */
  readonly given: (logit: number) => Nested;
}

export const lossCases: readonly LossCase[] = [
  {
    loss: "binary-cross-entropy",
    typed: "-y * log(1/(1 + exp(-a))) - (1 - y) * log(1 - 1/(1 + exp(-a)))",
    input: "a",
    setting: "one logit a, target y",
    why: "Above a = 36.7 the double 1 + e^-a is 1, so that s(a) is 1 and log(1 - s(a)) is log 0; below a = -709.8 e^-a overflows; and 0 log 0 is undefined. trigrad writes -log s(a) as softplus(-a) and -log(1 - s(a)) as softplus(a).",
    targets: [
      { label: "y = 1", y: 1 },
      { label: "y = 0", y: 0 },
    ],
    given: (logit) => logit,
  },
  {
    loss: "cross-entropy",
    typed: "-(y[1] * a[1] + y[2] * a[2] + y[3] * a[3]) + log(exp(a[1]) + exp(a[2]) + exp(a[3]))",
    input: "a",
    setting: "logits (a, 0, 1), the first class is the true one",
    why: "Above a = 709.8 e^a overflows; where the true logit dominates, -a_y + log(...) subtracts a number from its like and no digit is left. trigrad sums over the other classes only, beside the largest logit.",
    targets: [{ label: "class 1", y: [1, 0, 0] }],
    given: (logit) => [logit, 0, 1],
  },
  {
    loss: "distribution-cross-entropy",
    typed: "-(y[1] * log(q[1]) + y[2] * log(q[2]))",
    input: "q",
    setting: "q = softmax(a, 0), rounded to doubles; p one-hot for the first class",
    why: "It takes probabilities, and e^-10000 as a probability is 0: the loss is then infinite, where the loss on logits is 10000. Typed, 0 log 0 is undefined; here it is 0, its limit.",
    targets: [{ label: "p = (1, 0)", y: [1, 0] }],
    given: (logit) => softmax([logit, 0]) as Nested,
  },
  {
    loss: "squared",
    typed: "1/2 * ((y[1] - a[1])^2 + (y[2] - a[2])^2)",
    input: "a",
    setting: "outputs (a, 1), target y = (1, 0.5)",
    why: "No exponential, nothing to overflow: typed as on the slide it is as good.",
    targets: [{ label: "y = (1, 0.5)", y: [1, 0.5] }],
    given: (logit) => [logit, 1],
  },
];

/** p log q where p or q is 0, with the loss that must come out. */
export interface Corner {
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly expected: number;
  readonly says: string;
}

export const corners: readonly Corner[] = [
  { p: [1, 0], q: [1, 0], expected: 0, says: "sure and right: 0 log 0 = 0" },
  { p: [0.5, 0.5], q: [0.5, 0.5], expected: Math.LN2, says: "as unsure as p: log 2" },
  { p: [1, 0], q: [0.5, 0.5], expected: Math.LN2, says: "unsure: log 2" },
  { p: [0, 1], q: [1, 0], expected: Number.POSITIVE_INFINITY, says: "sure and wrong" },
  { p: [0.5, 0.5], q: [1, 0], expected: Number.POSITIVE_INFINITY, says: "sure where p is not" },
];
