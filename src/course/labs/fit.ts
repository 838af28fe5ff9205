// Power laws: straight lines in a plot with two logarithmic axes, and how sure their slope is.

import { fitLine } from "./statistics.js";

/** y = coefficient x^exponent */
export interface PowerLaw {
  readonly coefficient: number;
  readonly exponent: number;
  /** standard error of the exponent: the scatter of the points around the line, carried over to its slope */
  readonly standardError: number;
  /** how many points the line was fitted through, and between which x */
  readonly points: number;
  readonly from: number;
  readonly to: number;
}

/** Through fewer points than these any line looks good. */
const fewest = 4;

/**
 * Least squares of log y over log x. Points where x or y is not a positive number have no logarithm and are left out.
 * @returns undefined for fewer than four points, or all at one x
 * @example
 * fitPowerLaw([1, 2, 4, 8].map((x) => ({ x, y: 3 * x ** 2 })))   // { coefficient: 3, exponent: 2, points: 4, ... }
 */
export function fitPowerLaw(points: readonly { readonly x: number; readonly y: number }[]): PowerLaw | undefined {
  const usable = points.filter(({ x, y }) => x > 0 && y > 0 && Number.isFinite(x) && Number.isFinite(y));
  if (usable.length < fewest) return undefined;
  const logs = usable.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const line = fitLine(logs);
  if (line === undefined) return undefined;
  const middle = logs.reduce((total, { x }) => total + x, 0) / logs.length;
  const squares = (of: (point: { readonly x: number; readonly y: number }) => number) => logs.reduce((total, p) => total + of(p) ** 2, 0);
  const scatter = squares(({ x, y }) => y - line.intercept - line.slope * x) / (logs.length - 2);
  return {
    coefficient: Math.exp(line.intercept),
    exponent: line.slope,
    standardError: Math.sqrt(scatter / squares(({ x }) => x - middle)),
    points: usable.length,
    from: Math.min(...usable.map(({ x }) => x)),
    to: Math.max(...usable.map(({ x }) => x)),
  };
}

/**
 * @example
 * valueAt({ coefficient: 3, exponent: 2 }, 10)   // 300
 */
export function valueAt({ coefficient, exponent }: Pick<PowerLaw, "coefficient" | "exponent">, x: number): number {
  return coefficient * x ** exponent;
}

/**
 * Where two power laws are equal; undefined when they are parallel.
 * @example
 * crossing({ coefficient: 1, exponent: 2 }, { coefficient: 8, exponent: -1 })   // 2
 */
export function crossing(a: Pick<PowerLaw, "coefficient" | "exponent">, b: Pick<PowerLaw, "coefficient" | "exponent">): number | undefined {
  const x = Math.exp(Math.log(b.coefficient / a.coefficient) / (a.exponent - b.exponent));
  return Number.isFinite(x) && x > 0 ? x : undefined;
}

/** A fitted exponent is the expected one when it is this near to it, or nearer than three of its standard errors. */
const near = 0.1;

/**
 * @example
 * isPower({ exponent: 1.93, standardError: 0.03 }, 2)   // true
 * isPower({ exponent: 1.93, standardError: 0.01 }, 1)   // false
 * isPower(undefined, 1)   // false
 */
export function isPower(law: Pick<PowerLaw, "exponent" | "standardError"> | undefined, expected: number): boolean {
  return law !== undefined && Math.abs(law.exponent - expected) <= Math.max(near, 3 * law.standardError);
}
