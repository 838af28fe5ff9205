// One submission on its way to whoever grades it: plain data, for a process beside us or on another machine.

import type { GradeReport } from "../../course/grading/report.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import type { ExerciseId } from "../own-exercise/own-exercise.js";

export interface GradeTask {
  readonly exercise: ExerciseId;
  readonly files: Files;
  readonly randomSeed: number;
  /** for the line that replays the report */
  readonly command: string;
}

/** Who grades: processes of this machine, or those that listen to a queue. */
export interface Graders {
  /** so many tasks are handed out at a time */
  readonly width: number;
  /** @throws {GraderLost} when whoever graded it died, again and again */
  grade(task: GradeTask): Promise<GradeReport>;
  close(): Promise<void>;
}

/** What a process of this machine says: the report, or what broke in the grader. */
export type ProcessAnswer = { readonly report: GradeReport } | { readonly broken: string };

/** No verdict on the submission: the grader itself broke. */
export class GraderLost extends Error {
  override readonly name = "GraderLost";
}
