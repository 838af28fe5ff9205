// A student's answer judged by the grader's own checks, in the same QuickJS as in the terminal: both say the same of one answer.

import wasm from "@jitl/quickjs-ng-wasmfile-release-sync/wasm";
import { folderOf } from "../../../course/grading/exercise.js";
import { exercises } from "../../../course/grading/exercises/index.js";
import { grade } from "../../../course/grading/grade.js";
import type { GradeReport, PropertyReport } from "../../../course/grading/report.js";
import { quickJsSandbox } from "../../../course/grading/sandbox/quickjs.js";
import type { Files } from "../../../course/grading/sandbox/sandbox.js";
import type { Report } from "../engine/progress.js";

export interface GradeQuestion {
  /** the name of its folder, such as 07-topological-order */
  readonly exercise: string;
  readonly files: Files;
  readonly randomSeed: number;
}

export type GradeAnswer = GradeReport | { readonly refused: string };

/** @param report its progress carries the properties that were judged so far */
export async function gradeAnswer({ exercise: name, files, randomSeed }: GradeQuestion, report: Report): Promise<GradeAnswer> {
  const exercise = exercises.find((one) => folderOf(one) === name);
  if (exercise === undefined) return { refused: `There is no exercise ${name}.` };
  report({ done: 0 });
  const judged: PropertyReport[] = [];
  // A program in the frame can fetch nothing, so the machine is a part of it.
  const sandbox = await quickJsSandbox(() => performance.now(), wasm.buffer);
  return grade(exercise, files, sandbox, {
    randomSeed,
    command: `trigrad exercise ${exercise.number}`,
    onProperty: (property) => {
      judged.push(property);
      report({ done: judged.length / exercise.properties.length, text: property.law, partial: judged });
    },
  });
}
