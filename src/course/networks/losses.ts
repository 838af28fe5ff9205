// The losses of the lecture (section 2), on one instance or on a batch by rows; the loss of a batch is the sum over its instances.

import type { Value } from "../../core/graph/trace.js";
import { add, crossEntropy, mul, neg, softplus, square, sub, sum, xlogy } from "../../core/primitives/index.js";

export const lossNames = ["squared", "binary-cross-entropy", "cross-entropy", "distribution-cross-entropy"] as const;
export type LossName = (typeof lossNames)[number];

export interface Loss {
  readonly title: string;
  /** as the slides write it */
  readonly definition: string;
  /** of the outputs of the last layer and targets in their shape, summed over the instances */
  readonly apply: (output: Value, target: Value) => Value;
  /** what the outputs mean, and so what a target may be */
  readonly target: "number" | "logit" | "class" | "distribution";
}

export const losses: { readonly [Name in LossName]: Loss } = {
  squared: { title: "squared error", definition: "1/2 ||y - a||^2", apply: squaredError, target: "number" },
  "binary-cross-entropy": {
    title: "binary cross entropy",
    definition: "-y log s(a) - (1 - y) log(1 - s(a))",
    apply: binaryCrossEntropy,
    target: "logit",
  },
  "cross-entropy": {
    title: "cross entropy of logits",
    definition: "-a_y + log sum_k exp(a_k)",
    apply: (logits, target) => sum(crossEntropy(logits, target)),
    target: "class",
  },
  "distribution-cross-entropy": {
    title: "cross entropy of distributions",
    definition: "-sum_k p(k) log q(k)",
    apply: (q, p) => distributionCrossEntropy(p, q),
    target: "distribution",
  },
};

/**
 * 1/2 ||y - a||^2
 * @example
 * squaredError([1, 2], [0, 0])   // 2.5
 */
export function squaredError(a: Value, y: Value): Value {
  return mul(0.5, sum(square(sub(y, a))));
}

/**
 * -y log s(a) - (1 - y) log(1 - s(a)) of logits a, summed. Written with softplus(-a) = -log s(a) and softplus(a) = -log(1 - s(a)),
 * which neither overflow nor cancel: exact to a few ulps for every a.
 * @param y in [0, 1], in the shape of a
 * @example
 * binaryCrossEntropy(-1e4, 1)   // 10000
 */
export function binaryCrossEntropy(a: Value, y: Value): Value {
  return sum(add(mul(y, softplus(neg(a))), mul(sub(1, y), softplus(a))));
}

/**
 * H(p, q) = -sum_k p(k) log q(k), where 0 log q is 0 also for q = 0.
 * @param q probabilities, positive where p is
 * @example
 * distributionCrossEntropy([1, 0], [1, 0])   // 0
 */
export function distributionCrossEntropy(p: Value, q: Value): Value {
  return neg(sum(xlogy(p, q)));
}
