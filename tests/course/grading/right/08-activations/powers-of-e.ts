// Exponentials of -|x| only, by powers of Math.E; the slopes are quotients of exponentials.

const fading = (x: number) => Math.E ** -Math.abs(x);

export function step(x: number): number {
  if (x <= 0) return 0;
  return 1;
}

export function stepDerivative(_x: number): number {
  return -0;
}

export function sigmoid(x: number): number {
  const t = fading(x);
  return x < 0 ? t / (1 + t) : 1 / (1 + t);
}

export function sigmoidDerivative(x: number): number {
  const t = fading(x);
  return t / (1 + t) ** 2;
}

export function tanh(x: number): number {
  const t = fading(2 * x);
  return (Math.sign(x) * (1 - t)) / (1 + t);
}

export function tanhDerivative(x: number): number {
  const t = fading(x) * fading(x);
  return (4 * t) / ((1 + t) * (1 + t));
}

export function relu(x: number): number {
  return x * step(x);
}

export function reluDerivative(x: number): number {
  return Number(x > 0);
}

export function leakyRelu(x: number, alpha: number): number {
  return x < 0 ? x * alpha : x;
}

export function leakyReluDerivative(x: number, alpha: number): number {
  return [alpha, 1][Number(x > 0)] ?? alpha;
}
