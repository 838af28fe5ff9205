// The host's side of the guard's JSON: checks' values to text and back.

import { type Argument, Callback, type Plain, type PlainRecord } from "../plain.js";

/**
 * JSON in which strings carry a letter: s a string, n a number that JSON lacks, u undefined, f a function by its number.
 * @param functions where callbacks are put, the number of each is its place
 * @example
 * encodeArguments([1, -0, "a", { x: Number.NaN }], [])   // "[1,\"n-0\",\"sa\",{\"x\":\"nNaN\"}]"
 */
export function encodeArguments(value: Argument, functions: Callback[]): string {
  const encode = (part: Argument): unknown => {
    if (part === undefined) return "u";
    if (typeof part === "string") return `s${part}`;
    if (typeof part === "number") return Object.is(part, -0) ? "n-0" : Number.isFinite(part) ? part : `n${part}`;
    if (part instanceof Callback) return `f${functions.push(part) - 1}`;
    if (Array.isArray(part)) return part.map(encode);
    if (typeof part === "object" && part !== null)
      return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, encode(one)]));
    return part;
  };
  return JSON.stringify(encode(value));
}

/**
 * What the guard wrote, as a value.
 * @throws {SyntaxError} when it is no such JSON, which a guard never writes
 * @example
 * decodePlain("[1,\"n-0\",\"sa\",{\"x\":\"nNaN\"}]")   // [1, -0, "a", { x: NaN }]
 */
export function decodePlain(json: string): Plain {
  return revive(JSON.parse(json));
}

/** The same for JSON that is parsed already. */
export function revive(json: unknown): Plain {
  if (typeof json === "string") return json[0] === "s" ? json.slice(1) : json[0] === "n" ? Number(json.slice(1)) : undefined;
  if (Array.isArray(json)) return json.map(revive);
  if (typeof json !== "object" || json === null) return json as null | boolean | number;
  // Without a prototype, and defined: a name such as __proto__ is a name like any other.
  const record = Object.create(null) as PlainRecord;
  for (const [name, part] of Object.entries(json))
    Object.defineProperty(record, name, { value: revive(part), enumerable: true, configurable: true, writable: true });
  return record;
}
