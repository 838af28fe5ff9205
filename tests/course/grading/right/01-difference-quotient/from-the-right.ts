// The central difference is a forward difference from x - h over twice the step to the left; the step is as small as the task allows.

export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  let rise = -f(x);
  rise += f(x + h);
  return rise * (1 / h);
}

export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  return forwardDifference(f, x + h, -(h + h));
}

export function stepSize(x: number): number {
  return Math.max(1e-6, 1e-6 * Math.abs(x));
}
