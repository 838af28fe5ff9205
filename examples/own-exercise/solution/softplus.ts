// Exercise 21: softplus and its derivative.

/** log(1 + exp(x)), with an exponential that never overflows. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The derivative of softplus at x: the sigmoid. */
export function softplusSlope(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}
