// Random networks, to be cross-checked.

import { forwardMode, reverseMode } from "../../core/differentiators/automatic/index.js";
import { numericalWith } from "../../core/differentiators/numerical/index.js";
import { symbolicWith } from "../../core/differentiators/symbolic-method.js";
import type { Nested } from "../../core/graph/tensor.js";
import { casesOf } from "../../verify/arbitraries/cases.js";
import { boundedEvaluator } from "../../verify/bounds/rounding.js";
import type { Suite } from "../../verify/crosscheck.js";
import { type NetworkAt, networkAt } from "./arbitrary.js";
import { networkFileText } from "./network-file.js";

/** Trees of formulas larger than this take symbolic differentiation seconds. */
const limit = 10_000;

/** Scalar operations for each method: beyond it a few components stand for all. */
const budget = 8e6;

const evaluator = boundedEvaluator;
const methods = [numericalWith({ evaluator }), symbolicWith({ evaluator, limit }), forwardMode(evaluator), reverseMode(evaluator)];

/** @param size inputs, and neurons of a layer, at most */
export function networkSuite({ size }: { readonly size: number }): Suite<NetworkAt> {
  return {
    cases: casesOf(networkAt({ width: size })),
    subject: ({ network, point, target }) => ({ f: network.lossFor(target), point }),
    write: networkCaseText,
    options: { methods, budget },
  };
}

/** One line of JSON as `trigrad check` reads it. */
export function networkCaseText({ network, point, target }: NetworkAt): string {
  const { x, ...parameters } = point;
  const file = networkFileText({ network, parameters, input: x as Nested, givenTarget: target as readonly number[] });
  return `{"network":${file.trim()}}`;
}
