// Which exercise is meant by what was typed.

import { type Exercise, folderOf } from "../../course/grading/exercise.js";
import { exercises } from "../../course/grading/exercises/index.js";
import { isOwnExercise, manifestName, ownExercise } from "../own-exercise/own-exercise.js";
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
  throw new OptionError(
    `there is no exercise "${typed}". The exercises are ${exercises.map(folderOf).join(", ")}; a folder with ${manifestName} is one of your own.`,
  );
}

/** The same, or a course's own exercise by its folder. */
export async function exerciseOrOwn(typed: string): Promise<Exercise> {
  return isOwnExercise(typed) ? ownExercise(typed) : exerciseNamed(typed);
}
