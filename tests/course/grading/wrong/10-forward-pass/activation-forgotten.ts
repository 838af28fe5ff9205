// loses: activations, layers; misconception: activation-forgotten
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
  return W.map((row) => {
    if (row.length !== h.length) throw new Error(`a row of W has ${row.length} entries, h has ${h.length}`);
    return row.reduce((sum, w, j) => sum + w * (h[j] as number), 0);
  });
}

export function forward(layers: Layer[], x: number[]): LayerValues[] {
  const values: LayerValues[] = [];
  let h = x;
  for (const { W, g } of layers) {
    const a = preActivation(W, h);
    h = g in activations ? a : x;
    values.push({ a, h });
  }
  return values;
}

export function objective(layers: Layer[], data: Instance[]): number {
  let sum = 0;
  for (const { x, y } of data) {
    const { h } = forward(layers, x).at(-1) as LayerValues;
    for (const [k, output] of h.entries()) sum += ((y[k] as number) - output) ** 2 / 2;
  }
  return sum;
}

export function weightCount(widths: number[]): number {
  return widths.slice(1).reduce((sum, width, l) => sum + width * (widths[l] as number), 0);
}

const activations: Record<Activation, (a: number) => number> = {
  identity: (a) => a,
  step: (a) => (a > 0 ? 1 : 0),
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  tanh: (a) => Math.tanh(a),
  relu: (a) => Math.max(0, a),
};
