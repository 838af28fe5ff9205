// The thread in which submissions are graded: whatever happens here, the program that started it can end it.

import { parentPort } from "node:worker_threads";
import { type GradeOptions, grade } from "../../course/grading/grade.js";
import type { GradeReport, PropertyReport } from "../../course/grading/report.js";
import { quickJsSandbox } from "../../course/grading/sandbox/quickjs.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { type ExerciseId, exerciseOf } from "../own-exercise/own-exercise.js";
import { processorTime } from "./processor-time.js";

/** One submission, as plain data. */
export interface GraderTask {
  readonly exercise: ExerciseId;
  readonly files: Files;
  readonly options: Omit<GradeOptions, "onLoad" | "onProperty">;
}

/** What the thread says while it grades: the files ran to their end, a property is judged, all are judged. */
export type GraderMessage =
  | { readonly kind: "loaded" }
  | { readonly kind: "property"; readonly property: PropertyReport }
  | { readonly kind: "report"; readonly report: GradeReport };

const sandbox = await quickJsSandbox(processorTime);
const say = (message: GraderMessage) => parentPort?.postMessage(message);

parentPort?.on("message", async ({ exercise, files, options }: GraderTask) => {
  const report = await grade(await exerciseOf(exercise), files, sandbox, {
    ...options,
    onLoad: () => say({ kind: "loaded" }),
    onProperty: (property) => say({ kind: "property", property }),
  });
  say({ kind: "report", report });
});
