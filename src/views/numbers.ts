// Numbers as people read them.

/**
 * Up to `digits` significant digits, without trailing zeros; exponents only far from 1.
 * @example
 * formatNumber(-0.37754066879814546, 6)   // "-0.377541"
 */
export function formatNumber(x: number, digits = 12): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "undefined" : x > 0 ? "infinity" : "-infinity";
  const rounded = Number(x.toPrecision(digits));
  // The largest doubles round up to what no double holds.
  if (!Number.isFinite(rounded)) return x.toExponential(digits - 1);
  const size = Math.abs(rounded);
  return size !== 0 && (size < 1e-4 || size >= 1e9) ? rounded.toExponential() : String(rounded);
}

/** 12,345 */
export function formatCount(n: number): string {
  return n.toLocaleString("en-US");
}
