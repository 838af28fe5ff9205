// Exercise 12: a check of gradients that knows how exact it is itself.

/** A derivative, and how far it may be off. */
export interface Estimate {
  value: number;
  error: number;
}

export type Verdict = "agrees" | "disagrees" | "inconclusive";

/** The derivative of f at t by differences, with an error that covers truncation and rounding. */
export function estimateDerivative(f: (t: number) => number, t: number): Estimate {
  const u = 2 ** -53;
  const h = 2 ** -16;
  const [left, right] = [f(t - h / 2), f(t + h / 2)];
  const narrow = (right - left) / h;
  const wide = (f(t + h) - f(t - h)) / (2 * h);
  // Truncation falls with the square of the step: three quarters of the wide one's are in the difference, one quarter is in the narrow one.
  const truncation = Math.abs(wide - narrow);
  const rounding = (2 * u * (Math.abs(left) + Math.abs(right))) / h;
  return { value: narrow, error: truncation + rounding };
}

/** For each entry of a gradient that somebody claims f to have at x: is it right? */
export function checkGradient(f: (x: number[]) => number, x: number[], gradient: number[]): Verdict[] {
  return gradient.map((claimed, i) => {
    const { value, error } = estimateDerivative((t) => f(x.with(i, t)), x[i] as number);
    if (!Number.isFinite(error)) return "inconclusive";
    return Math.abs(claimed - value) <= error ? "agrees" : "disagrees";
  });
}
