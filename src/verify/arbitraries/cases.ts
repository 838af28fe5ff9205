// The cases of an arbitrary by number: the n-th of a random seed is always the same, so that a long run can stop and go on.

import fc from "fast-check";

export interface Shrunk<T> {
  readonly value: T;
  /** where fast-check finds it again, such as "0:1:3" */
  readonly path: string;
  /** how often a smaller one was found */
  readonly steps: number;
}

export interface Shrinking<T> {
  readonly fails: (value: T) => boolean;
  /** after which the smallest one found so far is taken */
  readonly milliseconds: number;
}

export interface Cases<T> {
  /** The n-th case, counted from 0, or a smaller one that shrinking found from there. */
  at(randomSeed: number, n: number, path?: string): T;
  /** The smallest case that still fails, from the n-th on; the n-th itself when it does not fail. */
  shrink(randomSeed: number, n: number, shrinking: Shrinking<T>): Shrunk<T>;
}

/**
 * @example
 * const numbers = casesOf(fc.integer({ min: 10, max: 1e6 }));
 * numbers.at(7, 3) === numbers.at(7, 3)   // true
 * numbers.shrink(7, 3, { fails: (x) => x >= 10, milliseconds: 1000 }).value   // 10
 */
export function casesOf<T>(arbitrary: fc.Arbitrary<T>): Cases<T> {
  const at: Cases<T>["at"] = (randomSeed, n, path = "0") => {
    return fc.sample(arbitrary, { seed: seedOf(randomSeed, n), path, numRuns: 1 })[0] as T;
  };
  return {
    at,
    shrink(randomSeed, n, { fails, milliseconds }) {
      const end = performance.now() + milliseconds;
      let isFirst = true;
      const property = fc.property(arbitrary, (value) => {
        const isOver = !isFirst && performance.now() > end;
        isFirst = false;
        return isOver || !fails(value);
      });
      const { counterexample, counterexamplePath, numShrinks } = fc.check(property, { seed: seedOf(randomSeed, n), numRuns: 1 });
      if (counterexample === null || counterexamplePath === null) return { value: at(randomSeed, n), path: "0", steps: 0 };
      return { value: counterexample[0], path: counterexamplePath, steps: numShrinks };
    },
  };
}

/** Seeds of neighbours are far apart, and no two cases of a run share one. */
function seedOf(randomSeed: number, n: number): number {
  return (randomSeed ^ Math.imul(n + 1, 0x9e3779b1)) | 0;
}
