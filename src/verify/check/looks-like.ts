// What a wrong number resembles: the sentence that a good colleague would say.

import type { ClaimedEntry } from "./claimed.js";

interface Resemblance {
  readonly kind: string;
  readonly text: string;
}

/**
 * Undefined when it resembles nothing in particular, or only by chance: at -1 a square looks like a wrong sign.
 * @param looks all numbers of the claim at the point, then at points nearby
 */
export function looksLike(position: number, looks: readonly (readonly ClaimedEntry[])[]): string | undefined {
  const [here, ...nearby] = looks.map((all) => resemblance(all[position] as ClaimedEntry, all));
  if (here === undefined) return undefined;
  return here.kind === "not finite" || nearby.every((there) => there?.kind === here.kind) ? here.text : undefined;
}

function resemblance({ claimed, trusted }: ClaimedEntry, all: readonly ClaimedEntry[]): Resemblance | undefined {
  if (!Number.isFinite(claimed)) return { kind: "not finite", text: "It is no finite number." };
  const expected = trusted.value;
  const known = factors.find(([factor]) => expected !== 0 && near(claimed, factor * expected, factor * trusted.bound));
  if (known !== undefined) return { kind: `times ${known[0]}`, text: known[1] };
  if (claimed === 0) return { kind: "zero", text: "It is 0: is a term or a whole branch missing?" };
  const [ratio, size] = [claimed / expected, Math.abs(claimed / expected - 1)];
  if (size < 0.05) {
    const text = `It is off by a factor 1 ${ratio > 1 ? "+" : "-"} ${size.toExponential(1)}: is it a difference quotient, or a constant with too few digits?`;
    return { kind: "close", text };
  }
  const other = all.find((entry) => entry.trusted.value !== expected && near(claimed, entry.trusted.value, entry.trusted.bound));
  if (other === undefined) return undefined;
  const { label } = other.trusted;
  return { kind: label, text: `That is the derivative by ${label}: are two components swapped, or is a matrix transposed?` };
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

function near(claimed: number, other: number, bound: number): boolean {
  // What is a float32 number was computed in float32, and is not more exact.
  const precision = Math.fround(claimed) === claimed ? 1e-6 : 1e-9;
  return Math.abs(claimed - other) <= precision * Math.abs(other) + Math.abs(bound);
}
