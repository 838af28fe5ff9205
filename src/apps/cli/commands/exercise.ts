// trigrad exercise NN: one check of the student's own folder of that exercise.

import { gradeText, type HintLevel } from "../../../views/grade-report.js";
import type { Outcome } from "../errors.js";
import { exerciseNamed } from "../exercise-argument.js";
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
  const exercise = exerciseNamed(typed);
  const dir = exercisesFolder(options.dir);
  const place = options.dir === undefined ? "" : ` --dir ${quoted(dir)}`;
  const { report } = await runExercise(exercise, { dir, randomSeed, command: `trigrad exercise ${typed}${place}` });
  const output = format === "json" ? JSON.stringify(report) : gradeText(report, hintLevel, terminalOptions(options.ascii));
  return { output, exitCode: exitCodeOf(report) };
}
