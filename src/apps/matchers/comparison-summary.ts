// A comparison in a failure message: the table that `trigrad compare` prints, or its verdict alone where the table would be long.

import type { Comparable } from "../../verify/check/check-agreement.js";
import type { Comparison } from "../../verify/compare/comparison.js";
import { flatten } from "../../verify/compare/components.js";
import { comparisonText, verdictLines } from "../../views/comparison.js";
import { type MatcherContext, tableOptions } from "./context.js";
import { nameOf } from "./name-of.js";

/** Entries of the gradient that a table in a message may have. */
const mostComponents = 24;

export function comparisonSummary(comparison: Comparison, f: Comparable, context: MatcherContext): string {
  const options = tableOptions(context);
  const counts = Object.values(comparison.methods).map((report) =>
    "unsupported" in report ? 0 : Object.values(report.gradient).flatMap(flatten).length,
  );
  return Math.max(0, ...counts) <= mostComponents
    ? comparisonText(comparison, nameOf(f, comparison.at), options)
    : verdictLines(comparison, options).join("\n");
}
