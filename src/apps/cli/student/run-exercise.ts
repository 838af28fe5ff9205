// One check of a student's own folder, remembered in the progress.

import { join } from "node:path";
import { type Exercise, folderOf } from "../../../course/grading/exercise.js";
import { type Progress, withTry } from "../../../course/grading/progress.js";
import type { GradeReport } from "../../../course/grading/report.js";
import { readSubmission } from "../../submission/read.js";
import { gradeOnce } from "../grade-once.js";
import { changeProgress } from "./progress-file.js";

export interface ExerciseRun {
  readonly report: GradeReport;
  readonly progress: Progress;
}

/** @throws for a folder that is not there or cannot be an answer */
export async function runExercise(
  exercise: Exercise,
  { dir, randomSeed, command }: { readonly dir: string; readonly randomSeed: number; readonly command: string },
): Promise<ExerciseRun> {
  const { files } = await readSubmission(join(dir, folderOf(exercise)), exercise);
  const report = await gradeOnce(exercise, files, { randomSeed, command });
  return { report, progress: await changeProgress(dir, (before) => withTry(before, report), note) };
}

/** Beside the report, not in it. */
export function note(text: string): void {
  process.stderr.write(`trigrad: ${text}\n`);
}

export const anySeed = (): number => Math.floor(Math.random() * 2 ** 31);
