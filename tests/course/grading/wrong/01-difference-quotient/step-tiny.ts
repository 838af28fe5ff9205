// loses: step-near-one, step-far-out; misconception: step-too-small, step-ignores-x
export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / h;
}
export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x - h)) / (2 * h);
}
export function stepSize(x: number): number {
  void x;
  return 1e-15;
}
