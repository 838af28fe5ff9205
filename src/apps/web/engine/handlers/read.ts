// Formula and point from an address or a field: read, completed, and mistakes as data.

import { type Formula, formulaTex, parseFormula } from "../../../../core/formula/index.js";
import type { Point } from "../../../../core/graph/tensor.js";
import { type CaseError, describeError } from "../../../../verify/compare/record.js";
import { PointTextError, parsePoint } from "../../../../views/point-text.js";

export interface FormulaQuestion {
  readonly formula: string;
  /** as an address holds it: x:-2,y:5 */
  readonly at: string;
}

/** A mistake of the formula or of the point; the position is one of the formula. */
export interface Refused {
  readonly error: CaseError;
  /** whether the point is what cannot be read */
  readonly inPoint: boolean;
}

export interface ReadFormula {
  readonly formula: Formula;
  /** a value for every name of the formula: what no one gave is 1 */
  readonly point: Point;
  /** the formula as a textbook sets it; empty where it is too large for that */
  readonly tex: string;
  readonly notes: readonly string[];
}

export function readQuestion({ formula: text, at }: FormulaQuestion): ReadFormula | Refused {
  let formula: Formula;
  try {
    formula = parseFormula(text);
  } catch (error) {
    return { error: describeError(error), inPoint: false };
  }
  try {
    const given = parsePoint(at, formula.names);
    const unused = Object.keys(given).filter((name) => !formula.names.includes(name));
    return {
      formula,
      point: Object.fromEntries(formula.names.map((name) => [name, Object.hasOwn(given, name) ? (given[name] as Point[string]) : 1])),
      tex: texOf(formula),
      notes: unused.map((name) => `${name} has a value and does not appear in the formula.`),
    };
  } catch (error) {
    if (!(error instanceof PointTextError)) throw error;
    return { error: { kind: "bad-value", message: error.message }, inPoint: true };
  }
}

function texOf({ node }: Formula): string {
  try {
    return formulaTex(node);
  } catch {
    return "";
  }
}
