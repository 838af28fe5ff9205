// loses: small-derivatives; misconception: cancellation
export function step(x: number): number {
  return x > 0 ? 1 : 0;
}

export function stepDerivative(_x: number): number {
  return 0;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function sigmoidDerivative(x: number): number {
  return sigmoid(x) * sigmoid(-x);
}

export function tanh(x: number): number {
  return Math.tanh(x);
}

export function tanhDerivative(x: number): number {
  return 1 - tanh(x) * tanh(x);
}

export function relu(x: number): number {
  return Math.max(0, x);
}

export function reluDerivative(x: number): number {
  return x > 0 ? 1 : 0;
}

export function leakyRelu(x: number, alpha: number): number {
  return Math.max(alpha * x, x);
}

export function leakyReluDerivative(x: number, alpha: number): number {
  return x > 0 ? 1 : alpha;
}
