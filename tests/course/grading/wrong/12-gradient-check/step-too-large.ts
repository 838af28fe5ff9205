// loses: useful; misconception: error-too-large
export interface Estimate {
  value: number;
  error: number;
}

export type Verdict = "agrees" | "disagrees" | "inconclusive";

export function estimateDerivative(f: (t: number) => number, t: number): Estimate {
  const u = 2 ** -53;
  const h = 2 ** -8;
  const [left, right] = [f(t - h / 2), f(t + h / 2)];
  const narrow = (right - left) / h;
  const wide = (f(t + h) - f(t - h)) / (2 * h);
  const truncation = Math.abs(wide - narrow);
  const rounding = (2 * u * (Math.abs(left) + Math.abs(right))) / h;
  return { value: narrow, error: truncation + rounding };
}

export function checkGradient(f: (x: number[]) => number, x: number[], gradient: number[]): Verdict[] {
  return gradient.map((claimed, i) => {
    const { value, error } = estimateDerivative((t) => f(x.with(i, t)), x[i] as number);
    if (!Number.isFinite(error)) return "inconclusive";
    return Math.abs(claimed - value) <= error ? "agrees" : "disagrees";
  });
}
