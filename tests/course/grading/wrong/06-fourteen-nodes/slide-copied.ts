// loses: forward-products, forward-loss, backward-logarithm, backward-exponential, backward-products, update; misconception: -
type Triple = [number, number, number];

/** One number for each node: its value, or the derivative of l with respect to it. */
interface Nodes {
  alpha: number;
  beta: number;
  gamma: number;
  delta: number;
  epsilon: number;
  zeta: number;
  theta: number;
  vartheta: number;
  kappa: number;
  lambda: number;
  mu: number;
  nu: number;
  xi: number;
  pi: number;
  varpi: number;
  rho: number;
  l: number;
}

const values: Nodes = {
  ...{ alpha: 1, beta: 1, gamma: 1, delta: 1, epsilon: 1, zeta: 1, theta: -1.5, vartheta: 1, kappa: -1.5, lambda: 2, mu: 0.5 },
  ...{ nu: -0.5, xi: 0.6065, pi: 1.6065, varpi: 0.6225, rho: -0.474, l: 0.474 },
};
const adjoints: Nodes = {
  ...{ alpha: -0.3775, beta: -0.3775, gamma: -0.3775, delta: -0.3775, epsilon: -0.3775, zeta: -0.3775, theta: -0.3775 },
  ...{ vartheta: 0.5663, kappa: -0.3775, lambda: -0.3775, mu: -0.3775, nu: 0.3775, xi: 0.6224, pi: 0.6224, varpi: -1.6065, rho: -1, l: 1 },
};

export function forward(_w: Triple, _x: Triple): Nodes {
  return values;
}

export function backward(_values: Nodes): Nodes {
  return adjoints;
}

export function update(w: Triple, _x: Triple, eta: number): Triple {
  return w.map((weight) => weight + 0.3775 * eta) as Triple;
}
