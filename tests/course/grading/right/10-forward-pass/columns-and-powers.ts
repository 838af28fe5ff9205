// W h is a sum of columns in loops that overwrite; exponentials are powers of Math.E with negative exponents.

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
  for (const row of W) if (row.length !== h.length) throw `sizes: ${h.length} and ${row.length}`;
  const a = W.map(() => 0);
  for (let j = h.length - 1; j >= 0; j--) for (let i = 0; i < W.length; i++) a[i] = (a[i] ?? 0) + (W[i]?.[j] ?? 0) * (h[j] ?? 0);
  return a;
}

function applied(g: Activation, a: number): number {
  const t = Math.E ** -Math.abs(a);
  switch (g) {
    case "identity":
      return a;
    case "step":
      return a <= 0 ? 0 : 1;
    case "sigmoid":
      return (a < 0 ? t : 1) / (t + 1);
    case "tanh":
      return (Math.sign(a) * (1 - t * t)) / (1 + t * t);
    case "relu":
      return (Math.abs(a) + a) / 2;
  }
}

export function forward(layers: Layer[], x: number[]): LayerValues[] {
  const values: LayerValues[] = [];
  for (let l = 0; l < layers.length; l++) {
    const { W, g } = layers[l] as Layer;
    const a = preActivation(W, values[l - 1]?.h ?? x);
    // In place, on a copy.
    const h = [...a];
    for (let i = 0; i < h.length; i++) h[i] = applied(g, h[i] ?? 0);
    values[l] = { a, h };
  }
  return values;
}

export function objective(layers: Layer[], data: Instance[]): number {
  let twice = 0;
  for (const { x, y } of data) {
    const output = forward(layers, x).pop()?.h ?? [];
    y.forEach((target, k) => {
      twice += target * target - 2 * target * (output[k] ?? 0) + (output[k] ?? 0) ** 2;
    });
  }
  return twice / 2;
}

export function weightCount(widths: number[]): number {
  const [first, second, ...others] = widths;
  return first === undefined || second === undefined ? 0 : first * second + weightCount([second, ...others]);
}
