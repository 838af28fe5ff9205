// Where points are drawn: arbitraries with names that say what they are, shrinking to small whole numbers.

import fc from "fast-check";
import type { Nested } from "../../core/graph/tensor.js";
import { Real } from "./real.js";

/** Where the values of one input come from. */
export type InputDomain = fc.Arbitrary<Nested>;

export interface Range {
  /** -3 unless given */
  readonly min?: number;
  /** 3 unless given */
  readonly max?: number;
}

/**
 * Numbers in a range: whole ones where there are any, decimal fractions, and doubles with all their digits. Shrinks to whole numbers near 0.
 * @throws {RangeError} when the range is empty
 * @example
 * import fc from "fast-check";
 * fc.sample(real({ min: 2, max: 2 }), 1)   // [2]
 */
export function real({ min = -3, max = 3 }: Range = {}): fc.Arbitrary<number> {
  if (!(min <= max && Number.isFinite(min) && Number.isFinite(max))) throw new RangeError(`no number lies between ${min} and ${max}.`);
  // Evenly spread: fast-check's own doubles crowd at 0 and at the ends, where most functions are not themselves.
  const any = fc.noBias(fc.integer({ min: 0, max: steps })).map((n) => between(min, max, n / steps));
  // As many decimals as a hundred fractions need.
  const decimals = 10 ** Math.max(0, Math.ceil(Math.log10(200 / Math.max(max - min, Number.MIN_VALUE))));
  const kinds = [multiplesOf(1, min, max), multiplesOf(decimals, min, max)].filter((kind) => kind !== undefined);
  const drawn = fc.oneof(...kinds.map((arbitrary, i) => ({ arbitrary, weight: 1 + 3 * i })), { arbitrary: any, weight: 1 });
  return new Real(drawn, { min, max, decimals });
}

const steps = 2 ** 31 - 1;

/** Neither the width of the range nor a rounding leads out of it. */
const between = (min: number, max: number, share: number) => Math.min(max, Math.max(min, (1 - share) * min + share * max));

/** The fractions n / denominator in the range; undefined where there are none, or their numerators are too many. */
function multiplesOf(denominator: number, min: number, max: number): fc.Arbitrary<number> | undefined {
  const [low, high] = [Math.ceil(min * denominator), Math.floor(max * denominator)];
  const exists = low <= high && Math.abs(low) < 2 ** 31 && Math.abs(high) < 2 ** 31;
  return exists ? fc.integer({ min: low, max: high }).map((n) => n / denominator) : undefined;
}

/** Vectors of n numbers. */
export function vector(n: number, range: Range = {}): fc.Arbitrary<number[]> {
  return fc.array(real(range), { minLength: n, maxLength: n });
}

/** Matrices of m rows and n columns. */
export function matrix(m: number, n: number, range: Range = {}): fc.Arbitrary<number[][]> {
  return fc.array(vector(n, range), { minLength: m, maxLength: m });
}

/** Numbers in the shape of an example. */
export function like(value: Nested): InputDomain {
  if (typeof value === "number") return real();
  const first = value[0];
  return typeof first === "number" || first === undefined ? vector(value.length) : matrix(value.length, first.length);
}
