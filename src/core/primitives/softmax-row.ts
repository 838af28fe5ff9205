// One row of logits: its exponentials around the largest, and sums that leave one entry out.

/** Exponentials of a row, scaled by the largest entry. */
export interface Exponentials {
  readonly largest: number;
  /** sum of e^(x_i - largest) without the largest entry itself */
  readonly rest: number;
  /** softmax of the row */
  readonly shares: Float64Array;
  /** rounding error of `rest` in units of machine epsilon */
  readonly error: number;
}

export function exponentials(entries: Float64Array): Exponentials {
  let at = 0;
  for (let i = 1; i < entries.length; i++) if (!((entries[i] as number) <= (entries[at] as number))) at = i;
  const largest = entries[at] as number;
  let rest = 0;
  let error = 0;
  const powers = entries.map((entry, i) => {
    if (i === at) return 1;
    const distance = entry - largest;
    // Two infinite entries are as large as one another.
    const power = entry === largest ? 1 : Math.exp(distance);
    rest += power;
    if (power > 0) error += power * (Math.abs(distance) + 4 + entries.length);
    return power;
  });
  return { largest, rest, error, shares: powers.map((power) => power / (1 + rest)) };
}

/** Rounding error of log1p(rest), in units of machine epsilon. */
export function logError({ rest, error }: Exponentials): number {
  return error / (1 + rest) + 4 * Math.log1p(rest);
}

/**
 * For each position the combination of all other entries, without ever taking anything away again.
 * @param entries two or more
 * @example
 * withoutEach([1, 2, 3], (x, y) => x + y)   // [5, 4, 3]
 */
export function withoutEach<T>(entries: readonly T[], combine: (x: T, y: T) => T): T[] {
  const last = entries.length - 1;
  const before: T[] = [entries[0] as T];
  const after: T[] = [];
  for (let i = 1; i < last; i++) before.push(combine(before[i - 1] as T, entries[i] as T));
  after[last] = entries[last] as T;
  for (let i = last - 1; i > 0; i--) after[i] = combine(entries[i] as T, after[i + 1] as T);
  return entries.map((_, k) => {
    if (k === 0) return after[1] as T;
    return k === last ? (before[k - 1] as T) : combine(before[k - 1] as T, after[k + 1] as T);
  });
}
