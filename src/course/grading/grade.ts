// Grading one submission: each property in a world of its own, and a report as plain data.

import type { Exercise, Property } from "./exercise.js";
import { judgeProperty } from "./judge-property.js";
import { failedText } from "./problems.js";
import type { GradeReport, PropertyReport } from "./report.js";
import { defaultLimits, type Failed, type Files, type Limits, type Sandbox } from "./sandbox/sandbox.js";
import { oneLine } from "./show.js";
import { SubmissionError } from "./submission-error.js";

export interface GradeOptions {
  /** what all inputs are drawn from: the same seed gives the same report */
  readonly randomSeed: number;
  /** trials of each property; 50 unless given */
  readonly runs?: number;
  /** less or more than the exercise allows */
  readonly limits?: Partial<Limits>;
  /** for the whole submission; 20,000 unless given */
  readonly milliseconds?: number;
  /** the command that was typed, without its seed, for the line that replays the report */
  readonly command?: string;
  /** is told each property as it is judged */
  readonly onProperty?: (report: PropertyReport) => void;
}

/**
 * Judges every property of the exercise; points are given for each that holds.
 * The report depends on the files, the exercise and the seed alone, as long as the time suffices.
 */
export async function grade(exercise: Exercise, files: Files, sandbox: Sandbox, options: GradeOptions): Promise<GradeReport> {
  const { randomSeed, runs = 50, limits, milliseconds = 20_000, command = "trigrad grade", onProperty } = options;
  const until = performance.now() + milliseconds;
  const ordered = inOrder(files, exercise.files);
  const properties: PropertyReport[] = [];
  let output = "";
  let problem = missingFile(files, exercise.files);
  for (const one of exercise.properties) {
    const report = problem !== undefined ? notJudged(one) : await judged(one);
    properties.push(report);
    onProperty?.(report);
  }
  return {
    schema: 1,
    exercise: { number: exercise.number, name: exercise.name, title: exercise.title },
    points: properties.reduce((sum, { points }) => sum + points, 0),
    outOf: properties.reduce((sum, { outOf }) => sum + outOf, 0),
    ...(problem === undefined ? {} : { problem }),
    properties,
    output,
    randomSeed,
    runs,
    replay: `${command} --seed ${randomSeed}`,
  };

  /** A program that counts its calls, or keeps what it saw, starts anew for each property. */
  async function judged(one: Property): Promise<PropertyReport> {
    const seed = seedOf(randomSeed, one.name);
    try {
      const submission = await sandbox.load(ordered, { randomSeed: seed, limits: { ...defaultLimits, ...exercise.limits, ...limits } });
      try {
        if (submission.failed !== undefined) {
          problem = problemOf(submission.failed);
          return notJudged(one);
        }
        return await judgeProperty(exercise, one, submission, { randomSeed: seed, runs, until });
      } finally {
        output ||= submission.output();
        submission.dispose();
      }
    } catch (error) {
      if (!(error instanceof SubmissionError)) throw error;
      const { kind, message, file, line } = error;
      problem = { kind, message, file, ...(line === undefined ? {} : { line }) };
      return notJudged(one);
    }
  }
}

/** The main file first; further files of the student's own behind those that were asked for. */
function inOrder(files: Files, wanted: readonly string[]): Files {
  const names = [...wanted.filter((file) => Object.hasOwn(files, file)), ...Object.keys(files).filter((file) => !wanted.includes(file))];
  return Object.fromEntries(names.map((name) => [name, files[name] ?? ""]));
}

function missingFile(files: Files, wanted: readonly string[]): GradeReport["problem"] {
  const missing = wanted.find((file) => !Object.hasOwn(files, file));
  if (missing === undefined) return undefined;
  const given = Object.keys(files);
  const found = given.length === 0 ? "there is no file at all" : `there is only ${given.slice(0, 5).map(oneLine).join(", ")}`;
  return { kind: "missing-file", message: `${missing} is missing: ${found}.`, file: missing };
}

function notJudged({ name, law, points }: Property): PropertyReport {
  return { name, law, verdict: "not-judged", points: 0, outOf: points, trials: 0 };
}

function problemOf(failed: Failed): NonNullable<GradeReport["problem"]> {
  return { kind: failed.kind, message: `the file could not be run to its end: ${failedText(failed)}.` };
}

/** A property's inputs do not depend on which others the exercise has (FNV-1a). */
function seedOf(randomSeed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of `${randomSeed}/${name}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
