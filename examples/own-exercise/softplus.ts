// Exercise 21: softplus and its derivative.

/** log(1 + exp(x)) */
export function softplus(x: number): number {
  throw new Error("not yet written: softplus");
}

/** The derivative of softplus at x. */
export function softplusSlope(x: number): number {
  throw new Error("not yet written: softplusSlope");
}
