// The step is twelve times as large as the best one; all values count as the largest of them; x is moved in place and put back.

export interface Estimate {
  value: number;
  error: number;
}

export type Verdict = "agrees" | "disagrees" | "inconclusive";

const h = 2 ** -13;

export function estimateDerivative(f: (t: number) => number, t: number): Estimate {
  const points = [-h, -h / 2, h / 2, h].map((by) => t + by);
  const [a = 0, b = 0, c = 0, d = 0] = points.map(f);
  const [p = 0, q = 0, r = 0, s = 0] = points;
  const [wide, narrow] = [(d - a) / (s - p), (c - b) / (r - q)];
  const largest = Math.max(...[a, b, c, d].map(Math.abs));
  return { value: narrow, error: Math.abs(narrow - wide) + (2 * (2 * 2 ** -53 * largest)) / (r - q) };
}

export function checkGradient(f: (x: number[]) => number, x: number[], gradient: number[]): Verdict[] {
  const verdicts: Verdict[] = [];
  for (let i = 0; i < x.length; i++) {
    const kept = x[i] as number;
    const { value, error } = estimateDerivative((t) => {
      x[i] = t;
      return f(x);
    }, kept);
    x[i] = kept;
    if (!Number.isFinite(value - error)) verdicts.push("inconclusive");
    else verdicts.push(Math.abs((gradient[i] as number) - value) <= error ? "agrees" : "disagrees");
  }
  return verdicts;
}
