// Fair races: each contestant runs at every learning rate of a grid with the same seeds, and is judged at its best one.

import { median } from "./statistics.js";

/** One training run. */
export interface Attempt {
  readonly rate: number;
  readonly seed: number;
  /** what it took to reach the goal; null where it was not reached within the limit */
  readonly cost: number | null;
}

export interface Champion<A extends Attempt> {
  readonly rate: number;
  /** at that rate, one for each seed */
  readonly attempts: readonly A[];
  /** median of the costs, a goal not reached counting as more than any number; null where that is the median */
  readonly median: number | null;
  /** the rate is the smallest or largest of several tried, so that one beyond the grid may be better still */
  readonly atEdge: boolean;
}

/**
 * The learning rate with the smallest median cost; of equal ones that which reached the goal most often, then came nearest to it, then
 * the smallest.
 * @param distance from the goal at the end of an attempt, such as its loss
 * @throws {RangeError} for no attempts
 * @example
 * const attempts = [{ rate: 0.1, seed: 1, cost: 9 }, { rate: 1, seed: 1, cost: 4 }, { rate: 10, seed: 1, cost: null }];
 * atBestRate(attempts).rate   // 1
 */
export function atBestRate<A extends Attempt>(attempts: readonly A[], distance: (attempt: A) => number = () => 0): Champion<A> {
  const rates = [...new Set(attempts.map(({ rate }) => rate))].toSorted((a, b) => a - b);
  const ranked = rates
    .map((rate) => attempts.filter((each) => each.rate === rate))
    .map((own) => ({
      own,
      median: median(own.map(costOf)),
      reached: own.filter(({ cost }) => cost !== null).length,
      distance: median(own.map((each) => numberOrFar(distance(each)))),
    }))
    .toSorted((a, b) => compare(a.median, b.median) || b.reached - a.reached || compare(a.distance, b.distance));
  const best = ranked[0];
  if (best === undefined) throw new RangeError("a race takes at least one attempt.");
  const rate = (best.own[0] as A).rate;
  const atEdge = rates.length > 1 && (rate === rates[0] || rate === rates.at(-1));
  return { rate, attempts: best.own, median: Number.isFinite(best.median) ? best.median : null, atEdge };
}

/** An attempt that never arrived costs more than any that did. */
export function costOf({ cost }: Pick<Attempt, "cost">): number {
  return cost ?? Number.POSITIVE_INFINITY;
}

/** A run that diverged is as far from the goal as can be. */
function numberOrFar(distance: number): number {
  return Number.isFinite(distance) ? distance : Number.POSITIVE_INFINITY;
}

/** Infinity minus Infinity is NaN, which no sort takes. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * For each seed: did the first of two spend less than the second? Never where neither arrived.
 * @example
 * spentLess([{ rate: 1, seed: 7, cost: 4 }], [{ rate: 3, seed: 7, cost: null }])   // [true]
 */
export function spentLess(first: readonly Attempt[], second: readonly Attempt[]): readonly boolean[] {
  return first.map((attempt) => {
    const other = second.find(({ seed }) => seed === attempt.seed);
    return other !== undefined && costOf(attempt) < costOf(other);
  });
}

/**
 * @example
 * costText({ cost: null })   // "never"
 */
export function costText({ cost }: Pick<Attempt, "cost">): string {
  return cost === null ? "never" : String(cost);
}

/**
 * The best learning rate, and a remark where the grid may have been too short.
 * @example
 * rateText({ rate: 30, atEdge: true })   // "30 (end)"
 */
export function rateText({ rate, atEdge }: Pick<Champion<Attempt>, "rate" | "atEdge">): string {
  return `${rate}${atEdge ? " (end)" : ""}`;
}

/** Explains the remark of `rateText` in the title of a table. */
export const edgeNote = "rate marked (end): the grid goes no further";
