// The derivatives below l come from closed forms with tanh and cosh; the loss is a softplus.

export type Triple = [number, number, number];

export type Nodes = Record<
  | "alpha"
  | "beta"
  | "gamma"
  | "delta"
  | "epsilon"
  | "zeta"
  | "theta"
  | "vartheta"
  | "kappa"
  | "lambda"
  | "mu"
  | "nu"
  | "xi"
  | "pi"
  | "varpi"
  | "rho"
  | "l",
  number
>;

export function forward(w: Triple, x: Triple): Nodes {
  const [gamma, zeta, kappa] = w.map((weight, i) => weight * (x[i] ?? 0)) as Triple;
  const mu = kappa + zeta + gamma;
  const l = Math.max(0, -mu) + Math.log1p(Math.exp(-Math.abs(mu)));
  const [alpha, delta, theta] = w;
  const [beta, epsilon, vartheta] = x;
  const inputs = { alpha, beta, delta, epsilon, theta, vartheta };
  const varpi = (1 + Math.tanh(mu / 2)) / 2;
  return {
    ...inputs,
    gamma,
    zeta,
    kappa,
    lambda: gamma + zeta,
    mu,
    nu: 0 - mu,
    xi: Math.E ** -mu,
    pi: 1 + Math.E ** -mu,
    varpi,
    rho: -l,
    l,
  };
}

export function backward({ alpha, beta, delta, epsilon, theta, vartheta }: Nodes): Nodes {
  const mu = vartheta * theta + epsilon * delta + beta * alpha;
  const slope = (Math.tanh(mu / 2) - 1) / 2;
  const shared = { mu, lambda: slope, kappa: slope, gamma: slope, zeta: slope };
  const sigmoid = 1 + slope;
  return {
    ...shared,
    mu: slope,
    ...{ alpha: slope * beta, beta: slope * alpha, delta: slope * epsilon, epsilon: slope * delta },
    ...{ theta: slope * vartheta, vartheta: slope * theta },
    ...{ l: 1, rho: -1, varpi: -1 - Math.exp(-mu), pi: sigmoid, xi: sigmoid, nu: 1 / (1 + Math.exp(mu)) },
  };
}

export function update(w: Triple, x: Triple, eta: number): Triple {
  const { alpha, delta, theta } = backward(forward(w, x));
  const gradient = [alpha, delta, theta];
  return w.map((weight, i) => weight + -eta * (gradient[i] ?? 0)) as Triple;
}
