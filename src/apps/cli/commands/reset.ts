// trigrad reset NN: the stub again, after a question; the answer is kept.

import { createInterface } from "node:readline/promises";
import { folderOf } from "../../../course/grading/exercise.js";
import { withoutExercise } from "../../../course/grading/progress.js";
import type { Outcome } from "../errors.js";
import { exerciseNamed } from "../exercise-argument.js";
import { exercisesFolder } from "../student/exercises-folder.js";
import { changeProgress } from "../student/progress-file.js";
import { changedFiles, resetFiles } from "../student/reset.js";
import { note } from "../student/run-exercise.js";

export interface ResetCommandOptions {
  readonly dir?: string;
  readonly yes?: boolean;
}

export async function resetCommand(typed: string, options: ResetCommandOptions): Promise<Outcome> {
  const exercise = exerciseNamed(typed);
  const dir = exercisesFolder(options.dir);
  const name = folderOf(exercise);
  const files = changedFiles(exercise, dir);
  if (files.length === 0) return { output: `${name}: nothing to reset, these are the stubs as they were handed out.`, exitCode: 0 };
  if (
    options.yes !== true &&
    !(await agreed(`${name}: put ${files.join(", ")} back to the stub? Your answer is kept, your progress here begins anew. [y/N] `))
  )
    return { output: "Nothing was changed.", exitCode: 0 };
  const backup = resetFiles(exercise, dir, new Date());
  await changeProgress(dir, (before) => withoutExercise(before, exercise), note);
  const kept = backup === undefined ? "" : ` Your answer is kept in ${backup}.`;
  return { output: `${name}: ${files.join(", ")} is the stub again.${kept}`, exitCode: 0 };
}

/** @throws {Error} where nobody can be asked */
async function agreed(question: string): Promise<boolean> {
  if (process.stdin.isTTY !== true) throw new Error("reset asks before it changes anything, and here nobody can answer: add --yes.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const gone = new Promise<string>((done) => terminal.once("close", () => done("")));
    return /^y(es)?$/i.test((await Promise.race([terminal.question(question), gone])).trim());
  } finally {
    terminal.close();
  }
}
