// What can be wrong with a formula, and how to show the place.

export type FormulaErrorKind = "syntax" | "unknown-name" | "missing-value" | "not-scalar" | "unsupported" | "too-large" | "bad-value";

export interface Place {
  /** the formula as it was typed */
  readonly text?: string | undefined;
  /** index in `text`, counted from 0 */
  readonly position?: number | undefined;
  /** what to write instead */
  readonly suggestion?: string | undefined;
}

/** A formula, or a value for it, that cannot be used. The message says what was wrong and what to do. */
export class FormulaError extends Error {
  override readonly name = "FormulaError";
  readonly kind: FormulaErrorKind;
  readonly text: string;
  readonly position: number | undefined;
  readonly suggestion: string | undefined;

  constructor(kind: FormulaErrorKind, message: string, place: Place = {}) {
    super(message);
    this.kind = kind;
    this.text = place.text ?? "";
    this.position = place.position;
    this.suggestion = place.suggestion;
  }
}

const shown = 60;

/**
 * The message, and below it the formula with a caret under the place. Of a long formula only the surroundings are shown.
 * @example
 * explain(new FormulaError("syntax", "Something is missing.", { text: "x + ", position: 4 }))   // "Something is missing.\n  x + \n      ^"
 */
export function explain(error: FormulaError): string {
  const { position, text } = error;
  if (position === undefined || text === "") return error.message;
  const start = position > shown ? position - shown / 2 : 0;
  const end = Math.min(text.length, start + 2 * shown);
  const [before, after] = [start > 0 ? "..." : "", end < text.length ? "..." : ""];
  // A line break or an invisible character in the formula would move the caret away from its place.
  const line = text.slice(start, end).replace(/[\p{C}\p{Z}]/gu, (c) => " ".repeat(c.length));
  const caret = " ".repeat(before.length + Math.min(position, text.length) - start);
  return `${error.message}\n  ${before}${line}${after}\n  ${caret}^`;
}
