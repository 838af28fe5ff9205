// The verdict on several methods at one point.

import type { Verdict } from "./comparison.js";

/** One component of a gradient as one method computed it. */
export interface Claim {
  readonly method: string;
  readonly value: number;
  readonly bound: number;
}

/** From value - bound to value + bound. */
type Interval = Pick<Claim, "value" | "bound">;

export interface ComponentVerdict {
  readonly verdict: Extract<Verdict, "agree" | "disagree" | "inconclusive">;
  /** the two sides that cannot both be right */
  readonly clash?: readonly [Claim, Claim];
}

/**
 * Two methods agree when their intervals meet: |a - b| <= E_a + E_b. A method without a finite value and bound decides nothing.
 * @param reference exact up to far more digits than a double, and up to `error`; it stands against every method
 */
export function judgeComponent(claims: readonly Claim[], reference: number | undefined, error = 0): ComponentVerdict {
  const decisive = claims.filter(({ value, bound }) => Number.isFinite(value) && Number.isFinite(bound));
  const sides = reference === undefined || !Number.isFinite(reference) ? decisive : [...decisive, referenceClaim(reference, error)];
  for (let i = 0; i < sides.length; i++) {
    for (let j = i + 1; j < sides.length; j++) {
      const [a, b] = [sides[i] as Claim, sides[j] as Claim];
      if (!intervalsMeet(a, b)) return { verdict: "disagree", clash: [a, b] };
    }
  }
  return { verdict: sides.length > 1 ? "agree" : "inconclusive" };
}

export function intervalsMeet(a: Interval, b: Interval): boolean {
  return Math.abs(a.value - b.value) <= a.bound + b.bound;
}

/** The reference rounded to the nearest double is off by half a unit in its last place. */
export function referenceClaim(value: number, error = 0): Claim {
  return { method: "reference", value, bound: 2 ** -53 * Math.abs(value) + Number.MIN_VALUE + error };
}
