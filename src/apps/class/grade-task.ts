// One submission on its way to whoever grades it: plain data, for a process beside us or on another machine.

import type { GradeReport } from "../../course/grading/report.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";

export interface GradeTask {
  readonly exercise: number;
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

/** No verdict on the submission: the grader itself broke. */
export class GraderLost extends Error {
  override readonly name = "GraderLost";
}
