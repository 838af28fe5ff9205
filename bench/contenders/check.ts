// Is a contender's answer right? Before that is known its time counts nothing.

import type { Expected } from "../tasks/expected.js";
import type { Answer, Problem } from "../tasks/problem.js";
import type { Contender } from "./contender.js";

/** How many units of double rounding go into one of float32. */
const coarser = { float64: 1, float32: 2 ** (53 - 24) };
/**
 * Contenders write functions in other ways, and add in another order. The bounds hold for any order of a sum; another form of a function
 * costs it a few roundings more, and so at most a few times as much.
 */
const otherForms = 8;
/** Below this, float32 has numbers no more. */
const vanishing = { float64: Number.MIN_VALUE, float32: 2 ** -100 };

/** undefined when the answer is right, else the first number that is not, in words. */
export function mistake(problem: Problem, expected: Expected, answer: Answer, precision: Contender["precision"]): string | undefined {
  const allowed = (bound: number) => coarser[precision] * otherForms * bound + vanishing[precision];
  const isOff = (got: number | undefined, right: number, bound: number) => !(Math.abs((got ?? Number.NaN) - right) <= allowed(bound));
  if (isOff(answer.value, expected.value, expected.valueBound)) return `value ${answer.value} instead of ${expected.value}`;
  for (const [k, { name, data }] of problem.parameters.entries()) {
    for (let i = 0; i < data.length; i++) {
      const [got, right] = [answer.parts[k]?.[i], expected.parts[k]?.[i] as number];
      if (isOff(got, right, (expected.bounds[k]?.[i] as number) + (answer.errors?.[k]?.[i] ?? 0)))
        return `d/d${name}, entry ${i}: ${got} instead of ${right}`;
    }
  }
  return undefined;
}
