// Exercise 09: the four losses of the lecture, right also where exponentials overflow or vanish.

/** 1/2 ||y - a||^2 */
export function squaredError(a: number[], y: number[]): number {
  throw new Error("not yet written: squaredError");
}

/** -y log s(a) - (1 - y) log(1 - s(a)) of a logit a, y in [0, 1] */
export function binaryCrossEntropy(a: number, y: number): number {
  throw new Error("not yet written: binaryCrossEntropy");
}

/** -a_y + log sum_k exp(a_k) of logits a; y is the number of the true class, counted from 0 */
export function crossEntropy(a: number[], y: number): number {
  throw new Error("not yet written: crossEntropy");
}

/** H(p, q) = -sum_k p_k log q_k, where 0 log q_k is 0 also for q_k = 0 */
export function distributionCrossEntropy(p: number[], q: number[]): number {
  throw new Error("not yet written: distributionCrossEntropy");
}
