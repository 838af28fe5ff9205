// Doubles as the exact decimals that they are, and decimals as text.

import { Decimal } from "decimal.js";

// The longest exact expansion of a double has 767 significant digits.
const Exact = Decimal.clone({ precision: 800, toExpNeg: -9e15, toExpPos: 9e15, defaults: true });

/**
 * The double itself, all its digits, found through its bits: x = (-1)^s m 2^e. Signed zeros, infinities and NaN are kept.
 * @example
 * exactDecimal(0.1).toString()   // "0.1000000000000000055511151231257827021181583404541015625"
 */
export function exactDecimal(x: number): Decimal {
  if (!Number.isFinite(x) || x === 0) return new Exact(x);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  // A biased exponent of 0 marks a subnormal double, which lacks the hidden bit.
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const exponent = Math.max(biased, 1) - 1075;
  const size = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa;
  const magnitude = new Exact(size.toString()).times(exponent >= 0 ? 1 : new Exact(2).pow(exponent));
  return x < 0 ? magnitude.neg() : magnitude;
}

/**
 * Decimal text with the given number of significant digits, trailing zeros dropped; "NaN", "Infinity" as they are.
 * @example
 * printDecimal(exactDecimal(0.1))   // "0.1000000000000000055511151231257827021182"
 */
export function printDecimal(x: Decimal, digits = 40): string {
  const rounded = new Exact(x).toSignificantDigits(digits);
  // A thousand zeros help nobody: far from 1 the text is exponential.
  return rounded.e < -7 || rounded.e >= digits ? rounded.toExponential() : rounded.toFixed();
}
