// A mistake in a formula, shown with a caret under its place.

import type { CaseError } from "../../verify/compare/record.js";

/** Longer formulas are shown from a little before the mistake. */
const shown = 70;

export function errorText(formula: string, { message, position }: CaseError): Error {
  if (position === undefined) return new Error(message);
  const start = formula.length <= shown ? 0 : Math.max(0, position - 30);
  const excerpt = formula.slice(start, start + shown).replace(/\s/gu, " ");
  return new Error(`${message}\n\n  ${excerpt}\n  ${" ".repeat(position - start)}^`);
}
