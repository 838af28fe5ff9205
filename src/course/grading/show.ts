// Values as a reader of a report sees them: TypeScript on one line, cut where it grows long.

import { type Argument, Callback } from "./plain.js";

/**
 * @example
 * show({ order: ["x", "z"], adjoint: -0 })   // "{ order: [\"x\", \"z\"], adjoint: -0 }"
 */
export function show(value: Argument, length = 160): string {
  const text = write(value);
  return text.length <= length ? text : `${text.slice(0, length)} ...`;
}

function write(value: Argument): string {
  if (typeof value === "string") return JSON.stringify(oneLine(value));
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Callback) return value.name;
  // A reader sees the beginning only.
  if (Array.isArray(value)) return `[${value.slice(0, 100).map(write).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).slice(0, 100);
  const parts = entries.map(
    ([name, part]) => `${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(oneLine(name))}: ${write(part)}`,
  );
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/**
 * A call as the student would write it, with the functions that were handed in.
 * @example
 * import { numberFunction } from "./plain.js";
 * showCall("slope", [numberFunction("f(t) = t^2", (t) => t * t), 3])   // "slope(f, 3) with f(t) = t^2"
 */
export function showCall(name: string, args: readonly Argument[]): string {
  const functions = args.filter((arg) => arg instanceof Callback).map(({ text }) => text);
  const given = functions.length === 0 ? "" : ` with ${functions.join(", ")}`;
  return `${name}(${args.map((arg) => show(arg)).join(", ")})${given}`;
}

/** What a student's program says is shown on a terminal: one line, no control characters, not endless. */
export function oneLine(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  return clean.length > 300 ? `${clean.slice(0, 300)} ...` : clean;
}
