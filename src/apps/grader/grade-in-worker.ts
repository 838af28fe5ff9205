// One submission in a thread of its own, for commands that grade a single one.

import type { Exercise } from "../../course/grading/exercise.js";
import type { GradeOptions } from "../../course/grading/grade.js";
import type { GradeReport } from "../../course/grading/report.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { startGrader } from "./grader.js";

export async function gradeInWorker(exercise: Exercise, files: Files, options: GradeOptions): Promise<GradeReport> {
  const grader = startGrader();
  try {
    return await grader.grade(exercise, files, options);
  } finally {
    await grader.close();
  }
}
