// A student's TypeScript as JavaScript: types go, lines stay where they are.

import { transform } from "sucrase";
import { oneLine } from "./show.js";
import { pointAt, SubmissionError } from "./submission-error.js";

/**
 * Strips the types, without checking them.
 * @throws {SubmissionError} at a mistake of syntax, with line, column and a caret
 * @example
 * stripTypes("main.ts", "export const double = (x: number): number => 2 * x;")   // "export const double = (x) => 2 * x;"
 */
export function stripTypes(file: string, source: string): string {
  return transformed(file, source, ["typescript"]);
}

/**
 * A teacher's check as a CommonJS module, so that its imports can be answered one by one.
 * @throws {SubmissionError} at a mistake of syntax
 */
export function commonJs(file: string, source: string): string {
  return transformed(file, source, ["typescript", "imports"]);
}

function transformed(file: string, source: string, transforms: ("typescript" | "imports")[]): string {
  try {
    return transform(source, { transforms, disableESTransforms: true, filePath: file }).code;
  } catch (error) {
    const { loc } = error as { readonly loc?: { readonly line: number; readonly column: number } };
    throw syntaxError(file, source, plainMessage(error), loc);
  }
}

/** One message for mistakes found here and for those that only the sandbox finds, such as a name declared twice. */
export function syntaxError(
  file: string,
  source: string,
  message: string,
  place: { readonly line: number; readonly column?: number } | undefined,
): SubmissionError {
  const [name, said] = [oneLine(file), oneLine(message)];
  if (place === undefined) return new SubmissionError("syntax", `${name} is no TypeScript: ${said}.`, { file });
  const { line, column } = place;
  const where = column === undefined ? `${name}, line ${line}` : `${name}, line ${line}, column ${column}`;
  return new SubmissionError("syntax", `${where}: ${said}.\n${pointAt(source, place)}`, { file, line });
}

function plainMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const short = text.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "");
  return short === "Unexpected token"
    ? "this cannot stand here (or something before it is missing)"
    : short.replace(/^[A-Z]/, (c) => c.toLowerCase());
}
