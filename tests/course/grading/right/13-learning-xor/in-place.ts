// The weights are changed in place, on a copy; training goes on until every class has its probability, from large weights with a large eta.

export interface Network {
  W1: number[][];
  W2: number[];
}

export interface Instance {
  x: number[];
  y: number;
}

export function sgdStep(w: number[], gradient: number[], eta: number): number[] {
  gradient.forEach((slope, i) => {
    w[i] = (w[i] ?? 0) - slope * eta;
  });
  return w;
}

function probability({ W1, W2 }: Network, [p = 0, q = 0]: number[]): { h: number[]; positive: number } {
  const h = W1.map(([u = 0, v = 0, bias = 0]) => 1 - 2 / (1 + Math.exp(2 * (u * p + v * q + bias))));
  let logit = W2.at(-1) ?? 0;
  h.forEach((entry, i) => {
    logit += entry * (W2[i] ?? 0);
  });
  return { h, positive: (1 + Math.tanh(logit / 2)) / 2 };
}

export function instanceGradient(network: Network, { x, y }: Instance): Network {
  const { h, positive } = probability(network, x);
  const delta = positive - y;
  return {
    W1: h.map((entry, i) => [...x, 1].map((input) => delta * (network.W2[i] ?? 0) * (1 + entry) * (1 - entry) * input)),
    W2: [...h.map((entry) => delta * entry), delta],
  };
}

export function epoch(network: Network, data: Instance[], eta: number): Network {
  const copy = { W1: network.W1.map((row) => [...row]), W2: [...network.W2] };
  for (const instance of data) {
    const { W1, W2 } = instanceGradient(copy, instance);
    copy.W1.forEach((row, i) => {
      sgdStep(row, W1[i] ?? [], eta);
    });
    sgdStep(copy.W2, W2, eta);
  }
  return copy;
}

export function learn(data: Instance[]): Network {
  // Six directions, none of them twice.
  const angles = [0, 1, 2, 3, 4, 5].map((k) => (k * Math.PI) / 3 + 0.3);
  let network: Network = {
    W1: angles.map((angle, k) => [2 * Math.cos(angle), 2 * Math.sin(angle), (k % 3) - 1]),
    W2: [0, 0, 0, 0, 0, 0, 0],
  };
  const learnt = () => data.every(({ x, y }) => Math.abs(probability(network, x).positive - y) < 0.05);
  while (!learnt()) network = epoch(network, data, 0.25);
  return network;
}
