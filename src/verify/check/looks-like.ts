// What a wrong number resembles: the sentence that a good colleague would say.

import type { ClaimedEntry } from "./claimed.js";

/** Undefined when it resembles nothing in particular. */
export function looksLike({ claimed, trusted }: ClaimedEntry, all: readonly ClaimedEntry[]): string | undefined {
  if (!Number.isFinite(claimed)) return "It is no finite number.";
  const expected = trusted.value;
  if (expected !== 0) {
    const ratio = claimed / expected;
    const known = factors.find(([factor]) => near(ratio, factor));
    if (known !== undefined) return known[1];
    if (claimed === 0) return "It is 0: is a term or a whole branch missing?";
    const size = Math.abs(ratio - 1);
    if (size < 0.05)
      return `It is off by a factor 1 ${ratio > 1 ? "+" : "-"} ${size.toExponential(1)}: is it a difference quotient, or a constant with too few digits?`;
  }
  const other = all.find(
    (entry) =>
      entry.trusted.value !== expected &&
      near(claimed, entry.trusted.value) &&
      // That a number is 0 or 1 says little, unless the other one stands here in exchange.
      (near(entry.claimed, expected) || !everyday.includes(claimed)),
  );
  return other === undefined
    ? undefined
    : `That is the derivative by ${other.trusted.label}: are two components swapped, or is a matrix transposed?`;
}

const factors: readonly (readonly [number, string])[] = [
  [-1, "The sign is wrong."],
  [2, "It is twice the derivative: is a factor 1/2 missing, or a term counted twice?"],
  [0.5, "It is half the derivative: is a factor 2 missing, or a second use of a variable not added?"],
  [-2, "It is minus twice the derivative."],
  [-0.5, "It is minus half the derivative."],
  [1 / 3, "It is a third of the derivative: is a factor 3 missing?"],
  [3, "It is three times the derivative."],
];

const everyday: readonly number[] = [-1, 0, 1];

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(b);
