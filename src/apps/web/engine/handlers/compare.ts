// The comparison of all methods at a point: first what they found, then what the reference makes of it.

import type { Point } from "../../../../core/graph/tensor.js";
import { compare } from "../../../../verify/compare/compare.js";
import type { Comparison } from "../../../../verify/compare/comparison.js";
import { describeError } from "../../../../verify/compare/record.js";
import { requirePoint } from "../../../../verify/compare/require-point.js";
import type { Report } from "../progress.js";
import { type FormulaQuestion, type Refused, readQuestion } from "./read.js";

export type CompareQuestion = FormulaQuestion;

/** What is known of a formula as soon as it is read. */
export interface Known {
  readonly formula: string;
  readonly names: readonly string[];
  readonly point: Point;
  readonly tex: string;
}

export interface Compared extends Known {
  readonly notes: readonly string[];
  readonly comparison: Comparison;
}

/** Reported on the way: value and gradients stand, digits and verdict are still to come. */
export interface Differentiated extends Known {
  readonly comparison: Pick<Comparison, "at" | "value" | "methods">;
}

/** The formula was read, and cannot be compared at this point. */
export interface NotCompared extends Refused, Known {}

export type CompareAnswer = Compared | NotCompared | Refused;

export function compareHandler(question: CompareQuestion, report: Report): CompareAnswer {
  const read = readQuestion(question);
  if ("error" in read) return read;
  const { formula, point, tex, notes } = read;
  const known: Known = { formula: formula.text, names: formula.names, point, tex };
  try {
    requirePoint(formula, point);
    const onMethods = (comparison: Differentiated["comparison"]) =>
      report({ done: 0.5, partial: { ...known, comparison } satisfies Differentiated });
    return { ...known, notes, comparison: compare(formula, point, { onMethods }) };
  } catch (error) {
    return { error: describeError(error), inPoint: false, ...known };
  }
}
