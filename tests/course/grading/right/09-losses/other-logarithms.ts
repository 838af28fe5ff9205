// Logarithms to the base 2 and two cases for each loss; logits are sorted and added up from the smallest, with the true one taken away from all of them first.

export function squaredError(a: number[], y: number[]): number {
  return a.map((entry, k) => (entry - (y[k] ?? 0)) * (entry - (y[k] ?? 0))).reduce((sum, square) => sum + square / 2, 0);
}

function negativeLogSigmoid(a: number): number {
  return a < 0 ? -a + Math.log1p(Math.exp(a)) : Math.log1p(Math.exp(-a));
}

export function binaryCrossEntropy(a: number, y: number): number {
  // On paper log(1 - s(a)) = log s(a) - a; the smaller share of a is added.
  return a > 0 ? negativeLogSigmoid(a) + (1 - y) * a : negativeLogSigmoid(-a) - y * a;
}

export function crossEntropy(a: number[], y: number): number {
  const sorted = a.map((logit) => logit - (a[y] ?? 0)).sort((left, right) => left - right);
  const top = sorted.pop() ?? 0;
  let rest = 0;
  for (const logit of sorted) rest += Math.exp(logit - top);
  return top + Math.log1p(rest);
}

export function distributionCrossEntropy(p: number[], q: number[]): number {
  const terms = p.map((share, k) => (share > 0 ? share * Math.log2(1 / (q[k] ?? 0)) : 0));
  return terms.reduceRight((sum, term) => sum + term, 0) * Math.LN2;
}
