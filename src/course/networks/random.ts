// Random numbers that start from a seed, and can be stopped and resumed.

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

export interface Random {
  /** evenly spread over [low, high); [0, 1) unless given */
  uniform(low?: number, high?: number): number;
  /** normally distributed with mean 0 and the given standard deviation, 1 unless given */
  normal(deviation?: number): number;
  /** the numbers 0 to n - 1 in random order */
  permutation(n: number): number[];
  /** plain numbers from which `resumeRandom` goes on */
  state(): readonly number[];
}

/** Two seeds that differ in a bit start alike: these many numbers are thrown away. */
const warmUp = 20;

/**
 * @param seed an integer
 * @example
 * randomFrom(7).uniform() === randomFrom(7).uniform()   // true
 */
export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  for (let i = 0; i < warmUp; i++) generator.next();
  return wrap(generator);
}

/**
 * Goes on where `state()` was taken.
 * @example
 * const first = randomFrom(7);
 * const later = resumeRandom(first.state());
 * first.normal() === later.normal()   // true
 */
export function resumeRandom(state: readonly number[]): Random {
  return wrap(xoroshiro128plusFromState(state));
}

function wrap(generator: ReturnType<typeof xoroshiro128plus>): Random {
  const uniform = (low = 0, high = 1) => low + (high - low) * uniformFloat64(generator);
  return {
    uniform,
    // Box and Muller (1958); the second number of each pair is not kept, so that the state is the generator's alone.
    normal: (deviation = 1) => deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    permutation(n) {
      const order = Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = uniformInt(generator, 0, i);
        [order[i], order[j]] = [order[j] as number, order[i] as number];
      }
      return order;
    },
    state: () => [...generator.getState()],
  };
}
