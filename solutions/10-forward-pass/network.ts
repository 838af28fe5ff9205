// Exercise 10: the forward pass of a multi-layer perceptron in the lecture's notation.

export type Activation = "identity" | "step" | "sigmoid" | "tanh" | "relu";

/** W has a row for each neuron of the layer and a column for each neuron before it; g is applied to every entry. */
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

/** a = W h. Throws an error that names both sizes when a row of W has not as many entries as h. */
export function preActivation(W: number[][], h: number[]): number[] {
  return W.map((row) => {
    if (row.length !== h.length) throw new Error(`a row of W has ${row.length} entries, h has ${h.length}`);
    return row.reduce((sum, w, j) => sum + w * (h[j] as number), 0);
  });
}

/** a and h of the layers l = 1, ..., L, where h of the layer 0 is x. */
export function forward(layers: Layer[], x: number[]): LayerValues[] {
  const values: LayerValues[] = [];
  let h = x;
  for (const { W, g } of layers) {
    const a = preActivation(W, h);
    h = a.map((entry) => activations[g](entry));
    values.push({ a, h });
  }
  return values;
}

/** The sum over all instances of 1/2 ||y - h^(L)||^2. */
export function objective(layers: Layer[], data: Instance[]): number {
  let sum = 0;
  for (const { x, y } of data) {
    const { h } = forward(layers, x).at(-1) as LayerValues;
    for (const [k, output] of h.entries()) sum += ((y[k] as number) - output) ** 2 / 2;
  }
  return sum;
}

/** The number of weights of a network whose layers 0, ..., L have these widths. */
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
