// Is a claimed number wrong, or is it its own rounding? Rounding goes up and down from point to point; a mistake stays.

import type { ClaimedEntry } from "./claimed.js";

export type EntryVerdict =
  | { readonly kind: "right"; readonly rounding: number }
  | { readonly kind: "wrong" }
  /** too few points nearby could be judged to tell a mistake from rounding */
  | { readonly kind: "unclear" };

/** A hand-written derivative rounds in another order than ours: its error may be a few times the bound. */
const otherOrder = 4;

/** A mistake is larger than what a few dozen roundings of the claim's own precision can do. */
const fewRoundings = 64;

/** Of eleven signs of pure rounding all but one agree once in about a hundred; that all of them do, and in size too, is far rarer. */
const leastNeighbours = 6;

/**
 * @param nearby the same entry at other points around: distances from a millionth to a tenth
 */
export function judgeEntry(entry: ClaimedEntry, nearby: () => readonly ClaimedEntry[]): EntryVerdict {
  const { claimed, trusted } = entry;
  if (!Number.isFinite(claimed)) return { kind: "wrong" };
  const difference = claimed - trusted.value;
  if (Math.abs(difference) <= otherOrder * trusted.bound + smallest) return { kind: "right", rounding: 0 };
  const least = fewRoundings * 2 ** -53;
  if (Math.abs(difference) <= least * Math.abs(trusted.value)) return { kind: "right", rounding: Math.abs(difference / trusted.value) };
  const around = nearby();
  const all = [entry, ...around];
  const scale = Math.max(...all.map((one) => Math.abs(one.trusted.value)));
  const rounding = Math.abs(difference) / Math.max(scale, Number.MIN_VALUE);
  if (rounding <= fewRoundings * precisionOf(all)) return { kind: "right", rounding };
  // So far off that no rounding could do it.
  if (rounding > 1e-2 && Math.abs(difference) > 1e3 * trusted.bound && around.length === 0) return { kind: "wrong" };
  if (around.length < leastNeighbours) return { kind: "unclear" };
  // Rounding does not strike one point alone: what is far off here and a thousand times better all around is a special case.
  const isAlone = around.every((one) => Math.abs(one.claimed - one.trusted.value) <= Math.abs(difference) / 1000);
  if (isAlone && rounding > 1e-6) return { kind: "wrong" };
  const alike = around.filter((one) => {
    const other = one.claimed - one.trusted.value;
    const isClear = Math.abs(other) > one.trusted.bound;
    return Number.isNaN(other) || (isClear && Math.sign(other) === Math.sign(difference) && Math.abs(other) > Math.abs(difference) / 8);
  });
  return alike.length >= around.length - 1 ? { kind: "wrong" } : { kind: "right", rounding };
}

/** Derivatives below this are rounding of denormal numbers. */
const smallest = 2 ** -1000;

/** Claims that are float32 numbers everywhere were computed in float32. */
function precisionOf(entries: readonly ClaimedEntry[]): number {
  const isSingle =
    entries.length > 3 &&
    entries.every(({ claimed }) => Math.fround(claimed) === claimed) &&
    entries.some(({ claimed }) => !isShort(claimed));
  return isSingle ? 2 ** -24 : 2 ** -53;
}

/** Numbers such as 0, 2 or 0.75 are float32 numbers by chance. */
const isShort = (x: number) => Number.isSafeInteger(x * 1024);
