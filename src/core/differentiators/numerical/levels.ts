// Do the levels of an extrapolation tableau contradict one another?

import type { Estimate } from "../../execute/evaluator.js";

/** Of each entry of an output the best value of one level of the tableau, and what it may be off by. */
export interface Level {
  readonly data: ArrayLike<number>;
  readonly bound: ArrayLike<number>;
}

/**
 * Widens each bound until it covers the interval of every level that it does not meet. Two neighbours in a tableau can be alike by
 * accident; then either this interval or the other misses the derivative, and nobody can say which.
 * @example
 * const bound = Float64Array.of(0.1);
 * coverLevels({ data: Float64Array.of(1), bound }, [{ data: Float64Array.of(1.5), bound: Float64Array.of(0.2) }]);
 * bound[0]   // 0.7
 */
export function coverLevels({ data, bound }: Pick<Estimate, "data"> & { readonly bound: Float64Array }, levels: readonly Level[]): void {
  for (let i = 0; i < data.length; i++) {
    const [value, claimed] = [data[i] as number, bound[i] as number];
    for (const level of levels) {
      const [distance, other] = [Math.abs((level.data[i] as number) - value), level.bound[i] as number];
      if (distance > claimed + other) bound[i] = Math.max(bound[i] as number, distance + other);
    }
  }
}
