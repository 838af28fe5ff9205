// A copy of the network is changed, three times over, and given back; slopes are products of exponentials, and squares are added before a single root.

export type Activation = "identity" | "relu" | "sigmoid" | "tanh";

export interface Layer {
  W: number[][];
  g: Activation;
}

interface Neuron {
  a: number;
  h: number;
  slope: number;
  arriving: number;
  adjoint: number;
}

function neuron(g: Activation, a: number): Neuron {
  const t = Math.exp(-a);
  const t2 = Math.exp(-2 * a);
  const [h, slope] = {
    identity: [a, 1],
    relu: [Math.max(a, 0), Math.max(0, Math.sign(a))],
    sigmoid: [1 / (1 + t), t / (1 + t) ** 2],
    tanh: [2 / (1 + t2) - 1, (4 * t2) / ((1 + t2) * (1 + t2))],
  }[g] as [number, number];
  return { a, h, slope, arriving: 0, adjoint: 0 };
}

function passes(layers: Layer[], x: number[], y: number[]): Neuron[][] {
  const columns: Neuron[][] = [];
  const input = (l: number) => columns[l - 1]?.map(({ h }) => h) ?? x;
  layers.forEach(({ W, g }, l) => {
    columns.push(
      W.map((row) => {
        let a = 0;
        row.forEach((w, j) => {
          a += (input(l)[j] ?? 0) * w;
        });
        return neuron(g, a);
      }),
    );
  });
  columns.at(-1)?.forEach((last, k) => {
    last.arriving = last.h - (y[k] ?? 0);
  });
  for (let l = columns.length - 1; l >= 0; l--) {
    columns[l]?.forEach((one, i) => {
      one.adjoint = one.arriving * one.slope;
      columns[l - 1]?.forEach((below, j) => {
        below.arriving += one.adjoint * (layers[l]?.W[i]?.[j] ?? 0);
      });
    });
  }
  return columns;
}

const squares = (list: number[]) => list.reduce((sum, entry) => sum + entry ** 2, 0);

export function gradientNorms(layers: Layer[], x: number[], y: number[]): number[] {
  const columns = passes(layers, x, y);
  return columns.map((column, l) =>
    Math.sqrt(squares(column.map(({ adjoint }) => adjoint)) * squares(columns[l - 1]?.map(({ h }) => h) ?? x)),
  );
}

export function shares(layers: Layer[], x: number[], y: number[]): number[] {
  return passes(layers, x, y).map((column) => {
    const arriving = squares(column.map((one) => one.arriving));
    return arriving === 0 ? 0 : Math.sqrt(squares(column.map(({ adjoint }) => adjoint)) / arriving);
  });
}

export function stoppedLayer(layers: Layer[], x: number[], y: number[]): number {
  const numbered = shares(layers, x, y).map((share, l) => ({ share, number: l + 1 }));
  return numbered.sort((left, right) => left.share - right.share || right.number - left.number)[0]?.number ?? 0;
}

export function repair(layers: Layer[], x: number[], y: number[]): Layer[] {
  const stopped = stoppedLayer(layers, x, y) - 1;
  const copy = structuredClone(layers);
  // Once more, because the first division was rounded.
  for (let times = 0; times < 3; times++) {
    const largest = (passes(copy, x, y)[stopped] ?? []).reduce((most, { a }) => Math.max(most, Math.abs(a)), 0);
    for (const row of copy[stopped]?.W ?? []) for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) / largest;
  }
  return copy;
}
