// The logarithm of a product of powers instead of a sum of logarithms; powers of Math.E; the other classes are added up as one logarithm first.

export function squaredError(a: number[], y: number[]): number {
  let sum = 0;
  for (const [k, target] of y.entries()) sum += 0.5 * (target - (a[k] ?? 0)) ** 2;
  return sum;
}

const softplus = (a: number) => Math.max(a, 0) + Math.log1p(Math.E ** -Math.abs(a));

export function binaryCrossEntropy(a: number, y: number): number {
  if (y === 0) return softplus(a);
  return y === 1 ? softplus(-a) : (1 - y) * softplus(a) + y * softplus(-a);
}

export function crossEntropy(a: number[], y: number): number {
  const others = a.filter((_, k) => k !== y);
  if (others.length === 0) return 0;
  // log sum exp of the others, minus a_y: the loss is the softplus of that.
  const top = Math.max(...others);
  const rest = others.reduce((sum, logit) => sum + Math.exp(logit - top), 0);
  return softplus(top + Math.log(rest) - (a[y] ?? 0));
}

export function distributionCrossEntropy(p: number[], q: number[]): number {
  return -Math.log(p.reduce((product, share, k) => product * (q[k] ?? 0) ** share, 1));
}
