// Each value is divided by the run before the difference is taken; the run is measured between the points that were really used.

export function forwardDifference(f: (t: number) => number, x: number, h: number): number {
  const right = x + h;
  const run = right - x;
  return f(right) / run - f(x) / run;
}

export function centralDifference(f: (t: number) => number, x: number, h: number): number {
  const [left, right] = [x - h, x + h];
  const run = right - left;
  return f(right) / run - f(left) / run;
}

/** A power of two, some ten times as large as the best step. */
export function stepSize(x: number): number {
  const exponent = Math.floor(Math.log2(1 + Math.abs(x)));
  return 2 ** (exponent - 15);
}
