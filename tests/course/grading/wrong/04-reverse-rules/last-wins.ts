// loses: branch; misconception: overwritten
/** z = x + y: what x and y receive. */
export function addRule(delta: number, _x: number, _y: number): [number, number] {
  return [delta, delta];
}

/** z = x * y: what x and y receive. */
export function multiplyRule(delta: number, x: number, y: number): [number, number] {
  return [y * delta, x * delta];
}

/** z = f(x): what x receives. `slope` is the derivative of f, a function. */
export function functionRule(delta: number, x: number, slope: (t: number) => number): number {
  return slope(x) * delta;
}

/** x goes to several places, and from each of them a delta comes back: what x receives. */
export function branchRule(deltas: number[]): number {
  return deltas.at(-1) ?? 0;
}

/** The gradient of f(x, y) = x * sin(x + y) by a backward pass with the four rules. */
export function gradient(x: number, y: number): { x: number; y: number } {
  const s = x + y;
  const [direct, ofSine] = multiplyRule(1, x, Math.sin(s));
  const [throughSum, ofY] = addRule(functionRule(ofSine, s, Math.cos), x, y);
  return { x: branchRule([direct, throughSum]), y: ofY };
}
