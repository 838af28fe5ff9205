// The error writes sizes as 2x3; sums run from the end; sigmoid and tanh trace back to each other.

export type Activation = "identity" | "step" | "sigmoid" | "tanh" | "relu";
export interface Layer {
  W: number[][];
  g: Activation;
}
export interface LayerValues {
  a: number[];
  h: number[];
}
export interface Instance {
  x: number[];
  y: number[];
}

export function preActivation(W: number[][], h: number[]): number[] {
  const ragged = W.find((row) => row.length !== h.length);
  if (ragged !== undefined) throw new RangeError(`a row of W is 1x${ragged.length}, h is ${h.length}x1`);
  return W.map((row) => row.reduceRight((sum, w, j) => sum + (h[j] ?? 0) * w, 0));
}

const activation: Record<Activation, (a: number) => number> = {
  identity: (a) => a,
  step: (a) => +(a > 0),
  sigmoid: (a) => (1 + Math.tanh(a / 2)) / 2,
  tanh: (a) => 1 - 2 / (1 + Math.exp(2 * a)),
  relu: (a) => a * +(a > 0),
};

export function forward(layers: Layer[], x: number[]): LayerValues[] {
  const [first, ...others] = layers;
  if (first === undefined) return [];
  const a = preActivation(first.W, x);
  const h = a.map(activation[first.g]);
  return [{ h, a }, ...forward(others, h)];
}

export function objective(layers: Layer[], data: Instance[]): number {
  return data
    .map(({ x, y }) => {
      const output = forward(layers, x).at(-1)?.h ?? x;
      return output.map((h, k) => 0.5 * (h - (y[k] ?? 0)) ** 2).reduce((sum, one) => sum + one, 0);
    })
    .reduceRight((sum, one) => sum + one, 0);
}

export function weightCount(widths: number[]): number {
  let count = 0;
  for (let l = widths.length - 1; l > 0; l--) count += (widths[l] ?? 0) * (widths[l - 1] ?? 0);
  return count;
}
