// loses: forward-difference, two-calls; misconception: -
export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  const slope = (f(x + h) - f(x)) / h;
  return undefined as unknown as typeof slope;
}
export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x - h)) / (2 * h);
}
export function stepSize(x: number): number {
  return Math.cbrt(2 ** -53) * Math.max(1, Math.abs(x));
}
