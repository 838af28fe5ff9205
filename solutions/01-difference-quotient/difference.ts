// Exercise 01: forward and central difference, and a step that is neither too large nor too small.

/** Slope of the chord of f from x to x + h. */
export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / h;
}

/** Slope of the chord of f from x - h to x + h. */
export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x - h)) / (2 * h);
}

/** A good step h for centralDifference at x: truncation h^2 and rounding u/h are equal where h is the cube root of u. */
export function stepSize(x: number): number {
  const u = 2 ** -53;
  return Math.cbrt(u) * Math.max(1, Math.abs(x));
}
