// Cases by number: any of them again, in any order, and shrunk along a path that can be walked again.

import fc from "fast-check";
import { expect, test } from "vitest";
import { casesOf } from "../../../src/verify/arbitraries/cases.js";

const numbers = casesOf(fc.noBias(fc.integer({ min: 0, max: 2 ** 31 - 1 })));

test("the n-th case does not depend on those before it", () => {
  const forwards = Array.from({ length: 20 }, (_, n) => numbers.at(3, n));
  const backwards = Array.from({ length: 20 }, (_, n) => numbers.at(3, 19 - n)).reverse();
  expect(forwards).toEqual(backwards);
});

test("neighbouring cases and seeds have nothing in common", () => {
  const all = [0, 1, 2, 3].flatMap((seed) => Array.from({ length: 250 }, (_, n) => numbers.at(seed, n)));
  expect(new Set(all).size).toBeGreaterThan(990);
  const upper = all.filter((x) => x > 2 ** 30).length;
  expect(upper).toBeGreaterThan(400);
  expect(upper).toBeLessThan(600);
});

test("the path of a shrunk case leads there again", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(1000), (seed, n) => {
      const { value, path } = numbers.shrink(seed, n, { fails: (x) => x >= 1000, milliseconds: 1e9 });
      expect(numbers.at(seed, n, path)).toBe(value);
      if (numbers.at(seed, n) >= 1000) expect(value).toBe(1000);
    }),
  );
});

test("a case that does not fail stays as it is", () => {
  expect(numbers.shrink(1, 2, { fails: () => false, milliseconds: 10 })).toEqual({ value: numbers.at(1, 2), path: "0", steps: 0 });
});

test("shrinking ends with its time, with the smallest found so far", () => {
  const slow = casesOf(fc.array(fc.integer(), { minLength: 50, maxLength: 100 }));
  let looks = 0;
  const { value } = slow.shrink(1, 0, {
    fails: () => {
      looks++;
      const end = performance.now() + 5;
      while (performance.now() < end);
      return true;
    },
    milliseconds: 100,
  });
  expect(looks).toBeLessThan(30);
  expect(value.length).toBeGreaterThanOrEqual(50);
});
