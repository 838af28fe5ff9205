// Digits of the reference, shortened.

import { formatNumber } from "../numbers.js";

/**
 * Up to `digits` significant digits of a number written out, also of one that is too small for a double.
 * @example
 * shortDecimal("0.6931471805599453094172321214581765680755", 6)   // "0.693147"
 * shortDecimal("1.135483865314736098540938875066248401554e-4343", 3)   // "1.14e-4343"
 */
export function shortDecimal(text: string, digits: number): string {
  const [mantissa = "", exponent] = text.split("e");
  const asDouble = Number(text);
  if (exponent === undefined || asDouble !== 0) return Number.isNaN(asDouble) ? text : formatNumber(asDouble, digits);
  return `${Number(Number(mantissa).toPrecision(digits))}e${exponent}`;
}
