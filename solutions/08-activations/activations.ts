// Exercise 08: the activation functions of the lecture and their derivatives, for large arguments too.

/** 1 for x > 0, else 0. */
export function step(x: number): number {
  return x > 0 ? 1 : 0;
}

/** 0, at the jump too. */
export function stepDerivative(_x: number): number {
  return 0;
}

/** 1 / (1 + e^-x) */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Where sigmoid(x) is almost 1, its distance from 1 is sigmoid(-x): nothing is subtracted. */
export function sigmoidDerivative(x: number): number {
  return sigmoid(x) * sigmoid(-x);
}

/** (e^x - e^-x) / (e^x + e^-x) */
export function tanh(x: number): number {
  return 2 * sigmoid(2 * x) - 1;
}

export function tanhDerivative(x: number): number {
  return 4 * sigmoidDerivative(2 * x);
}

/** max(0, x) */
export function relu(x: number): number {
  return Math.max(0, x);
}

/** 0 at x = 0. */
export function reluDerivative(x: number): number {
  return x > 0 ? 1 : 0;
}

/** max(alpha x, x), for 0 < alpha < 1 */
export function leakyRelu(x: number, alpha: number): number {
  return Math.max(alpha * x, x);
}

/** alpha at x = 0. */
export function leakyReluDerivative(x: number, alpha: number): number {
  return x > 0 ? 1 : alpha;
}
