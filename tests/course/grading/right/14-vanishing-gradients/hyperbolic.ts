// Slopes by cosh, the sigmoid by tanh, sums from the last entry to the first, norms by hypot, and every entry of a gradient squared by itself.

export type Activation = "identity" | "relu" | "sigmoid" | "tanh";

export interface Layer {
  W: number[][];
  g: Activation;
}

const value: Record<Activation, (a: number) => number> = {
  identity: (a) => a,
  relu: (a) => (a + Math.abs(a)) / 2,
  sigmoid: (a) => (1 + Math.tanh(a / 2)) / 2,
  tanh: (a) => Math.sign(a) * (1 - 2 / (1 + Math.exp(2 * Math.abs(a)))),
};

const slope: Record<Activation, (a: number) => number> = {
  identity: () => 1,
  relu: (a) => Number(a > 0),
  sigmoid: (a) => 1 / (2 + 2 * Math.cosh(a)),
  tanh: (a) => 1 / Math.cosh(a) ** 2,
};

interface Sweep {
  gradient: number[];
  arriving: number;
  passed: number;
  a: number[];
}

function sweep(layers: Layer[], before: number[], y: number[]): { sweeps: Sweep[]; back: number[] } {
  const [layer, ...others] = layers;
  if (layer === undefined) return { sweeps: [], back: before.map((entry, k) => entry - (y[k] ?? 0)) };
  const { W, g } = layer;
  const a = W.map((row) => row.reduceRight((sum, w, j) => sum + w * (before[j] ?? 0), 0));
  const { sweeps, back } = sweep(others, a.map(value[g]), y);
  const adjoint = a.map((entry, i) => (back[i] ?? 0) * slope[g](entry));
  const gradient = adjoint.flatMap((entry) => before.map((h) => entry * h));
  const here = { gradient, arriving: Math.hypot(...back), passed: Math.hypot(...adjoint), a };
  return {
    sweeps: [here, ...sweeps],
    back: before.map((_, j) => W.reduceRight((sum, row, i) => sum + (row[j] ?? 0) * (adjoint[i] ?? 0), 0)),
  };
}

export function gradientNorms(layers: Layer[], x: number[], y: number[]): number[] {
  return sweep(layers, x, y).sweeps.map(({ gradient }) => Math.hypot(...gradient));
}

export function shares(layers: Layer[], x: number[], y: number[]): number[] {
  return sweep(layers, x, y).sweeps.map(({ arriving, passed }) => (arriving > 0 ? passed / arriving : 0));
}

export function stoppedLayer(layers: Layer[], x: number[], y: number[]): number {
  let best = 0;
  const all = shares(layers, x, y);
  all.forEach((share, l) => {
    if (share <= (all[best] ?? 0)) best = l;
  });
  return best + 1;
}

export function repair(layers: Layer[], x: number[], y: number[]): Layer[] {
  const stopped = stoppedLayer(layers, x, y);
  const factor = 1 / Math.max(...(sweep(layers, x, y).sweeps[stopped - 1]?.a ?? []).map(Math.abs));
  return layers.map((layer, l) => (l === stopped - 1 ? { ...layer, W: layer.W.map((row) => row.map((w) => factor * w)) } : layer));
}
