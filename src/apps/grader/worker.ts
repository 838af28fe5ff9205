// The thread in which a submission is graded: whatever happens here, the program that started it can end it.

import { parentPort, workerData } from "node:worker_threads";
import { exercises } from "../../course/grading/exercises/index.js";
import { type GradeOptions, grade } from "../../course/grading/grade.js";
import { quickJsSandbox } from "../../course/grading/sandbox/quickjs.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";

/** What the thread is started with. */
export interface WorkerTask {
  readonly exercise: number;
  readonly files: Files;
  readonly options: Omit<GradeOptions, "onProperty">;
}

const { exercise: number, files, options } = workerData as WorkerTask;
const exercise = exercises.find((one) => one.number === number);
if (exercise === undefined) throw new Error(`there is no exercise ${number}`);
const report = await grade(exercise, files, await quickJsSandbox(), {
  ...options,
  onProperty: (property) => parentPort?.postMessage({ property }),
});
parentPort?.postMessage({ report });
