// The four methods with bounds on their errors.

import { forwardMode, reverseMode } from "../core/differentiators/automatic/index.js";
import type { Differentiator } from "../core/differentiators/differentiator.js";
import { numericalWith } from "../core/differentiators/numerical/index.js";
import { symbolicWith } from "../core/differentiators/symbolic-method.js";
import { boundedEvaluator } from "./bounds/rounding.js";

/** Numerical, symbolic, forward and reverse, each result with a bound on its own error. */
export const boundedMethods: readonly Differentiator[] = [
  numericalWith({ evaluator: boundedEvaluator }),
  symbolicWith({ evaluator: boundedEvaluator }),
  forwardMode(boundedEvaluator),
  reverseMode(boundedEvaluator),
];
