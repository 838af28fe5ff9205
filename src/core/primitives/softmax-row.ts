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
  const at = largestAt(entries, 0, entries.length);
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

/** The largest of the entries from `start` to `end`: the one at the position returned. NaN counts as larger than anything. */
function largestAt(entries: Float64Array, start: number, end: number): number {
  let at = start;
  for (let i = start + 1; i < end; i++) if (!((entries[i] as number) <= (entries[at] as number))) at = i;
  return at;
}

function power(entry: number, largest: number): number {
  return entry === largest ? 1 : Math.exp(entry - largest);
}

/** `rest` of a row, by the same arithmetic as `exponentials`, and nothing else. */
function restOf(entries: Float64Array, start: number, end: number, at: number): number {
  const largest = entries[at] as number;
  let rest = 0;
  for (let i = start; i < end; i++) if (i !== at) rest += power(entries[i] as number, largest);
  return rest;
}

/** Cross entropy of the row of logits from `start` to `end` and of the probabilities there. */
export function rowCrossEntropy(logits: Float64Array, target: Float64Array, start: number, end: number): number {
  const at = largestAt(logits, start, end);
  const largest = logits[at] as number;
  const tail = Math.log1p(restOf(logits, start, end, at));
  let total = 0;
  for (let i = start; i < end; i++) {
    const weight = target[i] as number;
    if (weight !== 0) total += weight * (largest - (logits[i] as number) + tail);
  }
  return total;
}

let laterShares = new Float64Array(16);
let laterTargets = new Float64Array(16);

/** Its derivative by each logit, s_k sum_{j != k} p_j - p_k sum_{j != k} s_j, where the sums leave one out as `withoutEach` does. */
export function rowSlopes(logits: Float64Array, target: Float64Array, start: number, end: number, out: Float64Array): void {
  const at = largestAt(logits, start, end);
  const largest = logits[at] as number;
  const whole = 1 + restOf(logits, start, end, at);
  const width = end - start;
  if (laterShares.length <= width) [laterShares, laterTargets] = [new Float64Array(2 * width), new Float64Array(2 * width)];
  // Nothing comes after the last.
  laterShares[width] = 0;
  laterTargets[width] = 0;
  for (let k = width - 1; k >= 0; k--) {
    const share = (k === at - start ? 1 : power(logits[start + k] as number, largest)) / whole;
    out[start + k] = share;
    laterShares[k] = share + (laterShares[k + 1] as number);
    laterTargets[k] = (target[start + k] as number) + (laterTargets[k + 1] as number);
  }
  let shares = 0;
  let targets = 0;
  for (let k = 0; k < width; k++) {
    const [share, weight] = [out[start + k] as number, target[start + k] as number];
    const otherShares = shares + (laterShares[k + 1] as number);
    const otherTargets = targets + (laterTargets[k + 1] as number);
    out[start + k] = share * otherTargets - weight * otherShares;
    shares += share;
    targets += weight;
  }
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
