// Where 0 arrives nothing is worked out, not even the slope; the cosine is a sine of another argument.

export function addRule(delta: number, _x: number, _y: number): [number, number] {
  return delta === 0 ? [0, 0] : [delta, delta];
}

export function multiplyRule(delta: number, x: number, y: number): [number, number] {
  if (delta === 0) return [0, 0];
  return [delta * y, delta * x];
}

export function functionRule(delta: number, x: number, slope: (t: number) => number): number {
  return delta === 0 ? 0 : delta * slope(x);
}

export function branchRule(deltas: number[]): number {
  let sum = 0;
  for (let i = deltas.length - 1; i >= 0; i--) sum += deltas[i] ?? 0;
  return sum;
}

export function gradient(x: number, y: number): { x: number; y: number } {
  const s = x + y;
  const [toX, toT] = multiplyRule(1, x, Math.sin(s));
  const toS = functionRule(toT, s, (t) => Math.sin(t + Math.PI / 2));
  const [alsoToX, toY] = addRule(toS, x, y);
  return { x: branchRule([alsoToX, toX]), y: toY };
}
