// Sources of randomness whose numbers are known: always the least, always the most, or those of a list.

import type { Random } from "fast-check";

const only = (known: { readonly nextInt: (min?: number, max?: number) => number; readonly nextDouble: () => number }): Random =>
  known as Random;

export const least = only({ nextInt: (min = 0) => min, nextDouble: () => 0 });

/** nextDouble stays below 1. */
export const most = only({ nextInt: (_ = 0, max = 0) => max, nextDouble: () => 1 - 2 ** -53 });

/** Whole numbers in order, each of which has to be one that was asked for; then always the least. */
export function chosen(...choices: readonly number[]): Random {
  let next = 0;
  const nextInt = (min = 0, max = 0) => {
    const choice = choices[next++] ?? min;
    if (choice < min || choice > max) throw new Error(`choice ${next} is ${choice}, and ${min} to ${max} was asked for`);
    return choice;
  };
  return only({ nextInt, nextDouble: () => 0.5 });
}
