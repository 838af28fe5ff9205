// The value is extrapolated from both steps, and the error says how far that one may be off; the step is no power of two.

export interface Estimate {
  value: number;
  error: number;
}

export type Verdict = "agrees" | "disagrees" | "inconclusive";

export function estimateDerivative(f: (t: number) => number, t: number): Estimate {
  const h = 1e-5 * Math.max(1, Math.abs(t));
  const slope = (step: number) => {
    const [left, right] = [t - step, t + step];
    const [below, above] = [f(left), f(right)];
    const run = right - left;
    return { value: (above - below) / run, rounding: (2 ** -52 * (Math.abs(below) + Math.abs(above))) / run };
  };
  const [wide, narrow] = [slope(h), slope(h / 2)];
  const value = narrow.value + (narrow.value - wide.value) / 3;
  const rounding = (4 * narrow.rounding + wide.rounding) / 3;
  return { value, error: Math.abs(value - narrow.value) + rounding };
}

export function checkGradient(f: (x: number[]) => number, x: number[], gradient: number[]): Verdict[] {
  return x.map((entry, i) => {
    const along = (t: number) => f([...x.slice(0, i), t, ...x.slice(i + 1)]);
    const { value, error } = estimateDerivative(along, entry);
    if (Number.isNaN(value) || Math.abs(value) === Number.POSITIVE_INFINITY) return "inconclusive";
    const claimed = gradient[i] ?? Number.NaN;
    return claimed >= value - error && claimed <= value + error ? "agrees" : "disagrees";
  });
}
