// A process that grades one submission after the other, for the program that started it.

import { exercises } from "../../course/grading/exercises/index.js";
import { startGrader } from "../grader/grader.js";
import type { GradeTask } from "./grade-task.js";

const grader = startGrader();

process.on("message", async ({ exercise: number, files, randomSeed, command }: GradeTask) => {
  const exercise = exercises.find((one) => one.number === number);
  if (exercise === undefined) throw new Error(`there is no exercise ${number}`);
  process.send?.(await grader.grade(exercise, files, { randomSeed, command }));
});
// Whoever asked is gone: nobody would hear the answer.
process.on("disconnect", () => process.exit());
