// What is tried instead of a number, in which order: whole numbers, then decimals, from the one nearest to 0 on.

import fc from "fast-check";
import { expect, test } from "vitest";

import { real } from "../../../src/index.js";
import { Real } from "../../../src/verify/check/real.js";

const simpler = (value: number, min: number, max: number, decimals = 10) =>
  Array.from(new Real(fc.constant(value), { min, max, decimals }).shrink(value), (candidate) => candidate.value);

test.each<[string, number, number, number, readonly number[]]>([
  ["0", 7, -3, 20, [0, 4, 6]],
  ["0, from below", -7, -20, 3, [0, -4, -6]],
  ["the least whole number in the range", 7, 2.5, 20, [3, 5, 6]],
  ["the largest of a range below 0", -7, -20, -2.5, [-3, -5, -6]],
])("a whole number comes nearer to %s by half of the rest each time", (_, value, min, max, expected) => {
  expect(simpler(value, min, max)).toEqual(expected);
});

test.each<[string, number, number, number, readonly number[]]>([
  ["0", 2.5, 0, 3, [2, 3, 0, 1.3, 1.9, 2.2, 2.4]],
  ["the least one in the range", 0.7, 0.25, 0.75, [0.3, 0.5, 0.6]],
  ["the largest one of a range below 0", -0.7, -0.75, -0.25, [-0.3, -0.5, -0.6]],
])("a decimal becomes whole, or comes nearer to %s", (_, value, min, max, expected) => {
  expect(simpler(value, min, max)).toEqual(expected);
});

test("any other number becomes whole or decimal, nearer to 0 first, without a sign at 0", () => {
  expect(simpler(0.1234, -1, 1)).toEqual([0, 1, 0.1, 0.2]);
  expect(simpler(-0.1234, -1, 1)).toEqual([0, -1, -0.1, -0.2]);
  expect(simpler(1.2345, -2, 2, 100)).toEqual([1, 2, 1.23, 1.24]);
  expect(simpler(-0.01234, -1, 1)).toEqual([0, -1, 0, -0.1]);
});

test("where not every whole number is a double the least alone is tried", () => {
  expect(simpler(1e17, 0, 1e18)).toEqual([0]);
  expect(simpler(1e17 + 1600, 1e17, 1e18)).toEqual([1e17]);
});

test("doubles are spread between the ends, and do not stop there", () => {
  const [min, max] = [2.300123, 6.700123];
  const drawn = fc.sample(real({ min, max }), { seed: 1, numRuns: 300 });
  expect(drawn.filter((x) => x === min || x === max)).toEqual([]);
});

test.each([
  [-0.5, 0.5],
  [-3, 0],
  [-0, 3],
])("0 has no sign in a range from %d to %d", (min, max) => {
  const drawn = fc.sample(real({ min, max }), { seed: 1, numRuns: 300 });
  expect(drawn.some((x) => Object.is(x, 0))).toBe(true);
  expect(drawn.some((x) => Object.is(x, -0))).toBe(false);
});

test.each([
  [3.7, 1],
  [7, 7],
  ["text", "text"],
])("an example that a test gives, %j, shrinks to %j: only a number of the range does", (example, expected) => {
  const property = fc.property(real({ min: 1, max: 5 }), () => false);
  expect(fc.check(property, { examples: [[example as number]], numRuns: 1 }).counterexample).toEqual([expected]);
});
