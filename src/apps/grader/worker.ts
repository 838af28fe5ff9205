// The thread in which a submission is graded: whatever happens here, the program that started it can end it.

import { parentPort, workerData } from "node:worker_threads";
import { type GradeOptions, grade } from "../../course/grading/grade.js";
import { quickJsSandbox } from "../../course/grading/sandbox/quickjs.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { type ExerciseId, exerciseOf } from "../own-exercise/own-exercise.js";

/** What the thread is started with. */
export interface WorkerTask {
  readonly exercise: ExerciseId;
  readonly files: Files;
  readonly options: Omit<GradeOptions, "onProperty">;
}

const { exercise, files, options } = workerData as WorkerTask;
const report = await grade(await exerciseOf(exercise), files, await quickJsSandbox(), {
  ...options,
  onProperty: (property) => parentPort?.postMessage({ property }),
});
parentPort?.postMessage({ report });
