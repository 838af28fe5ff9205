// The step is far smaller than the best one, and the rounding of both slopes is added up.

export interface Estimate {
  value: number;
  error: number;
}

export type Verdict = "agrees" | "disagrees" | "inconclusive";

const u = 2 ** -53;

export function estimateDerivative(f: (t: number) => number, t: number): Estimate {
  let error = 0;
  let value = Number.NaN;
  let before: number | undefined;
  for (const h of [1e-6, 5e-7]) {
    const [above, below] = [f(t + h), f(t - h)];
    value = above / (2 * h) - below / (2 * h);
    error += (2 * u * Math.abs(above)) / (2 * h) + (2 * u * Math.abs(below)) / (2 * h);
    if (before !== undefined) error += Math.abs(value - before);
    before = value;
  }
  return { value, error };
}

export function checkGradient(f: (x: number[]) => number, x: number[], gradient: number[]): Verdict[] {
  const estimates = x.map((at, i) => estimateDerivative((t) => f(x.map((entry, k) => (k === i ? t : entry))), at));
  return estimates.map(({ value, error }, i) => {
    const distance = Math.abs(value - (gradient[i] ?? 0));
    if (!Number.isFinite(value) || !Number.isFinite(error)) return "inconclusive";
    return distance <= error ? "agrees" : "disagrees";
  });
}
