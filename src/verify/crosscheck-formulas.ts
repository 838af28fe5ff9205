// Random formulas with a point each, to be cross-checked.

import { parseFormula } from "../core/formula/index.js";
import type { Point } from "../core/graph/tensor.js";
import { casesOf } from "./arbitraries/cases.js";
import { type FormulaAt, formulaAt } from "./arbitraries/formula.js";
import type { PointKind } from "./arbitraries/points.js";
import { leafText } from "./arbitraries/tree.js";
import type { Suite } from "./crosscheck.js";

/** @param size operations of a formula, at most */
export function formulaSuite({ size, kind = "inside" }: { readonly size: number; readonly kind?: PointKind }): Suite<FormulaAt> {
  // A third of the operations inside one another: deeper ones are mostly chains.
  const depth = Math.max(5, Math.ceil(size / 3));
  return {
    cases: casesOf(formulaAt({ size, depth, kind })),
    subject: ({ formula, at }) => ({ f: parseFormula(formula), point: at }),
    write: formulaCaseText,
  };
}

/**
 * One line of JSON as `trigrad check` reads it; -0 is kept.
 * @example
 * formulaCaseText({ formula: "1 / x", at: { x: -0 } })   // '{"formula":"1 / x","at":{"x":-0}}'
 */
export function formulaCaseText({ formula, at }: { readonly formula: string; readonly at: Point }): string {
  const text = (x: Point[string]) => (typeof x === "number" ? leafText(x) : JSON.stringify(x));
  const numbers = Object.entries(at).map(([name, x]) => `${JSON.stringify(name)}:${text(x)}`);
  return `{"formula":${JSON.stringify(formula)},"at":{${numbers.join(",")}}}`;
}
