// The few statistics that labs need: medians over seeds, and straight lines in logarithms.

/**
 * The middle value, or the mean of the two middle ones. Infinity counts as larger than every number.
 * @throws {RangeError} for no values, or NaN among them
 * @example
 * median([3, 1, 2])   // 2
 * median([1, 2, 3, Infinity])   // 2.5
 */
export function median(values: readonly number[]): number {
  if (values.length === 0 || values.some(Number.isNaN)) throw new RangeError("a median takes numbers, at least one of them.");
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] as number;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] as number;
  return lower === upper ? upper : (lower + upper) / 2;
}

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * The line y = intercept + slope x of least squares. Undefined where fewer than two different x are given, or a y is not finite.
 * @example
 * fitLine([{ x: 0, y: 1 }, { x: 2, y: 5 }])   // { slope: 2, intercept: 1 }
 */
export function fitLine(points: readonly { readonly x: number; readonly y: number }[]): Line | undefined {
  if (points.length < 2 || points.some(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y))) return undefined;
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number) =>
    points.reduce((total, point) => total + of(point), 0) / points.length;
  const centre = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  const spread = mean(({ x }) => (x - centre.x) ** 2);
  if (spread === 0) return undefined;
  const slope = mean(({ x, y }) => (x - centre.x) * (y - centre.y)) / spread;
  return { slope, intercept: centre.y - slope * centre.x };
}

/**
 * r of y = c r^x, fitted in logarithms. Undefined where a y is 0 or there are too few points.
 * @example
 * growthFactor([{ x: 1, y: 6 }, { x: 2, y: 12 }, { x: 3, y: 24 }])   // 2
 */
export function growthFactor(points: readonly { readonly x: number; readonly y: number }[]): number | undefined {
  const line = fitLine(points.map(({ x, y }) => ({ x, y: Math.log(y) })));
  return line === undefined ? undefined : Math.exp(line.slope);
}

/**
 * p of y = c x^p, fitted in logarithms. Undefined where an x or y is 0 or there are too few points.
 * @example
 * powerOf([{ x: 1, y: 3 }, { x: 10, y: 300 }])   // 2
 */
export function powerOf(points: readonly { readonly x: number; readonly y: number }[]): number | undefined {
  return fitLine(points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) })))?.slope;
}
