// Exercise 04: the four rules of reverse mode. delta arrives from the right: it is the adjoint of the result z.

/** z = x + y: what x and y receive. */
export function addRule(delta: number, x: number, y: number): [number, number] {
  throw new Error("not yet written: addRule");
}

/** z = x * y: what x and y receive. */
export function multiplyRule(delta: number, x: number, y: number): [number, number] {
  throw new Error("not yet written: multiplyRule");
}

/** z = f(x): what x receives. `slope` is the derivative of f, a function. */
export function functionRule(delta: number, x: number, slope: (t: number) => number): number {
  throw new Error("not yet written: functionRule");
}

/** x goes to several places, and from each of them a delta comes back: what x receives. */
export function branchRule(deltas: number[]): number {
  throw new Error("not yet written: branchRule");
}

/** The gradient of f(x, y) = x * sin(x + y) by a backward pass with the four rules. */
export function gradient(x: number, y: number): { x: number; y: number } {
  throw new Error("not yet written: gradient");
}
