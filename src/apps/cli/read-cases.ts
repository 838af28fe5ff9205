// Cases from a stream: JSON lines as they come, or one JSON document.

import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export type ReadCase =
  | { readonly case: { readonly formula: string; readonly at: unknown } }
  | { readonly network: { readonly network: unknown } }
  | { readonly problem: { readonly line: number; readonly message: string } };

/** A line longer than this is no case, and must not fill the memory. */
const longestLine = 1_000_000;
/** A pretty-printed document is gathered up to this size; larger inputs must be JSON lines. */
const longestDocument = 50_000_000;

/** Every non-empty line is a case; when the first line alone is no JSON, the whole input is read as one document. */
export async function* readCases(source: Readable): AsyncGenerator<ReadCase> {
  let line = 0;
  let begun = false;
  let document: string[] | undefined;
  let firstLine = 0;
  let size = 0;
  for await (const text of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (document !== undefined) {
      size += text.length;
      if (size > longestDocument) throw new Error("The document is larger than 50 MB: write one JSON object a line instead.");
      document.push(text);
      continue;
    }
    const trimmed = text.replace(/^\uFEFF/, "").trim();
    if (trimmed === "") continue;
    if (!begun && /^\[|^\{$|^\{.*[{[,:"]$/.test(trimmed) && !isJson(trimmed)) {
      document = [trimmed];
      firstLine = line;
      continue;
    }
    begun = true;
    yield* casesOf(trimmed, line);
  }
  if (document === undefined) return;
  const text = document.join("\n");
  // JSON lines after all, with a first line that is broken: it must not take the others with it.
  const isLines = !isJson(text) && document.some((one) => one.startsWith("{") && isJson(one));
  if (!isLines) yield* casesOf(text, firstLine);
  else for (const [i, one] of document.entries()) if (one.trim() !== "") yield* casesOf(one.trim(), firstLine + i);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function* casesOf(text: string, line: number): Generator<ReadCase> {
  if (text.length > longestLine && !text.startsWith("[")) {
    yield { problem: { line, message: `the line has ${text.length} characters: at most ${longestLine} are read.` } };
    return;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    yield { problem: { line, message: `this is not JSON (${(error as Error).message}).` } };
    return;
  }
  for (const entry of Array.isArray(parsed) ? parsed : [parsed]) yield caseOf(entry, line);
}

function caseOf(entry: unknown, line: number): ReadCase {
  const fields = typeof entry === "object" && entry !== null && !Array.isArray(entry) ? (entry as Record<string, unknown>) : {};
  const { formula, network, at = {}, ...rest } = fields;
  if (typeof formula === "string") return { case: { ...rest, formula, at } };
  if (network !== undefined) return { network: { ...rest, network } };
  return { problem: { line, message: 'a case is an object with a formula: {"formula": "x^2", "at": {"x": 3}}, or with a network.' } };
}
