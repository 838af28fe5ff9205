// trigrad grade DIR|FILE: points for each law that holds, and what a tutor would say about the others.

import type { GradeReport } from "../../../course/grading/report.js";
import { gradeText, type HintLevel } from "../../../views/grade-report.js";
import { gradeInWorker } from "../../grader/grade-in-worker.js";
import type { Outcome } from "../errors.js";
import { choiceOption, countOption } from "../option-value.js";
import { type FoundSubmission, findSubmission } from "../submission.js";
import { terminalOptions } from "../terminal.js";

export interface GradeCommandOptions {
  readonly exercise?: string;
  readonly format?: string;
  readonly seed?: string;
  readonly hints?: string;
  readonly ascii?: boolean;
}

/** @param path a folder with the files of one exercise, or its main file */
export async function gradeCommand(path: string, options: GradeCommandOptions): Promise<Outcome> {
  const chosen = options.exercise === undefined ? "" : ` --exercise ${options.exercise}`;
  return graded(findSubmission(path, options.exercise), options, `trigrad grade ${quoted(path)}${chosen}`);
}

async function graded({ exercise, files }: FoundSubmission, options: GradeCommandOptions, command: string): Promise<Outcome> {
  const format = choiceOption("--format", options.format ?? "text", ["text", "json"]);
  const hintLevel = Number(choiceOption("--hints", options.hints ?? "1", ["1", "2", "3"])) as HintLevel;
  const randomSeed = options.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : countOption("--seed", options.seed, 0);
  const report = await gradeInWorker(exercise, files, { randomSeed, command });
  const output = format === "json" ? JSON.stringify(report) : gradeText(report, hintLevel, terminalOptions(options.ascii));
  return { output, exitCode: exitCodeOf(report) };
}

/** 0 for full marks, 1 for less, 2 when nothing could be run. */
export function exitCodeOf({ points, outOf, problem }: GradeReport): 0 | 1 | 2 {
  return problem !== undefined ? 2 : points === outOf ? 0 : 1;
}

/** For a shell. */
export function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
