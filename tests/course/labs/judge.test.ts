// How cases become a word, and the statistics behind them.

import fc from "fast-check";
import { expect, test } from "vitest";
import { seenIn, together } from "../../../src/course/labs/judge.js";
import { fitLine, growthFactor, median, powerOf } from "../../../src/course/labs/statistics.js";

test("held in every case is seen, in none is not seen, in some depends", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1 }), (cases) => {
      const held = cases.filter((each) => each).length;
      expect(seenIn(cases)).toBe(held === cases.length ? "seen here" : held === 0 ? "not seen here" : "depends");
    }),
  );
});

test("parts that come out alike give that, others depend", () => {
  expect(together(["seen here", "seen here"])).toBe("seen here");
  expect(together(["not seen here", "not seen here"])).toBe("not seen here");
  expect(together(["seen here", "depends"])).toBe("depends");
  expect(together(["seen here", "not seen here"])).toBe("depends");
});

test("nothing tried is no claim", () => {
  expect(() => seenIn([])).toThrow(RangeError);
  expect(() => together([])).toThrow(RangeError);
});

test("half of the values lie on either side of the median", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
      const middle = median(values);
      expect(values.filter((x) => x < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((x) => x > middle).length).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test("no values and NaN have no median", () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => median([1, Number.NaN])).toThrow(RangeError);
});

test("a line, a factor and a power are found again from their points", () => {
  const coefficient = fc.double({ min: 0.1, max: 3, noNaN: true });
  fc.assert(
    fc.property(coefficient, coefficient, (c, r) => {
      const xs = [1, 2, 3, 7];
      const close = (y: (x: number) => number, found: (points: { x: number; y: number }[]) => number | undefined) =>
        expect(found(xs.map((x) => ({ x, y: y(x) })))).toBeCloseTo(r, 9);
      close(
        (x) => c + r * x,
        (points) => fitLine(points)?.slope,
      );
      close((x) => c * r ** x, growthFactor);
      close((x) => c * x ** r, powerOf);
    }),
  );
});

test("points that no line goes through give none: one x only, a zero in a logarithm", () => {
  expect(fitLine([{ x: 1, y: 2 }])).toBeUndefined();
  expect(
    fitLine([
      { x: 1, y: 2 },
      { x: 1, y: 3 },
    ]),
  ).toBeUndefined();
  expect(
    growthFactor([
      { x: 1, y: 0 },
      { x: 2, y: 1 },
    ]),
  ).toBeUndefined();
  expect(
    powerOf([
      { x: 1, y: Number.POSITIVE_INFINITY },
      { x: 2, y: 1 },
    ]),
  ).toBeUndefined();
});
