// trigrad hint NN: the next hint for the first law that does not hold, from a nudge to the last step before the answer.

import { join } from "node:path";
import { type Exercise, folderOf, type Hints } from "../../../course/grading/exercise.js";
import { mistakeName, progressOf, withHint } from "../../../course/grading/progress.js";
import type { GradeReport, PropertyReport } from "../../../course/grading/report.js";
import { fold } from "../../../views/comparison.js";
import { readSubmission } from "../../submission/read.js";
import type { Outcome } from "../errors.js";
import { exerciseNamed } from "../exercise-argument.js";
import { gradeOnce } from "../grade-once.js";
import { choiceOption, countOption } from "../option-value.js";
import { exercisesFolder } from "../student/exercises-folder.js";
import { changeProgress, progressIn } from "../student/progress-file.js";
import { anySeed, note } from "../student/run-exercise.js";
import { terminalOptions } from "../terminal.js";

export interface HintCommandOptions {
  readonly dir?: string;
  readonly seed?: string;
  readonly format?: string;
  readonly ascii?: boolean;
}

interface Hint {
  readonly law: string;
  readonly probably?: string;
  readonly level: number;
  readonly hint: string;
}

export async function hintCommand(typed: string, options: HintCommandOptions): Promise<Outcome> {
  const format = choiceOption("--format", options.format ?? "text", ["text", "json"]);
  const randomSeed = options.seed === undefined ? anySeed() : countOption("--seed", options.seed, 0);
  const exercise = exerciseNamed(typed);
  const dir = exercisesFolder(options.dir);
  // No try: it is the help that was asked for.
  const { files } = await readSubmission(join(dir, folderOf(exercise)), exercise);
  const report = await gradeOnce(exercise, files, { randomSeed });
  if (report.problem !== undefined) throw new Error(report.problem.message);
  const hint = await nextHint(exercise, dir, report);
  if (format === "json") return { output: JSON.stringify({ schema: 1, exercise: report.exercise, ...hint }), exitCode: 0 };
  if (hint === undefined) return { output: "Every law holds: there is nothing to hint at.", exitCode: 0 };
  return { output: hintText(hint, typed, options.ascii), exitCode: 0 };
}

async function nextHint(exercise: Exercise, dir: string, report: GradeReport): Promise<Hint | undefined> {
  const open =
    report.properties.find(({ verdict }) => verdict === "failed") ?? report.properties.find(({ verdict }) => verdict !== "passed");
  if (open === undefined) return undefined;
  const mistake = mistakeName(open);
  const shown = progressOf(progressIn(dir), exercise)?.hints[mistake] ?? 0;
  const level = Math.min(3, shown + 1);
  await changeProgress(dir, (before) => withHint(before, exercise, mistake, level), note);
  const probably = open.failure?.misconception?.text;
  return { law: open.law, ...(probably === undefined ? {} : { probably }), level, hint: hintsFor(exercise, open)[level - 1] ?? "" };
}

/** Of a law whose function is not written yet there is no failure, but the law has hints of its own. */
function hintsFor({ properties }: Exercise, { name, failure }: PropertyReport): Hints {
  const hints = failure?.hints ?? properties.find((one) => one.name === name)?.hints;
  if (hints === undefined) throw new Error(`there is no law "${name}"`);
  return hints;
}

function hintText({ law, probably, level, hint }: Hint, typed: string, ascii: boolean | undefined): string {
  const { paint, width } = terminalOptions(ascii);
  const lines = (text: string) => fold(text, width).join("\n");
  const parts = [
    paint.bold(lines(law)),
    ...(probably === undefined ? [] : [paint.note(lines(probably))]),
    lines(`Hint ${level} of 3: ${hint}`),
  ];
  if (level < 3) parts.push(paint.dim(`Still stuck? trigrad hint ${typed} again.`));
  return parts.join("\n\n");
}
