// Circular functions, with large angles reduced by enough digits of pi. All in the wide class.

import { Decimal } from "decimal.js";
import type { Arithmetic } from "./arithmetic.js";

/** The largest angle, as a power of ten, that the 1025 digits of pi in decimal.js can reduce. */
const LARGEST_EXPONENT = 400;

/** r and q with x = r + q pi/2, |r| <= pi/4, r right to all digits; undefined for angles too large to say. */
function reduce({ Wide }: Arithmetic, x: Decimal): { r: Decimal; quadrant: number } | undefined {
  if (!x.isFinite() || x.e > LARGEST_EXPONENT) return undefined;
  if (x.abs().lt(0.75)) return { r: new Wide(x), quadrant: 0 };
  // Digits before the point are lost in the subtraction, and 20 more when a double all but meets a multiple of pi/2.
  const { Angle, quarter } = angles(Wide.precision + 40 + (x.e <= 20 ? 20 : LARGEST_EXPONENT));
  const count = new Angle(x).div(quarter).round();
  const r = new Angle(x).minus(count.times(quarter));
  return { r: new Wide(r).toSignificantDigits(Wide.precision), quadrant: (count.mod(4).toNumber() + 4) % 4 };
}

const angleClasses = new Map<number, { Angle: typeof Decimal; quarter: Decimal }>();

function angles(precision: number) {
  const known = angleClasses.get(precision);
  if (known !== undefined) return known;
  const Angle = Decimal.clone({ precision, defaults: true });
  const made = { Angle, quarter: Angle.acos(-1).div(2) };
  angleClasses.set(precision, made);
  return made;
}

/** sin(r + q pi/2), by the Taylor series of sin or cos. */
function sineOf(a: Arithmetic, { r, quadrant }: { r: Decimal; quadrant: number }): Decimal {
  const even = quadrant % 2 === 0;
  const square = r.times(r);
  let term: Decimal = even ? r : new a.Wide(1);
  let total = term;
  const last = term.e - a.Wide.precision;
  for (let n = even ? 2 : 1; term.e >= last && !term.isZero(); n += 2) {
    term = term.times(square).div(-n * (n + 1));
    total = total.plus(term);
  }
  return quadrant >= 2 ? total.neg() : total;
}

/** NaN for angles beyond 10^400, where no double can be. */
export function sin(a: Arithmetic, x: Decimal): Decimal {
  const reduced = reduce(a, x);
  return reduced === undefined ? new a.Wide(Number.NaN) : sineOf(a, reduced);
}

export function cos(a: Arithmetic, x: Decimal): Decimal {
  const reduced = reduce(a, x);
  if (reduced === undefined) return new a.Wide(Number.NaN);
  return sineOf(a, { r: reduced.r, quadrant: (reduced.quadrant + 1) % 4 });
}

export function tan(a: Arithmetic, x: Decimal): Decimal {
  const reduced = reduce(a, x);
  if (reduced === undefined) return new a.Wide(Number.NaN);
  return sineOf(a, reduced).div(sineOf(a, { r: reduced.r, quadrant: (reduced.quadrant + 1) % 4 }));
}

/** atan(x / sqrt(1 - x^2)), with 1 - x^2 as a product because the difference cancels near 1. */
export function asin(a: Arithmetic, x: Decimal): Decimal {
  const size = x.abs();
  if (!size.lte(1)) return new a.Wide(Number.NaN);
  const other = size.neg().plus(1).times(size.plus(1)).sqrt();
  const result = other.isZero() ? a.pi.div(2) : atan(a, size.div(other));
  return x.isNegative() ? result.neg() : result;
}

/** 2 atan(sqrt((1 - x) / (1 + x))), which keeps its digits near 1. */
export function acos(a: Arithmetic, x: Decimal): Decimal {
  if (!x.abs().lte(1)) return new a.Wide(Number.NaN);
  if (x.eq(-1)) return a.pi;
  return atan(a, x.neg().plus(1).div(x.plus(1)).sqrt()).times(2);
}

/** Halved until small (tan(t/2) = tan t / (1 + sqrt(1 + tan^2 t))), then the Taylor series. */
export function atan(a: Arithmetic, x: Decimal): Decimal {
  if (x.isNaN() || x.isZero()) return x;
  if (x.abs().gt(1)) {
    const quarter = x.isNegative() ? a.pi.div(-2) : a.pi.div(2);
    return quarter.minus(atan(a, new a.Wide(1).div(x)));
  }
  let t = x;
  let halvings = 0;
  for (; t.abs().gt(0.02); halvings++) t = t.div(t.times(t).plus(1).sqrt().plus(1));
  const square = t.times(t).neg();
  const last = t.e - a.Wide.precision;
  let power = t;
  let total = t;
  for (let n = 3; power.e >= last && !power.isZero(); n += 2) {
    power = power.times(square);
    total = total.plus(power.div(n));
  }
  return total.times(2 ** halvings);
}

/** Angle of the point (y, x) in (-pi, pi], or -pi for y = -0 as in JavaScript; NaN at the origin. */
export function atan2(a: Arithmetic, y: Decimal, x: Decimal): Decimal {
  if (y.isZero() && x.isZero()) return new a.Wide(Number.NaN);
  const size = x.isZero() ? a.pi.div(2) : atan(a, y.abs().div(x.abs()));
  const angle = x.isNegative() && !x.isZero() ? a.pi.minus(size) : size;
  return y.isNegative() ? angle.neg() : angle;
}
