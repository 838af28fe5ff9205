// Numbers as a reader takes them in.

/** 3.2 ns, 0.45 ms: three digits and a unit. */
export function duration(seconds: number): string {
  const units = [
    [1, "s"],
    [1e-3, "ms"],
    [1e-6, "us"],
    [1e-9, "ns"],
  ] as const;
  const [size, unit] = units.find(([least]) => seconds >= least) ?? [1e-9, "ns"];
  return `${digits(seconds / size, 3)} ${unit}`;
}

/** 0.83, 12.4, 1,240: with as many digits as mean something in a ratio of times. */
export function times(ratio: number): string {
  return digits(ratio, ratio < 1 ? 2 : 3);
}

/** Rounded to so many digits, without an exponent, thousands apart. */
export function digits(value: number, count: number): string {
  const rounded = Number(value.toPrecision(count));
  const decimals = Math.max(0, count - 1 - Math.floor(Math.log10(Math.abs(rounded) || 1)));
  return rounded.toLocaleString("en", {
    maximumFractionDigits: decimals,
    minimumFractionDigits: Math.abs(rounded) < 100 ? Math.min(decimals, 3) : 0,
  });
}
