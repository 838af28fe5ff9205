// Exercise 08: the activation functions of the lecture and their derivatives, for large arguments too.

/** 1 for x > 0, else 0. */
export function step(x: number): number {
  throw new Error("not yet written: step");
}

/** 0, at the jump too. */
export function stepDerivative(x: number): number {
  throw new Error("not yet written: stepDerivative");
}

/** 1 / (1 + e^-x) */
export function sigmoid(x: number): number {
  throw new Error("not yet written: sigmoid");
}

/** Right in all digits where it is tiny, too. */
export function sigmoidDerivative(x: number): number {
  throw new Error("not yet written: sigmoidDerivative");
}

/** (e^x - e^-x) / (e^x + e^-x) */
export function tanh(x: number): number {
  throw new Error("not yet written: tanh");
}

/** Right in all digits where it is tiny, too. */
export function tanhDerivative(x: number): number {
  throw new Error("not yet written: tanhDerivative");
}

/** max(0, x) */
export function relu(x: number): number {
  throw new Error("not yet written: relu");
}

/** 0 at x = 0. */
export function reluDerivative(x: number): number {
  throw new Error("not yet written: reluDerivative");
}

/** max(alpha x, x), for 0 < alpha < 1 */
export function leakyRelu(x: number, alpha: number): number {
  throw new Error("not yet written: leakyRelu");
}

/** alpha at x = 0. */
export function leakyReluDerivative(x: number, alpha: number): number {
  throw new Error("not yet written: leakyReluDerivative");
}
