// One submission, graded for one command.

import type { Exercise } from "../../course/grading/exercise.js";
import type { GradeReport } from "../../course/grading/report.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { gradeInWorker } from "../grader/grade-in-worker.js";
import { ownFolder } from "../own-exercise/own-exercise.js";
import { OwnExerciseError } from "../own-exercise/own-exercise-error.js";

/** @throws {OwnExerciseError} when the check of a course's own exercise fails, which is not the student's fault */
export async function gradeOnce(
  exercise: Exercise,
  files: Files,
  options: { readonly randomSeed: number; readonly command?: string },
): Promise<GradeReport> {
  try {
    return await gradeInWorker(exercise, files, options);
  } catch (error) {
    const folder = ownFolder(exercise);
    if (folder === undefined) throw error;
    throw new OwnExerciseError(`${folder}: the check itself failed: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
