// Functions that neither decimal.js nor a short formula provides. All in the wide class.

import type { Decimal } from "decimal.js";
import type { Arithmetic } from "./arithmetic.js";
import { exp } from "./exponentials.js";

/**
 * erf(x) = 2/sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (1 3 5 ... (2n+1)): all terms have one sign, so nothing cancels.
 * Where 1 - |erf x| < e^(-x^2) is below the last digit it is 1.
 * @see Abramowitz & Stegun 7.1.6
 */
export function erf(a: Arithmetic, x: Decimal): Decimal {
  const { Wide } = a;
  if (x.isNaN() || x.isZero()) return x;
  const square = x.times(x);
  if (square.gt(2.3026 * (Wide.precision + 2))) return new Wide(x.isNegative() ? -1 : 1);
  const factor = square.times(2);
  let term = x;
  let total = x;
  for (let n = 1; term.e >= total.e - Wide.precision; n++) {
    term = term.times(factor).div(2 * n + 1);
    total = total.plus(term);
  }
  return total.times(exp(a, square.neg())).times(2).div(a.pi.sqrt());
}

/** x^y for real x, y: NaN for x < 0 with y no integer, and for x = 0 with y < 0; 0^0 = 1. */
export function pow({ Wide }: Arithmetic, x: Decimal, y: Decimal): Decimal {
  if (y.isZero()) return new Wide(1);
  if (x.isZero()) return new Wide(y.isNegative() ? Number.NaN : 0);
  if (x.isNegative() && !y.isInteger()) return new Wide(Number.NaN);
  const size = x.abs().pow(y);
  return x.isNegative() && !y.mod(2).isZero() ? size.neg() : size;
}
