// From counts to a word: how a claim came out, decided by the numbers of the run alone.

import type { Finding } from "./report.js";

export type Seen = Finding["seen"];

/**
 * Held in every case tried: seen; in none: not seen; otherwise it depends.
 * @throws {RangeError} for no case
 * @example
 * seenIn([true, true])   // "seen here"
 * seenIn([true, false])   // "depends"
 */
export function seenIn(cases: readonly boolean[]): Seen {
  if (cases.length === 0) throw new RangeError("a claim is judged by at least one case.");
  if (cases.every((held) => held)) return "seen here";
  return cases.some((held) => held) ? "depends" : "not seen here";
}

/**
 * A claim of several parts: seen when all are, not seen when none is, otherwise it depends.
 * @example
 * together(["seen here", "not seen here"])   // "depends"
 */
export function together(parts: readonly Seen[]): Seen {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError("a claim has at least one part.");
  return rest.every((part) => part === first) ? first : "depends";
}
