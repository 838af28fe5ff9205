// The slope is called twice; the sine of the sum and its slope are written with the addition theorems.

export function addRule(delta: number, x: number, y: number): [number, number] {
  return [(x + y + 1 - (x + y)) * delta, delta];
}

export function multiplyRule(delta: number, x: number, y: number): [number, number] {
  return [y, x].map((other) => other * delta) as [number, number];
}

export function functionRule(delta: number, x: number, slope: (t: number) => number): number {
  return (delta * (slope(x) + slope(x))) / 2;
}

export function branchRule(deltas: number[]): number {
  const [first, ...others] = deltas;
  return first === undefined ? 0 : first + branchRule(others);
}

export function gradient(x: number, y: number): { x: number; y: number } {
  const sine = Math.sin(x) * Math.cos(y) + Math.cos(x) * Math.sin(y);
  const cosine = Math.cos(x) * Math.cos(y) - Math.sin(x) * Math.sin(y);
  const [direct, ofSine] = multiplyRule(1, x, sine);
  const ofSum = functionRule(ofSine, x + y, () => cosine);
  const [ofX, ofY] = addRule(ofSum, x, y);
  return { y: ofY, x: branchRule([direct, ofX]) };
}
