// The sigmoid is a tanh of half the argument, and the slopes are written with cosh; bends are written with absolute values and signs.

export const step = (x: number) => (Math.sign(x) + Math.sign(Math.abs(x)) * 1) / 2;
export const stepDerivative = (x: number) => x * 0;
export const sigmoid = (x: number) => 0.5 + 0.5 * Math.tanh(0.5 * x);
export const sigmoidDerivative = (x: number) => 1 / (2 + 2 * Math.cosh(x));
export const tanh = (x: number) => Math.tanh(x);
export const tanhDerivative = (x: number) => (1 / Math.cosh(x)) ** 2;
export const relu = (x: number) => (x + Math.abs(x)) / 2;
export const reluDerivative = (x: number) => step(x);
export const leakyRelu = (x: number, alpha: number) => alpha * x + (1 - alpha) * relu(x);
export const leakyReluDerivative = (x: number, alpha: number) => alpha + (1 - alpha) * reluDerivative(x);
