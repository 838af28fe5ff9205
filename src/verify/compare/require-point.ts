// Does the point fit the formula? Asked before anything is computed, so that the answer names the value to change.

import { type Formula, FormulaError } from "../../core/formula/index.js";
import type { Point } from "../../core/graph/tensor.js";

/** Names without a value are found by the formula itself. @throws {FormulaError} bad-value, or unknown-name in `wrt` */
export function requirePoint(formula: Formula, at: unknown, wrt?: readonly string[]): asserts at is Point {
  if (typeof at !== "object" || at === null || Array.isArray(at)) {
    throw new FormulaError("bad-value", 'The point must name its values: { "x": -2, "y": 5 }.', { text: formula.text });
  }
  const point = at as Record<string, unknown>;
  for (const [name, value] of Object.entries(point)) {
    const problem = problemOf(value);
    if (problem !== undefined) throw new FormulaError("bad-value", `${name} ${problem}`, { text: formula.text });
  }
  for (const name of wrt ?? []) {
    if (!Object.hasOwn(point, name)) {
      const known = Object.keys(point).join(", ");
      throw new FormulaError("unknown-name", `There is no input ${name} to differentiate by: there are ${known || "none"}.`, {
        text: formula.text,
      });
    }
  }
}

const expectation = "expected a number, a vector of numbers, or a matrix whose rows have one length.";
/** More entries than this would take minutes in the 64-digit reference. */
const mostEntries = 10_000;

function problemOf(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `is ${value}: a point has finite numbers only.`;
  if (!Array.isArray(value))
    return `is ${typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : value === null ? "null" : typeof value}: ${expectation}`;
  if (value.length === 0) return "is empty: a vector has at least one entry.";
  if (value.flat().length > mostEntries) return `has ${value.flat().length} entries: at most ${mostEntries} can be compared.`;
  const widths = new Set(value.map((row: unknown) => (Array.isArray(row) ? row.length : -1)));
  const flat: unknown[] = value.flat();
  if (widths.size > 1 || widths.has(0) || flat.some((entry) => typeof entry !== "number")) return `is not regular: ${expectation}`;
  return flat.every(Number.isFinite) ? undefined : "holds a number that is not finite.";
}
