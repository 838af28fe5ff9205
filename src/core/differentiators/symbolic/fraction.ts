// Small fractions, so that 1/3 stays 1/3 in a simplified expression.

/** p / q with q > 0; a p that is no whole number has q = 1. */
export interface Fraction {
  readonly p: number;
  readonly q: number;
}

export const unit: Fraction = { p: 1, q: 1 };
export const minusOne: Fraction = { p: -1, q: 1 };

export const times = (a: Fraction, b: Fraction): Fraction => reduced(a.p * b.p, a.q * b.q);

export const plus = (a: Fraction, b: Fraction): Fraction => reduced(a.p * b.q + b.p * a.q, a.q * b.q);

/** a^n for a whole n; a is not 0 when n is negative */
export const power = (a: Fraction, n: number): Fraction => (n < 0 ? reduced(a.q ** -n, a.p ** -n) : reduced(a.p ** n, a.q ** n));

function reduced(p: number, q: number): Fraction {
  if (!Number.isSafeInteger(p) || !Number.isSafeInteger(q)) return { p: p / q, q: 1 };
  const divisor = gcd(Math.abs(p), Math.abs(q)) * Math.sign(q);
  return { p: p / divisor, q: q / divisor };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
