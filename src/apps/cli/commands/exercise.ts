// trigrad exercise NN: one check of the student's own folder of that exercise.

import { gradeText, type HintLevel } from "../../../views/grade-report.js";
import { isOwnExercise, ownExercise } from "../../own-exercise/own-exercise.js";
import { readSubmission } from "../../submission/read.js";
import type { Outcome } from "../errors.js";
import { exerciseNamed } from "../exercise-argument.js";
import { gradeOnce } from "../grade-once.js";
import { choiceOption, countOption } from "../option-value.js";
import { exercisesFolder } from "../student/exercises-folder.js";
import { anySeed, runExercise } from "../student/run-exercise.js";
import { terminalOptions } from "../terminal.js";
import { exitCodeOf, quoted } from "./grade.js";

export interface ExerciseCommandOptions {
  /** where the folders of the exercises are */
  readonly dir?: string;
  readonly format?: string;
  readonly seed?: string;
  readonly hints?: string;
  readonly ascii?: boolean;
}

export async function exerciseCommand(typed: string, options: ExerciseCommandOptions): Promise<Outcome> {
  const format = choiceOption("--format", options.format ?? "text", ["text", "json"]);
  const hintLevel = Number(choiceOption("--hints", options.hints ?? "1", ["1", "2", "3"])) as HintLevel;
  const randomSeed = options.seed === undefined ? anySeed() : countOption("--seed", options.seed, 0);
  const { report } = await (isOwnExercise(typed) ? ownRun(typed, randomSeed) : courseRun(typed, options.dir, randomSeed));
  const output = format === "json" ? JSON.stringify(report) : gradeText(report, hintLevel, terminalOptions(options.ascii));
  return { output, exitCode: exitCodeOf(report) };
}

async function courseRun(typed: string, typedDir: string | undefined, randomSeed: number) {
  const exercise = exerciseNamed(typed);
  const dir = exercisesFolder(typedDir);
  const place = typedDir === undefined ? "" : ` --dir ${quoted(dir)}`;
  return runExercise(exercise, { dir, randomSeed, command: `trigrad exercise ${typed}${place}` });
}

/** The answer lies beside the manifest; no progress is kept. */
async function ownRun(folder: string, randomSeed: number) {
  const exercise = await ownExercise(folder);
  const { files } = await readSubmission(folder, exercise);
  return { report: await gradeOnce(exercise, files, { randomSeed, command: `trigrad exercise ${quoted(folder)}` }) };
}
