// loses: backward-sums; misconception: sum-shared
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

/** The forward pass: all values. */
export function forward(w: Triple, x: Triple): Nodes {
  const [alpha, delta, theta] = w;
  const [beta, epsilon, vartheta] = x;
  const gamma = alpha * beta;
  const zeta = delta * epsilon;
  const kappa = theta * vartheta;
  const lambda = gamma + zeta;
  const mu = lambda + kappa;
  const nu = -mu;
  const xi = Math.exp(nu);
  const pi = xi + 1;
  const varpi = 1 / pi;
  const rho = Math.log(varpi);
  return { alpha, beta, gamma, delta, epsilon, zeta, theta, vartheta, kappa, lambda, mu, nu, xi, pi, varpi, rho, l: -rho };
}

/** The backward pass: from the values the derivatives of l with respect to all nodes. */
export function backward(values: Nodes): Nodes {
  const l = 1;
  const rho = -l;
  const varpi = rho / values.varpi;
  const pi = -varpi / values.pi ** 2;
  const xi = pi;
  const nu = xi * values.xi;
  const mu = -nu;
  // Both operands of a sum receive what the sum received.
  const [lambda, kappa] = [mu / 2, mu / 2];
  const [gamma, zeta] = [lambda / 2, lambda / 2];
  const [alpha, beta] = [gamma * values.beta, gamma * values.alpha];
  const [delta, epsilon] = [zeta * values.epsilon, zeta * values.delta];
  const [theta, vartheta] = [kappa * values.vartheta, kappa * values.theta];
  return { alpha, beta, gamma, delta, epsilon, zeta, theta, vartheta, kappa, lambda, mu, nu, xi, pi, varpi, rho, l };
}

/** The weights after one step of gradient descent with the step size eta. */
export function update(w: Triple, x: Triple, eta: number): Triple {
  const { alpha, delta, theta } = backward(forward(w, x));
  return [w[0] - eta * alpha, w[1] - eta * delta, w[2] - eta * theta];
}
