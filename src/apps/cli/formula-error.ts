// A mistake in a formula, shown with a caret under its place.

import type { CaseError } from "../../verify/compare/record.js";
import { caretLines } from "../../views/caret.js";

export function errorText(formula: string, { message, position }: CaseError): Error {
  if (position === undefined) return new Error(message);
  const [excerpt, caret] = caretLines(formula, position);
  return new Error(`${message}\n\n  ${excerpt}\n  ${caret}`);
}
