// loses: binary-far; misconception: overflow
export function squaredError(a: number[], y: number[]): number {
  return a.reduce((sum, entry, k) => sum + (entry - (y[k] as number)) ** 2, 0) / 2;
}

export function binaryCrossEntropy(a: number, y: number): number {
  return y * Math.log1p(Math.exp(-a)) + (1 - y) * Math.log1p(Math.exp(a));
}

export function crossEntropy(a: number[], y: number): number {
  const top = Math.max(...a);
  const others = a.filter((_, k) => k !== a.indexOf(top)).reduce((sum, logit) => sum + Math.exp(logit - top), 0);
  return top - (a[y] as number) + Math.log1p(others);
}

export function distributionCrossEntropy(p: number[], q: number[]): number {
  return p.reduce((sum, share, k) => (share === 0 ? sum : sum - share * Math.log(q[k] as number)), 0);
}
