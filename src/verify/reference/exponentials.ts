// Exponentials, logarithms and hyperbolic functions, arranged so that nothing cancels. All in the wide class.

import type { Decimal } from "decimal.js";
import type { Arithmetic } from "./arithmetic.js";
import { nearby } from "./nearby.js";

/** e^x = e^c e^(x - c) */
const expNear = nearby(
  (x) => x.exp(),
  (way) => way.e,
  (a) => (value, way) => value.plus(value.times(expm1(a, way))),
);

/** log x = log c + log(1 + (x - c)/c), for x away from 1, where the sum would cancel */
const lnNear = nearby(
  (x) => x.ln(),
  (way, c) => way.e - c.e,
  (a) => (value, way, c) => value.plus(log1p(a, way.div(c))),
);

/** e^x - 1: the Taylor series near 0, where the difference would cancel. */
export function expm1(a: Arithmetic, x: Decimal): Decimal {
  if (x.isZero()) return x;
  if (x.abs().gt(0.1)) return exp(a, x).minus(1);
  let term = x;
  let total = x;
  const last = x.e - a.Wide.precision;
  for (let n = 2; term.e >= last && !term.isZero(); n++) {
    term = term.times(x).div(n);
    total = total.plus(term);
  }
  return total;
}

/** Past 10^17 the result leaves the exponent range of decimal.js (9e15). */
export function exp(a: Arithmetic, x: Decimal): Decimal {
  if (x.abs().gt(1e17)) return new a.Wide(x.isNegative() ? 0 : Number.POSITIVE_INFINITY);
  return expNear(a, x);
}

/** log(1 + x) = 2 artanh(x / (2 + x)), by its series near 0 (Abramowitz & Stegun 4.1.27). NaN for x <= -1. */
export function log1p(a: Arithmetic, x: Decimal): Decimal {
  if (x.isNaN() || x.lte(-1)) return new a.Wide(Number.NaN);
  if (x.isZero()) return x;
  if (x.abs().gt(0.1)) return lnNear(a, x.plus(1));
  const t = x.div(x.plus(2));
  const square = t.times(t);
  const last = t.e - a.Wide.precision;
  let power = t;
  let total = t;
  for (let n = 3; power.e >= last && !power.isZero(); n += 2) {
    power = power.times(square);
    total = total.plus(power.div(n));
  }
  return total.times(2);
}

/** Through log1p near 1, where decimal.js would keep digits behind the point instead of significant ones. */
export function log(a: Arithmetic, x: Decimal): Decimal {
  if (!x.gt(0)) return new a.Wide(Number.NaN);
  const past = x.minus(1);
  return past.abs().lt(0.1) ? log1p(a, past) : lnNear(a, x);
}

export function sinh(a: Arithmetic, x: Decimal): Decimal {
  if (x.abs().gt(1)) return exp(a, x).minus(exp(a, x.neg())).div(2);
  const e = expm1(a, x);
  return e.plus(e.div(e.plus(1))).div(2);
}

export function cosh(a: Arithmetic, x: Decimal): Decimal {
  return exp(a, x).plus(exp(a, x.neg())).div(2);
}

/** From expm1(-2|x|), which neither cancels nor overflows. */
export function tanh(a: Arithmetic, x: Decimal): Decimal {
  const e = expm1(a, x.abs().times(-2));
  const size = e.neg().div(e.plus(2));
  return x.isNegative() ? size.neg() : size;
}

export function asinh(a: Arithmetic, x: Decimal): Decimal {
  const size = x.abs();
  const square = size.times(size);
  const result = log1p(a, size.plus(square.div(square.plus(1).sqrt().plus(1))));
  return x.isNegative() ? result.neg() : result;
}

export function acosh(a: Arithmetic, x: Decimal): Decimal {
  const past = x.minus(1);
  if (past.isNegative() && !past.isZero()) return new a.Wide(Number.NaN);
  return log1p(a, past.plus(past.times(past.plus(2)).sqrt()));
}

export function atanh(a: Arithmetic, x: Decimal): Decimal {
  const size = x.abs();
  if (!size.lt(1)) return new a.Wide(Number.NaN);
  const result = log1p(a, size.times(2).div(size.neg().plus(1))).div(2);
  return x.isNegative() ? result.neg() : result;
}

/** 1 / (1 + e^-x), by the branch that cannot overflow. */
export function sigmoid(a: Arithmetic, x: Decimal): Decimal {
  const e = exp(a, x.abs().neg());
  return (x.isNegative() ? e : new a.Wide(1)).div(e.plus(1));
}

/** log(e^x + e^y) = max + log(1 + e^-|x - y|); the caller passes max and the distance. */
export function logSum(a: Arithmetic, larger: Decimal, distance: Decimal): Decimal {
  return larger.plus(log1p(a, exp(a, distance.neg())));
}
