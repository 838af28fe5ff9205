// Exercise 12: a check of gradients that knows how exact it is itself.

/** A derivative, and how far it may be off. */
export interface Estimate {
  value: number;
  error: number;
}

export type Verdict = "agrees" | "disagrees" | "inconclusive";

/** The derivative of f at t by differences, with an error that covers truncation and rounding. */
export function estimateDerivative(f: (t: number) => number, t: number): Estimate {
  throw new Error("not yet written: estimateDerivative");
}

/** For each entry of a gradient that somebody claims f to have at x: is it right? */
export function checkGradient(f: (x: number[]) => number, x: number[], gradient: number[]): Verdict[] {
  throw new Error("not yet written: checkGradient");
}
