// A point as text, in the terminal and in an address: x=-2,y=5,w=[1,1,-1.5], or x:-2,y:5.

import type { Nested, Point } from "../core/graph/tensor.js";

/** A point that cannot be read; the message says what to write. */
export class PointTextError extends Error {
  override readonly name = "PointTextError";
}

/**
 * Reads the point. Values without names belong to the names in their order: `-2,5,-4`.
 * @throws {PointTextError} for anything but numbers, vectors and matrices of numbers
 * @example
 * parsePoint("x=-2,w=[1,2.5]", [])   // { "x": -2, "w": [1, 2.5] }
 * parsePoint("x:-2,y:5", [])   // { "x": -2, "y": 5 }
 */
export function parsePoint(text: string, names: readonly string[]): Point {
  const point: Record<string, Nested> = Object.create(null) as Record<string, Nested>;
  let position = 0;
  for (const part of splitOutsideBrackets(text)) {
    if (part.trim() === "") continue;
    const sign = part.search(/[=:]/);
    const name = sign < 0 ? names[position++] : part.slice(0, sign).trim();
    if (name === undefined) throw new PointTextError(`${part.trim()}: which input is this? Write name=${part.trim()}.`);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw new PointTextError(`"${name}" is no name: write x=1,y=2.`);
    if (Object.hasOwn(point, name)) throw new PointTextError(`${name} is given twice.`);
    point[name] = parseValue(name, part.slice(sign + 1).trim());
  }
  return { ...point };
}

/**
 * The point as an address holds it; numbers in full.
 * @example
 * writePoint({ x: -2, w: [1, 2.5] })   // "x:-2,w:[1,2.5]"
 */
export function writePoint(point: Point): string {
  return Object.entries(point)
    .map(([name, value]) => `${name}:${writeValue(value)}`)
    .join(",");
}

/**
 * @example
 * writeValue([1, -0])   // "[1,-0]"
 */
export function writeValue(value: Nested): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  return `[${Array.from(value, (entry: Nested) => writeValue(entry)).join(",")}]`;
}

function splitOutsideBrackets(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "[") depth++;
    else if (text[i] === "]") depth--;
    else if (text[i] === "," && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * One value: a number, a vector or a matrix of numbers.
 * @throws {PointTextError} for anything else
 * @example
 * parseValue("w", "[1, 2.5]")   // [1, 2.5]
 */
export function parseValue(name: string, text: string): Nested {
  if (number.test(text)) return finite(name, Number(text), text);
  const inner = /^\[(.*)\]$/s.exec(text)?.[1];
  if (inner === undefined) {
    throw new PointTextError(`${name}=${text}: expected a number such as -1.5 or a vector such as [1,1,-1.5].`);
  }
  const entries = splitOutsideBrackets(inner).map((entry) => entry.trim());
  if (inner.trim() === "") throw new PointTextError(`${name} is empty: a vector has at least one entry.`);
  const values = entries.map((entry) => parseValue(name, entry));
  const widths = new Set(values.map((value) => (typeof value === "number" ? 0 : (value as readonly number[]).length)));
  if (widths.size > 1 || values.some((value) => Array.isArray(value) && value.some((entry) => typeof entry !== "number"))) {
    throw new PointTextError(`${name}=${text}: expected a vector of numbers, or a matrix whose rows have one length.`);
  }
  return values as Nested;
}

function finite(name: string, value: number, text: string): number {
  if (!Number.isFinite(value)) throw new PointTextError(`${name}=${text} is too large for a double (at most 1.8e308).`);
  return value;
}
