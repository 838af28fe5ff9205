// Where points are drawn: arbitraries with names that say what they are, shrinking to small whole numbers.

import fc from "fast-check";
import type { Nested } from "../../core/graph/tensor.js";

/** Where the values of one input come from. */
export type InputDomain = fc.Arbitrary<Nested>;

export interface Range {
  /** -3 unless given */
  readonly min?: number;
  /** 3 unless given */
  readonly max?: number;
}

const grid = 1000;

/**
 * Numbers in a range: whole ones where there are any, then thousandths of it, then any double. Shrinks to whole numbers near 0.
 * @throws {RangeError} when the range is empty
 * @example
 * import fc from "fast-check";
 * fc.sample(real({ min: 2, max: 2 }), 1)   // [2]
 */
export function real({ min = -3, max = 3 }: Range = {}): fc.Arbitrary<number> {
  if (!(min <= max && Number.isFinite(min) && Number.isFinite(max))) throw new RangeError(`no number lies between ${min} and ${max}.`);
  const [low, high] = [Math.ceil(min), Math.floor(max)];
  const inside = fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
  const fractions = fc.integer({ min: 0, max: grid }).map((n) => Number((min + ((max - min) * n) / grid).toPrecision(6)));
  const within = fractions.filter((x) => x >= min && x <= max);
  if (low > high) return fc.oneof({ withCrossShrink: true }, { arbitrary: within, weight: 3 }, { arbitrary: inside, weight: 1 });
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.integer({ min: low, max: high }), weight: 1 },
    { arbitrary: within, weight: 4 },
    { arbitrary: inside, weight: 1 },
  );
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
