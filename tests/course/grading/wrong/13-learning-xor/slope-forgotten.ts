// loses: gradient; misconception: slope-forgotten
export interface Network {
  W1: number[][];
  W2: number[];
}

export interface Instance {
  x: number[];
  y: number;
}

export function sgdStep(w: number[], gradient: number[], eta: number): number[] {
  return w.map((weight, i) => weight - eta * (gradient[i] as number));
}

export function instanceGradient({ W1, W2 }: Network, { x, y }: Instance): Network {
  const inputs = [...x, 1];
  const h = W1.map((row) => Math.tanh(dot(row, inputs)));
  const delta = 1 / (1 + Math.exp(-dot(W2, [...h, 1]))) - y;
  const delta1 = h.map((_, i) => (W2[i] as number) * delta);
  return { W1: delta1.map((adjoint) => inputs.map((entry) => adjoint * entry)), W2: [...h, 1].map((entry) => delta * entry) };
}

export function epoch(network: Network, data: Instance[], eta: number): Network {
  return data.reduce(({ W1, W2 }, instance) => {
    const gradient = instanceGradient({ W1, W2 }, instance);
    return { W1: W1.map((row, i) => sgdStep(row, gradient.W1[i] as number[], eta)), W2: sgdStep(W2, gradient.W2, eta) };
  }, network);
}

export function learn(data: Instance[]): Network {
  const start = {
    W1: [
      [2, 0, 0],
      [0, 2, 0],
      [2, 2, 0],
      [1, 2, 1],
    ],
    W2: [0, 0, 0, 0, 0],
  };
  return Array.from({ length: 300 }).reduce<Network>((network) => epoch(network, data, 0.5), start);
}

function dot(left: number[], right: number[]): number {
  return left.reduce((sum, entry, i) => sum + entry * (right[i] as number), 0);
}
