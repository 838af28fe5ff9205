import fc from "fast-check";
import { expect, test } from "vitest";
import { crossing, fitPowerLaw, valueAt } from "../../../src/course/labs/fit.js";

const law = fc.record({
  coefficient: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  exponent: fc.double({ min: -3, max: 3, noNaN: true }),
});

test("a power law is found from points on it, with no doubt about the exponent", () => {
  fc.assert(
    fc.property(law, (asked) => {
      const found = fitPowerLaw([1e-6, 1e-4, 0.01, 1, 100].map((x) => ({ x, y: valueAt(asked, x) })));
      expect(found?.exponent).toBeCloseTo(asked.exponent, 9);
      expect((found?.coefficient ?? 0) / asked.coefficient).toBeCloseTo(1, 9);
      expect(found?.standardError).toBeLessThan(1e-9);
    }),
  );
});

test("scatter around the line shows as the standard error of its slope", () => {
  // By hand: logs 0, 1, 2, 3 with residuals +a, -a, -a, +a around a flat line; s^2 = 4 a^2 / 2, sum of squares 5.
  const a = 0.3;
  const found = fitPowerLaw([a, -a, -a, a].map((y, x) => ({ x: Math.exp(x), y: Math.exp(y) })));
  expect(found?.exponent).toBeCloseTo(0, 12);
  expect(found?.standardError).toBeCloseTo(Math.sqrt((2 * a * a) / 5), 12);
});

test("points without a logarithm are left out, and too few make no line", () => {
  const points = [1, 2, 3, 4].map((x) => ({ x, y: x }));
  expect(fitPowerLaw([...points, { x: 5, y: 0 }, { x: 0, y: 5 }, { x: 6, y: Number.NaN }])).toMatchObject({ points: 4, from: 1, to: 4 });
  expect(fitPowerLaw(points.slice(1))).toBeUndefined();
  expect(fitPowerLaw([1, 2, 3, 4].map((y) => ({ x: 7, y })))).toBeUndefined();
});

test("two power laws are equal where they cross; parallel ones nowhere", () => {
  fc.assert(
    fc.property(law, law, (a, b) => {
      fc.pre(Math.abs(a.exponent - b.exponent) > 0.1);
      const x = crossing(a, b);
      if (x !== undefined) expect(Math.log(valueAt(a, x) / valueAt(b, x))).toBeCloseTo(0, 8);
    }),
  );
  expect(crossing({ coefficient: 1, exponent: 2 }, { coefficient: 3, exponent: 2 })).toBeUndefined();
});
