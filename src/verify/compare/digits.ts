// How many decimal digits of a number are right.

/** A double has between 15.9 and 17 significant digits: more cannot be told. */
export const allDigits = 17;

/**
 * -log10 of the relative error; of the absolute error where the exact value is 0.
 * @example
 * Math.round(digitsCorrect(3.1416, Math.PI))   // 6
 */
export function digitsCorrect(computed: number, exact: number): number {
  if (computed === exact) return allDigits;
  const error = exact === 0 ? Math.abs(computed) : Math.abs((computed - exact) / exact);
  if (!Number.isFinite(error)) return 0;
  return Math.min(allDigits, Math.max(0, -Math.log10(error)));
}
