// When levels of an extrapolation contradict one another, nobody can say which is right.

import { describe, expect, it } from "vitest";
import { coverLevels } from "../../../../src/core/differentiators/numerical/levels.js";

const level = (data: readonly number[], bound: readonly number[]) => ({ data: Float64Array.from(data), bound: Float64Array.from(bound) });

function covered(value: number, bound: number, others: readonly (readonly [value: number, bound: number])[]): number {
  const best = level([value], [bound]);
  coverLevels(
    best,
    others.map(([v, b]) => level([v], [b])),
  );
  expect([...best.data]).toEqual([value]);
  return best.bound[0] as number;
}

describe("the interval of an entry", () => {
  it("stays where it meets those of all levels, or touches them", () => {
    expect(covered(1, 0.25, [])).toBe(0.25);
    expect(covered(1, 0.25, [[1.25, 0.125]])).toBe(0.25);
    expect(covered(1, 0.25, [[1.5, 0.25]])).toBe(0.25);
    expect(covered(1, 0.25, [[0.5, 0.25]])).toBe(0.25);
  });

  it("grows to the far end of one that it does not meet, on either side", () => {
    expect(covered(1, 0.25, [[2, 0.5]])).toBe(1.5);
    expect(covered(1, 0.25, [[0, 0.5]])).toBe(1.5);
  });

  it("covers the farthest of several, each compared with what was claimed at first", () => {
    const others = [
      [2, 0.5],
      [4, 0.125],
      [1.75, 0.25],
    ] as const;
    expect(covered(1, 0.25, others)).toBe(3.125);
    expect(covered(1, 0.25, others.toReversed())).toBe(3.125);
  });

  it("is judged entry by entry", () => {
    const best = level([1, 1, 1], [0.25, 0.25, 0.25]);
    coverLevels(best, [level([1, 3, 1], [0, 0, 0]), level([1, 1, -1], [0, 0, 0.5])]);
    expect([...best.bound]).toEqual([0.25, 2, 2.5]);
  });
});
