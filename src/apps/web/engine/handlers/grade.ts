// A student's answer judged by the grader's own checks. The answer runs in QuickJS inside WebAssembly inside this worker: the same
// sandbox as in the terminal, so that both say the same of one answer. It has no window, network, storage or clock, it never meets
// the browser's own engine, and the checks' functions can be called from inside it, which a frame could only do by messages.

import { folderOf } from "../../../../course/grading/exercise.js";
import { exercises } from "../../../../course/grading/exercises/index.js";
import { grade } from "../../../../course/grading/grade.js";
import type { GradeReport, PropertyReport } from "../../../../course/grading/report.js";
import { quickJsSandbox } from "../../../../course/grading/sandbox/quickjs.js";
import type { Files } from "../../../../course/grading/sandbox/sandbox.js";
import type { Progress, Report } from "../progress.js";

export interface GradeQuestion {
  /** the name of its folder, such as 07-topological-order */
  readonly exercise: string;
  readonly files: Files;
  readonly randomSeed: number;
}

export type GradeAnswer = GradeReport | { readonly refused: string };

/** Its progress carries the properties that were judged so far. */
export async function* gradeHandler(
  { exercise: name, files, randomSeed }: GradeQuestion,
  report: Report,
): AsyncGenerator<Progress, GradeAnswer> {
  const exercise = exercises.find((one) => folderOf(one) === name);
  if (exercise === undefined) return { refused: `There is no exercise ${name}.` };
  yield { done: 0 };
  const judged: PropertyReport[] = [];
  return grade(exercise, files, await quickJsSandbox(), {
    randomSeed,
    command: `trigrad exercise ${exercise.number}`,
    onProperty: (property) => {
      judged.push(property);
      report({ done: judged.length / exercise.properties.length, text: property.law, partial: judged });
    },
  });
}
