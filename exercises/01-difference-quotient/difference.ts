// Exercise 01: forward and central difference, and a step that is neither too large nor too small.

/** Slope of the chord of f from x to x + h. */
export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  throw new Error("not yet written: forwardDifference");
}

/** Slope of the chord of f from x - h to x + h. */
export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  throw new Error("not yet written: centralDifference");
}

/** A good step h for centralDifference at x. */
export function stepSize(x: number): number {
  throw new Error("not yet written: stepSize");
}
