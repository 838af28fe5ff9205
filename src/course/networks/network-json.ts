// Reading values out of JSON so that every mistake names its place: layers[2].weights[1][3].

import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { nearest } from "../../core/formula/distance.js";

/** A network file that cannot be used; the message begins with the place and says what is expected there. */
export class NetworkFileError extends Error {
  override readonly name = "NetworkFileError";
  /** a path such as layers[2].weights, or "line 3, column 14" where the text is no JSON */
  readonly place: string;

  constructor(place: string, problem: string) {
    super(place === "" ? problem : `${place}: ${problem}`);
    this.place = place;
  }

  /** The same mistake, with the name of the file before it. */
  inFile(path: string): NetworkFileError {
    const named = new NetworkFileError(this.place, "");
    named.message = `${path}: ${this.message}`;
    return named;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws {NetworkFileError} with line and column where the text is no JSON */
export function parseJson(text: string): unknown {
  if (text.trim() === "")
    throw new NetworkFileError("", "the file is empty: a network is a JSON object with layers, loss, input and target.");
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    const errors: ParseError[] = [];
    parse(text, errors);
    const [{ offset, length, error } = { offset: text.length, length: 0, error: undefined }] = errors;
    const found = text.slice(offset, offset + Math.max(length, 1)).slice(0, 30);
    const what = /^(-?nan|-?inf|[+-]?infinity)/i.test(text.slice(offset, offset + 9))
      ? `${found} is no finite number, and JSON has none such.`
      : `this is not JSON (${error === undefined ? "it ends too early" : wordsFrom(printParseErrorCode(error))}${found === "" ? "" : `, at ${JSON.stringify(found)}`}).`;
    throw new NetworkFileError(placeIn(text, offset), what);
  }
}

/** ValueExpected -> value expected */
function wordsFrom(code: string): string {
  return code.replaceAll(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}

function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return `line ${line}, column ${offset - before.lastIndexOf("\n")}`;
}

/** @param known the fields that the object may have; a near miss is named */
export function requireObject(value: unknown, place: string, known: readonly string[]): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new NetworkFileError(place, `expected an object with ${known.join(", ")}, not ${describe(value)}.`);
  }
  for (const field of Object.keys(value)) {
    const meant = known.includes(field) ? undefined : nearest(field, known);
    if (meant !== undefined && !Object.hasOwn(value, meant)) {
      throw new NetworkFileError(join(place, field), `there is no such field: did you mean ${meant}?`);
    }
  }
  return value as JsonObject;
}

export function join(place: string, field: string): string {
  return place === "" ? field : `${place}.${field}`;
}

/** @throws {NetworkFileError} for anything but a non-empty array of finite numbers */
export function vectorAt(value: unknown, place: string): readonly number[] {
  if (!Array.isArray(value)) throw new NetworkFileError(place, `expected a vector such as [0.5, -1], not ${describe(value)}.`);
  if (value.length === 0) throw new NetworkFileError(place, "expected at least one number, not an empty vector.");
  value.forEach((entry: unknown, i) => {
    finiteAt(entry, `${place}[${i}]`);
  });
  return value as readonly number[];
}

export function finiteAt(value: unknown, place: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new NetworkFileError(place, `expected a finite number, not ${describe(value)}.`);
}

/** @throws {NetworkFileError} naming the row whose length differs */
export function matrixAt(value: unknown, place: string): readonly (readonly number[])[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new NetworkFileError(place, `expected a matrix, an array of rows of numbers, not ${describe(value)}.`);
  }
  const rows = value.map((row: unknown, i) => vectorAt(row, `${place}[${i}]`));
  const width = rows[0]?.length as number;
  rows.forEach((row, i) => {
    if (row.length !== width)
      throw new NetworkFileError(`${place}[${i}]`, `this row has ${count(row.length)}, and the first one ${width}.`);
  });
  return rows;
}

export function count(entries: number): string {
  return entries === 1 ? "1 entry" : `${entries} entries`;
}

export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  return typeof value === "object" ? "an object" : value === Number.POSITIVE_INFINITY ? "a number too large for a double" : String(value);
}
