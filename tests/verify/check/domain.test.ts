// Where points are drawn, and what they shrink to.

import fc from "fast-check";
import { expect, test } from "vitest";
import { matrix, real, vector } from "../../../src/index.js";

const range = fc
  .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 80 }), fc.constantFrom(1e-12, 1 / 8, 1, 1e12, 1e299))
  .map(([low, n, scale]) => ({ min: low * scale, max: (low + n) * scale }));

/** What is left of a failing number after shrinking. */
function smallest(bounds: { min?: number; max?: number }, fails: (x: number) => boolean, seed: number): number | undefined {
  const { counterexample } = fc.check(
    fc.property(real(bounds), (x) => !fails(x)),
    { seed, numRuns: 10_000, endOnFailure: false },
  );
  return counterexample?.[0];
}

test("numbers lie in their range, and so does all that they shrink to", () => {
  fc.assert(
    fc.property(range, fc.integer(), (bounds, seed) => {
      const lies = (x: number) => bounds.min <= x && x <= bounds.max;
      for (const x of fc.sample(real(bounds), { seed, numRuns: 20 })) {
        expect(lies(x), String(x)).toBe(true);
        for (const { value } of real(bounds).shrink(x, undefined)) expect(value !== x && lies(value), `${x} to ${value}`).toBe(true);
      }
    }),
  );
});

test("shrinking ends, also when everything fails", () => {
  fc.assert(
    fc.property(range, fc.integer(), (bounds, seed) => {
      const found = smallest(bounds, () => true, seed) as number;
      expect(Array.from(real(bounds).shrink(found, undefined))).toEqual([]);
    }),
  );
});

test.each<[string, { min?: number; max?: number }, (x: number) => boolean, number]>([
  ["0 where everything fails", {}, () => true, 0],
  ["the whole number nearest to 0", { min: -10, max: 10 }, (x) => x >= 2.5, 3],
  ["a whole number, although smaller decimals fail as well", {}, (x) => x !== 0 && x > 0, 1],
  ["the end of the range that is nearer to 0", { min: -9, max: -1.5 }, () => true, -2],
  ["a decimal where no whole number fails", {}, (x) => x > 0.3 && x < 0.7, 0.31],
])("shrinks to %s", (_, bounds, fails, expected) => {
  for (const seed of [1, 2, 3]) expect(smallest(bounds, fails, seed)).toBe(expected);
});

test("vectors and matrices have their shapes, and shrink entry by entry", () => {
  fc.assert(
    fc.property(matrix(2, 3), vector(4, { min: 0, max: 1 }), (m, v) => {
      expect(m.map((row) => row.length)).toEqual([3, 3]);
      expect(v.every((x) => x >= 0 && x <= 1) && v.length === 4).toBe(true);
    }),
  );
  const found = fc.check(
    fc.property(vector(3), ([, x]) => (x as number) < 1),
    { seed: 1 },
  );
  expect(found.counterexample).toEqual([[0, 1, 0]]);
});

test("an empty range says so", () => {
  expect(() => real({ min: 2, max: 1 })).toThrow(new RangeError("no number lies between 2 and 1."));
  expect(() => real({ min: Number.NaN })).toThrow(RangeError);
});

const sample = (bounds: { min?: number; max?: number }) => fc.sample(real(bounds), { seed: 1, numRuns: 400 });

test("whole numbers and short decimals are drawn where there are any, in a narrow range too", () => {
  expect(sample({ min: 1.95, max: 2.05 }).filter((x) => x === 2).length).toBeGreaterThan(20);
  const thousandths = sample({ min: 0.05, max: 0.95 }).filter((x) => Number.isInteger(x * 1000));
  expect(thousandths.length).toBeGreaterThan(100);
});

test("a range of numbers too large to be counted has numbers all over", () => {
  for (const bounds of [
    { min: -1e300, max: 0 },
    { min: 0, max: 1e300 },
  ]) {
    const halves = sample(bounds).filter((x) => Math.abs(x) > 5e299);
    expect(halves.length).toBeGreaterThan(100);
    expect(halves.length).toBeLessThan(300);
  }
});
