// What a check of somebody's derivative says, as plain data.

import type { Nested } from "../../core/graph/tensor.js";

/** One number of a derivative, as it was claimed and as it is. */
export interface CheckedEntry {
  /** x, w[2], or "x, y[1]" for a second derivative */
  readonly component: string;
  readonly claimed: number;
  readonly expected: number;
  /** |error| of what is expected is at most this */
  readonly bound: number;
}

/** One number of a derivative that is wrong, and the evidence against it. */
export interface Counterexample extends CheckedEntry {
  /** the smallest point found at which it is wrong */
  readonly at: Readonly<Record<string, Nested>>;
  /** for jvp the tangent, for vjp the adjoint that was drawn */
  readonly direction?: unknown;
  /** who says so, and why that is to be trusted */
  readonly trusted: string;
  /** what the numbers look like: a sign, a factor, another component */
  readonly looksLike?: string;
  /** the operation of the traced program from which on the claim and the truth part, going backwards from the result */
  readonly node?: string;
  /** all numbers of the derivative at this point, right ones too */
  readonly entries: readonly CheckedEntry[];
}

export interface CheckReport {
  /**
   * right: no sample contradicts it; wrong: see the counterexample; undecided: too few points could be judged, see `skipped`;
   * invalid: the function or the claim is not one (random, changes its arguments, another shape, no number)
   */
  readonly verdict: "right" | "wrong" | "undecided" | "invalid";
  readonly message: string;
  /** points that were judged */
  readonly samples: number;
  /** points that could not be judged, by reason */
  readonly skipped: Readonly<Record<string, number>>;
  /** the largest difference that turned out to be rounding of the claim's own, relative to the derivative; 0 where there was none */
  readonly roundingSeen: number;
  readonly randomSeed: number;
  readonly counterexample?: Counterexample;
}
