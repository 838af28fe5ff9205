// Exercise 06: the lecture's exercise, l = -log sigmoid(w . x), node by node.

export type Triple = [number, number, number];

/** One number for each node: its value, or the derivative of l with respect to it. */
export interface Nodes {
  /** w1, x1 and their product */
  alpha: number;
  beta: number;
  gamma: number;
  /** w2, x2 and their product */
  delta: number;
  epsilon: number;
  zeta: number;
  /** w3, x3 and their product */
  theta: number;
  vartheta: number;
  kappa: number;
  /** gamma + zeta */
  lambda: number;
  /** lambda + kappa */
  mu: number;
  /** -mu */
  nu: number;
  /** e^nu */
  xi: number;
  /** xi + 1 */
  pi: number;
  /** 1 / pi */
  varpi: number;
  /** log(varpi) */
  rho: number;
  /** -rho */
  l: number;
}

/** The forward pass: all values. */
export function forward(w: Triple, x: Triple): Nodes {
  throw new Error("not yet written: forward");
}

/** The backward pass: from the values the derivatives of l with respect to all nodes. */
export function backward(values: Nodes): Nodes {
  throw new Error("not yet written: backward");
}

/** The weights after one step of gradient descent with the step size eta. */
export function update(w: Triple, x: Triple, eta: number): Triple {
  throw new Error("not yet written: update");
}
