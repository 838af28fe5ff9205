// Races between contestants at their best learning rates.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Attempt, atBestRate, costOf, spentLess } from "../../../src/course/labs/race.js";

const at = (rate: number, ...costs: (number | null)[]): Attempt[] => costs.map((cost, i) => ({ rate, seed: i + 1, cost }));

test("the best rate has the smallest median; a goal not reached costs more than any number", () => {
  expect(atBestRate([...at(0.1, 5, 9, 9), ...at(1, 2, 3, null), ...at(10, null, null, 1)])).toMatchObject({
    rate: 1,
    median: 3,
    atEdge: false,
  });
  expect(atBestRate(at(1, null, null, 4))).toMatchObject({ rate: 1, median: null, atEdge: false });
  expect(atBestRate([...at(1, 5), ...at(2, 4)])).toMatchObject({ rate: 2, atEdge: true });
});

test("of equal medians the rate that arrived more often wins, then the smaller one", () => {
  expect(atBestRate([...at(1, null, null, null), ...at(2, null, null, 7)]).rate).toBe(2);
  expect(atBestRate([...at(3, 4), ...at(2, 4)]).rate).toBe(2);
});

test("where nobody arrives, the rate that came nearest wins", () => {
  const far = { 1: 0.9, 2: 0.1, 3: 0.5 } as const;
  const attempts = [...at(1, null), ...at(2, null), ...at(3, null)];
  expect(atBestRate(attempts, ({ rate }) => far[rate as 1 | 2 | 3])).toMatchObject({ rate: 2, median: null });
  // A loss that is no number any more is far away.
  expect(atBestRate(attempts, ({ rate }) => (rate === 1 ? 0.9 : Number.NaN)).rate).toBe(1);
});

test("the order of the attempts does not matter", () => {
  const cost = fc.option(fc.integer({ min: 0, max: 20 }));
  fc.assert(
    fc.property(fc.array(cost, { minLength: 6, maxLength: 6 }), (costs) => {
      const attempts = [...at(1, ...costs.slice(0, 3)), ...at(2, ...costs.slice(3))];
      expect(atBestRate(attempts.toReversed()).rate).toBe(atBestRate(attempts).rate);
      const best = atBestRate(attempts);
      expect(best.median ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
        Math.min(...[1, 2].map((rate) => atBestRate(attempts.filter((each) => each.rate === rate)).median ?? Number.POSITIVE_INFINITY)),
      );
    }),
  );
});

test("seeds are compared with themselves; nobody wins a race in which nobody arrives", () => {
  expect(spentLess(at(1, 3, 5, null, 2), at(2, 4, 5, null, null))).toEqual([true, false, false, true]);
  expect(costOf({ cost: null })).toBe(Number.POSITIVE_INFINITY);
  expect(() => atBestRate([])).toThrow(RangeError);
});
