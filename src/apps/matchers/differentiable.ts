// expect(f).toBeDifferentiableAt(point): a kink, an infinite slope, a jump or the end of the domain says no.

import type { Point } from "../../core/graph/tensor.js";
import { type Comparable, comparable } from "../../verify/check/check-agreement.js";
import { compare } from "../../verify/compare/compare.js";
import { pointText } from "../../views/comparison.js";
import { comparisonSummary } from "./comparison-summary.js";
import { answered, type MatcherContext, type MatcherResult, undecided } from "./context.js";
import { readable } from "./readable.js";

export interface DifferentiableOptions {
  /** names of the inputs to differentiate by; all of them unless given */
  readonly wrt?: readonly string[];
}

export function toBeDifferentiableAt(
  this: MatcherContext,
  f: Comparable,
  point: Point,
  { wrt }: DifferentiableOptions = {},
): MatcherResult {
  const comparison = readable(() => compare(comparable(f), point, wrt === undefined ? {} : { wrt }));
  const place = `at ${pointText(point)}`;
  const summary = () => comparisonSummary(comparison, f, this);
  switch (comparison.verdict) {
    case "agree":
      return answered(true, () => `expected a function that is not differentiable ${place}\n\n${summary()}`);
    case "not-differentiable":
    case "outside-domain":
      return answered(false, () => `expected a function that is differentiable ${place}\n\n${summary()}`);
    default:
      return undecided(this, () => `could not decide whether the function is differentiable ${place}\n\n${summary()}`);
  }
}
