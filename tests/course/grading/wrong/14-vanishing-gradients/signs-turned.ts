// loses: repair-one-layer; misconception: no-single-factor
export type Activation = "identity" | "relu" | "sigmoid" | "tanh";

export interface Layer {
  W: number[][];
  g: Activation;
}

export function gradientNorms(layers: Layer[], x: number[], y: number[]): number[] {
  return sweep(layers, x, y).map(({ before, adjoint }) => norm(adjoint) * norm(before));
}

export function shares(layers: Layer[], x: number[], y: number[]): number[] {
  return sweep(layers, x, y).map(({ arriving, adjoint }) => (norm(arriving) === 0 ? 0 : norm(adjoint) / norm(arriving)));
}

export function stoppedLayer(layers: Layer[], x: number[], y: number[]): number {
  const all = shares(layers, x, y);
  return all.lastIndexOf(Math.min(...all)) + 1;
}

export function repair(layers: Layer[], x: number[], y: number[]): Layer[] {
  const stopped = stoppedLayer(layers, x, y);
  const { a } = sweep(layers, x, y)[stopped - 1] as LayerSweep;
  const largest = Math.max(...a.map(Math.abs));
  return layers.map(({ W, g }, i) => ({ W: i + 1 === stopped ? W.map((row) => row.map((w) => -w / largest)) : W, g }));
}

interface LayerSweep {
  before: number[];
  a: number[];
  arriving: number[];
  adjoint: number[];
}

function sweep(layers: Layer[], x: number[], y: number[]): LayerSweep[] {
  const seen: { before: number[]; a: number[] }[] = [];
  let h = x;
  for (const { W, g } of layers) {
    const a = W.map((row) => dot(row, h));
    seen.push({ before: h, a });
    h = a.map((entry) => value(g, entry));
  }
  let arriving = h.map((entry, k) => entry - (y[k] as number));
  const sweeps: LayerSweep[] = [];
  for (const [l, { W, g }] of [...layers.entries()].reverse()) {
    const { before, a } = seen[l] as { before: number[]; a: number[] };
    const adjoint = a.map((entry, i) => slope(g, entry) * (arriving[i] as number));
    sweeps.unshift({ before, a, arriving, adjoint });
    const column = (j: number) => W.map((row) => row[j] as number);
    arriving = before.map((_, j) => dot(column(j), adjoint));
  }
  return sweeps;
}

function value(g: Activation, a: number): number {
  switch (g) {
    case "identity":
      return a;
    case "relu":
      return Math.max(0, a);
    case "sigmoid":
      return 1 / (1 + Math.exp(-a));
    case "tanh":
      return Math.tanh(a);
  }
}

function slope(g: Activation, a: number): number {
  const h = value(g, a);
  switch (g) {
    case "identity":
      return 1;
    case "relu":
      return a > 0 ? 1 : 0;
    case "sigmoid":
      return h * (1 - h);
    case "tanh":
      return 1 - h * h;
  }
}

function dot(left: number[], right: number[]): number {
  return left.reduce((sum, entry, i) => sum + entry * (right[i] as number), 0);
}

function norm(list: number[]): number {
  return Math.sqrt(dot(list, list));
}
