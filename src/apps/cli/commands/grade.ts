// trigrad grade DIR|FILE|ZIP: points for each law that holds, and what a tutor would say about the others.

import { appendFileSync } from "node:fs";
import type { Exercise } from "../../../course/grading/exercise.js";
import type { GradeReport } from "../../../course/grading/report.js";
import { classroomRefusal, classroomResult, githubAnnotations, githubRefusal } from "../../../views/grade-formats/github.js";
import { gradescopeRefusal, gradescopeResults } from "../../../views/grade-formats/gradescope.js";
import { junitRefusal, junitXml } from "../../../views/grade-formats/junit.js";
import { gradeText, type HintLevel } from "../../../views/grade-report.js";
import { OwnExerciseError } from "../../own-exercise/own-exercise-error.js";
import { packClassroom } from "../../packaging/classroom.js";
import { packGradescope } from "../../packaging/gradescope.js";
import { type FoundSubmission, readSubmission } from "../../submission/read.js";
import { UnreadableSubmission } from "../../submission/source-tree.js";
import { messageOf, type Outcome } from "../errors.js";
import { exerciseOrOwn } from "../exercise-argument.js";
import { gradeOnce } from "../grade-once.js";
import { choiceOption, countOption, OptionError } from "../option-value.js";
import { requireReplaceable } from "../require-writable.js";
import { anySeed } from "../student/run-exercise.js";
import { terminalOptions } from "../terminal.js";
import { writeAtomically } from "../write-atomically.js";

export interface GradeCommandOptions {
  readonly exercise?: string;
  readonly format?: string;
  readonly seed?: string;
  readonly hints?: string;
  readonly out?: string;
  readonly package?: string;
  readonly ascii?: boolean;
}

const formats = ["text", "json", "gradescope", "github", "junit"] as const;
type Format = (typeof formats)[number];

/** @param path a folder with the files of one exercise, a ZIP archive of it, or its main file */
export async function gradeCommand(path: string | undefined, options: GradeCommandOptions): Promise<Outcome> {
  if (options.package !== undefined) return packageCommand(path, options.package, options);
  if (path === undefined) throw new OptionError("grade what? Name a folder, a ZIP archive or a file: trigrad grade 07-topological-order.");
  const format = choiceOption("--format", options.format ?? "text", formats);
  const { out } = options;
  if (out !== undefined) requireReplaceable(out);
  const outcome = await judged(path, format, options);
  if (out === undefined) return outcome;
  writeAtomically(out, `${outcome.output}\n`);
  return { output: `${out}: ${outcome.said}`, exitCode: outcome.exitCode };
}

/** trigrad grade --package: the grader, ready for a service that grades. */
async function packageCommand(path: string | undefined, typed: string, { exercise: named, out }: GradeCommandOptions): Promise<Outcome> {
  const service = choiceOption("--package", typed, ["gradescope", "github"]);
  if (path !== undefined) throw new OptionError(`--package grades nothing: leave ${path} out.`);
  if (out === undefined) throw new OptionError(`--package ${service}: say with --out FOLDER where the files go.`);
  const exercise = named === undefined ? undefined : await exerciseOrOwn(named);
  const pack = service === "gradescope" ? packGradescope : packClassroom;
  const files = await pack(out, exercise);
  const next =
    service === "gradescope"
      ? "Upload it on Gradescope: Configure Autograder, Zip file upload."
      : "Add both to the repository that your assignment starts from, and choose your own workflow for its autograding.";
  return { output: [...files, next].join("\n"), exitCode: 0 };
}

interface Judged extends Outcome {
  /** the result in a few words */
  readonly said: string;
}

async function judged(path: string, format: Format, options: GradeCommandOptions): Promise<Judged> {
  let exercise: Exercise | undefined;
  try {
    const hintLevel = Number(choiceOption("--hints", options.hints ?? "1", ["1", "2", "3"])) as HintLevel;
    const randomSeed = options.seed === undefined ? anySeed() : countOption("--seed", options.seed, 0);
    const chosen = options.exercise === undefined ? "" : ` --exercise ${quoted(options.exercise)}`;
    exercise = options.exercise === undefined ? undefined : await exerciseOrOwn(options.exercise);
    const found = await readSubmission(path, exercise);
    const report = await gradeOnce(found.exercise, found.files, { randomSeed, command: `trigrad grade ${quoted(path)}${chosen}` });
    const output = rendered(format, report, found, hintLevel, options.ascii);
    return { output, exitCode: exitCodeOf(report), said: `${report.points} of ${report.outOf} points.` };
  } catch (error) {
    const output = refusal(format, error, exercise);
    if (output === undefined) throw error;
    return { output, exitCode: 2, said: messageOf(error) };
  }
}

function rendered(
  format: Format,
  report: GradeReport,
  { place }: FoundSubmission,
  hintLevel: HintLevel,
  ascii: boolean | undefined,
): string {
  switch (format) {
    case "text":
      return gradeText(report, hintLevel, terminalOptions(ascii));
    case "json":
      return JSON.stringify(report);
    case "gradescope":
      return JSON.stringify(gradescopeResults(report, hintLevel));
    case "junit":
      return junitXml(report, hintLevel);
    case "github":
      giveToLaterSteps(JSON.stringify(classroomResult(report, place, hintLevel)));
      return githubAnnotations(report, place, hintLevel);
  }
}

function pointsOf(exercise: Exercise | undefined): number {
  return exercise?.properties.reduce((sum, { points }) => sum + points, 0) ?? 0;
}

/** A step of a workflow hands its result to later ones in a file; on another machine there is none. */
function giveToLaterSteps(result: string): void {
  const file = process.env["GITHUB_OUTPUT"];
  if (file !== undefined && file !== "") appendFileSync(file, `result=${Buffer.from(result).toString("base64")}\n`);
}

/** Whoever asked for a format reads refusals in it, too; undefined for text, and for errors that are no input's fault. */
function refusal(format: Format, error: unknown, exercise: Exercise | undefined): string | undefined {
  const kind =
    error instanceof OptionError
      ? "bad-option"
      : error instanceof OwnExerciseError
        ? "bad-exercise"
        : error instanceof UnreadableSubmission
          ? "bad-submission"
          : (error as NodeJS.ErrnoException).syscall !== undefined
            ? "bad-path"
            : undefined;
  if (kind === undefined || format === "text") return undefined;
  const message = messageOf(error);
  switch (format) {
    case "json":
      return JSON.stringify({ schema: 1, verdict: "error", message, error: { kind, message } });
    case "gradescope":
      return JSON.stringify(gradescopeRefusal(message));
    case "junit":
      return junitRefusal(message);
    case "github":
      giveToLaterSteps(JSON.stringify(classroomRefusal(message, pointsOf(exercise))));
      return githubRefusal(message);
  }
}

/** 0 for full marks, 1 for less, 2 when nothing could be run. */
export function exitCodeOf({ points, outOf, problem }: GradeReport): 0 | 1 | 2 {
  return problem !== undefined ? 2 : points === outOf ? 0 : 1;
}

/** For a shell. */
export function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
