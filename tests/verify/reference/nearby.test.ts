// Exponential and logarithm beside an argument where they are known.

import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arithmeticOf } from "../../../src/verify/reference/arithmetic.js";
import { exp, log, log1p } from "../../../src/verify/reference/exponentials.js";
import { nearby } from "../../../src/verify/reference/nearby.js";

const a = arithmeticOf(84);
const Fine = Decimal.clone({ precision: 300, defaults: true });
const { precision } = a.Wide;

/** In units of the last digit that the wide class keeps. */
function unitsOff(found: Decimal, right: Decimal): number {
  return new Fine(found).minus(right).div(right).abs().times(new Fine(10).pow(precision)).toNumber();
}

/** A double and a step away from it, from far smaller than any other to one that is not near. */
const places = fc.record({
  c: fc.double({ min: 0.01, max: 500, noNaN: true }),
  ways: fc.array(fc.record({ share: fc.double({ min: -1, max: 1, noNaN: true }), power: fc.integer({ min: -110, max: -3 }) }), {
    minLength: 1,
    maxLength: 5,
  }),
});

const points = ({ c, ways }: { c: number; ways: readonly { share: number; power: number }[] }) => [
  new a.Wide(c),
  ...ways.map(({ share, power }) => new a.Wide(10).pow(power).times(share).plus(1).times(c)),
];

describe("beside a known argument", () => {
  test.each([
    ["exp", exp, (x: Decimal) => new Fine(x).exp()],
    ["exp of a negative number", (of: typeof a, x: Decimal) => exp(of, x.neg()), (x: Decimal) => new Fine(x).neg().exp()],
    ["log", log, (x: Decimal) => new Fine(x).ln()],
    ["log1p", log1p, (x: Decimal) => new Fine(x).plus(1).ln()],
  ] as const)("%s has as many right digits as anywhere", (_, f, right) => {
    fc.assert(
      fc.property(places, (place) => {
        // Beside 1 the logarithm has lost the digits of x already.
        for (const x of points(place)) if (!x.eq(1)) expect(unitsOff(f(a, x), right(x))).toBeLessThan(1000);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what is remembered", () => {
  /** A function that doubles, and the arguments for which it was computed anew. */
  const doubling = () => {
    const asked: number[] = [];
    const double = nearby(
      (x) => {
        asked.push(x.toNumber());
        return x.times(2);
      },
      (way) => way.e,
      () => (value, way) => value.plus(way).plus(way),
    );
    return { asked, double, of: (x: Decimal.Value) => double(a, new a.Wide(x)).toString() };
  };

  test("serves the same argument and those near it, and no other", () => {
    const { asked, of } = doubling();
    expect(of(3)).toBe("6");
    expect(of(3)).toBe("6");
    expect(of("3.00000000000000001")).toBe("6.00000000000000002");
    expect(of("2.99999999999999999")).toBe("5.99999999999999998");
    expect(asked).toEqual([3]);
    expect(of("3.00000000000001")).toBe("6.00000000000002");
    expect(asked).toHaveLength(2);
  });

  test("is the last few arguments; another number of digits has its own", () => {
    const { asked, double, of } = doubling();
    for (const x of [11, 12, 13, 14, 15, 16, 17, 18, 19, 12, 11]) of(x);
    expect(asked).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 11]);
    double(arithmeticOf(200), new Decimal(19));
    expect(asked.at(-1)).toBe(19);
  });

  test("is no infinity", () => {
    const { asked, of } = doubling();
    expect([of(Number.POSITIVE_INFINITY), of(Number.POSITIVE_INFINITY)]).toEqual(["Infinity", "Infinity"]);
    expect(asked).toHaveLength(2);
  });
});
