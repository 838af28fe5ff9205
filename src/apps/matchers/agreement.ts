// expect(f).toAgreeAcrossMethods(): all methods at random points, or at one that is given.

import type { Point } from "../../core/graph/tensor.js";
import { type AgreementOptions, type Comparable, checkAgreement, comparable } from "../../verify/check/check-agreement.js";
import type { Numbers } from "../../verify/check/check-gradient.js";
import { compare } from "../../verify/compare/compare.js";
import { pointText } from "../../views/comparison.js";
import { comparisonSummary } from "./comparison-summary.js";
import { answered, type MatcherContext, type MatcherResult, undecided } from "./context.js";
import { readable } from "./readable.js";

export interface AgreeOptions<P = Numbers> extends AgreementOptions<P> {
  /** one point to look at, in place of random ones */
  readonly at?: P | Point;
}

export function toAgreeAcrossMethods<P = Numbers>(this: MatcherContext, f: Comparable, options: AgreeOptions<P> = {}): MatcherResult {
  return readable(() => (options.at === undefined ? atRandom(this, f, options) : atPoint(this, f, options.at as Point, options)));
}

function atRandom<P>(context: MatcherContext, f: Comparable, options: AgreeOptions<P>): MatcherResult {
  const { verdict, message, counterexample, randomSeed } = checkAgreement(f, options);
  const replay = `Repeat it with { seed: ${randomSeed} }.`;
  if (verdict === "undecided") return undecided(context, () => message);
  if (counterexample === undefined) return answered(true, () => `expected methods to disagree somewhere. ${message}\n${replay}`);
  return answered(
    false,
    () =>
      `expected all methods to agree\n\n${comparisonSummary(counterexample, f, context)}\n\nThis is the smallest point found. ${replay}`,
  );
}

function atPoint<P>(context: MatcherContext, f: Comparable, at: Point, { wrt, methods }: AgreeOptions<P>): MatcherResult {
  const comparison = compare(comparable(f), at, { ...(wrt && { wrt }), ...(methods && { methods }) });
  const place = `at ${pointText(at)}`;
  const summary = () => comparisonSummary(comparison, f, context);
  switch (comparison.verdict) {
    case "agree":
      return answered(true, () => `expected methods to disagree ${place}\n\n${summary()}`);
    case "disagree":
      return answered(false, () => `expected all methods to agree ${place}\n\n${summary()}`);
    default:
      return undecided(context, () => `could not compare the methods ${place}\n\n${summary()}`);
  }
}
