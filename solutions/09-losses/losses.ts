// Exercise 09: the four losses of the lecture, right also where exponentials overflow or vanish.

/** 1/2 ||y - a||^2 */
export function squaredError(a: number[], y: number[]): number {
  return a.reduce((sum, entry, k) => sum + (entry - (y[k] as number)) ** 2, 0) / 2;
}

/** -y log s(a) - (1 - y) log(1 - s(a)) of a logit a, y in [0, 1] */
export function binaryCrossEntropy(a: number, y: number): number {
  return y * softplus(-a) + (1 - y) * softplus(a);
}

/** -a_y + log sum_k exp(a_k) of logits a; y is the number of the true class, counted from 0 */
export function crossEntropy(a: number[], y: number): number {
  const top = Math.max(...a);
  // The largest logit stands for exp(0) = 1, which log1p adds without rounding the others away.
  const others = a.filter((_, k) => k !== a.indexOf(top)).reduce((sum, logit) => sum + Math.exp(logit - top), 0);
  return top - (a[y] as number) + Math.log1p(others);
}

/** H(p, q) = -sum_k p_k log q_k, where 0 log q_k is 0 also for q_k = 0 */
export function distributionCrossEntropy(p: number[], q: number[]): number {
  return p.reduce((sum, share, k) => (share === 0 ? sum : sum - share * Math.log(q[k] as number)), 0);
}

/** log(1 + e^a) = -log(1 - s(a)): the exponential of a negative number cannot overflow. */
function softplus(a: number): number {
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
}
