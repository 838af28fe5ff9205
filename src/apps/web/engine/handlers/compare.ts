// The comparison of all methods at a point.

import type { Point } from "../../../../core/graph/tensor.js";
import type { Comparison } from "../../../../verify/compare/comparison.js";
import { type CaseRecord, compareCase } from "../../../../verify/compare/record.js";
import { type FormulaQuestion, type Refused, readQuestion } from "./read.js";

export type CompareQuestion = FormulaQuestion;

export interface Compared {
  readonly names: readonly string[];
  readonly point: Point;
  readonly tex: string;
  readonly notes: readonly string[];
  readonly comparison: Comparison & Pick<CaseRecord, "formula">;
}

/** The formula was read, and cannot be compared at this point. */
export interface NotCompared extends Refused, Pick<Compared, "names" | "point" | "tex"> {}

export type CompareAnswer = Compared | NotCompared | Refused;

export function compareHandler(question: CompareQuestion): CompareAnswer {
  const read = readQuestion(question);
  if ("error" in read) return read;
  const { formula, point, tex, notes } = read;
  const record = compareCase({ formula: formula.text, at: point });
  const known = { names: formula.names, point, tex };
  if (record.error !== undefined) return { error: record.error, inPoint: false, ...known };
  return { ...known, notes, comparison: record as Compared["comparison"] };
}
