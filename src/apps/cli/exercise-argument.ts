// Which exercise is meant by what was typed.

import { type Exercise, folderOf } from "../../course/grading/exercise.js";
import { exercises } from "../../course/grading/exercises/index.js";
import { OptionError } from "./option-value.js";

/**
 * The exercise by number, such as `7` or `07`, or by name.
 * @throws {OptionError} naming those that there are
 * @example
 * exerciseNamed("07").title   // "Topological order and accumulation at branches"
 */
export function exerciseNamed(typed: string): Exercise {
  const found = exercises.find((one) => (/^\d+$/.test(typed) ? one.number === Number(typed) : [one.name, folderOf(one)].includes(typed)));
  if (found !== undefined) return found;
  throw new OptionError(`there is no exercise "${typed}". The exercises are ${exercises.map(folderOf).join(", ")}.`);
}
