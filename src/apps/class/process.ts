// A process that grades one submission after the other, for the program that started it.

import { startGrader } from "../grader/grader.js";
import { exerciseOf } from "../own-exercise/own-exercise.js";
import type { GradeTask, ProcessAnswer } from "./grade-task.js";

const grader = startGrader();

async function answer({ exercise, files, randomSeed, command }: GradeTask): Promise<ProcessAnswer> {
  try {
    return { report: await grader.grade(await exerciseOf(exercise), files, { randomSeed, command }) };
  } catch (error) {
    // A course's own check that fails is nothing that the submission did.
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}

process.on("message", async (task: GradeTask) => process.send?.(await answer(task)));
// Whoever asked is gone: nobody would hear the answer.
process.on("disconnect", () => process.exit());
