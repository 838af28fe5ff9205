// Exponential and logarithm beside an argument where they are known. A difference quotient asks for both at points that share their
// first twenty digits, and each of them takes longer than all its other operations.

import type { Decimal } from "decimal.js";
import type { Arithmetic } from "./arithmetic.js";

/** A function beside c, from its value there, the way from c to x, and c. */
type Beside = (value: Decimal, way: Decimal, c: Decimal) => Decimal;

/** Nearer than 10 to this power an addition theorem needs fewer than ten terms of a series. */
const NEAR = -15;
/** The arguments of one graph at one point. */
const REMEMBERED = 8;

/**
 * f, computed anew where no argument near x is known, and by `beside` where one is. What is known was always computed anew, so that
 * errors do not add up.
 * @param distance the power of ten of what must be small: of the way itself, or of its share of c
 */
export function nearby(
  f: (x: Decimal) => Decimal,
  distance: (way: Decimal, c: Decimal) => number,
  beside: (a: Arithmetic) => Beside,
): (a: Arithmetic, x: Decimal) => Decimal {
  const known = new WeakMap<Arithmetic, { readonly c: Decimal; readonly value: Decimal }[]>();
  return (a, x) => {
    const list = known.get(a) ?? [];
    known.set(a, list);
    for (const { c, value } of list) {
      const way = a.Wide.sub(x, c);
      if (way.isZero()) return value;
      if (distance(way, c) < NEAR) return beside(a)(value, way, c);
    }
    const value = f(x);
    if (!value.isFinite()) return value;
    list.push({ c: x, value });
    if (list.length > REMEMBERED) list.shift();
    return value;
  };
}
