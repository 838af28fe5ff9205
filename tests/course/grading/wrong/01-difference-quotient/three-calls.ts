// loses: two-calls; misconception: too-many-calls
export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / h;
}
export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  const middle = f(x);
  return ((f(x + h) - middle) / h + (middle - f(x - h)) / h) / 2;
}
export function stepSize(x: number): number {
  return Math.cbrt(2 ** -53) * Math.max(1, Math.abs(x));
}
