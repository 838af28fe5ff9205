// loses: central-difference, central-error; misconception: forward-called-central
export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / h;
}
export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / h;
}
export function stepSize(x: number): number {
  return Math.cbrt(2 ** -53) * Math.max(1, Math.abs(x));
}
