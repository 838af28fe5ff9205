// Grading one submission: each property in a world of its own, and a report as plain data.

import { assemble, defaultRuns, notJudged } from "./assemble.js";
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
  /** for each property, of the sandbox's clock; 5,000 unless given: right answers need less than 300 */
  readonly milliseconds?: number;
  /** the names of the properties to judge; all unless given */
  readonly only?: readonly string[];
  /** the command that was typed, without its seed, for the line that replays the report */
  readonly command?: string;
  /** is told when the files ran to their end, for each property */
  readonly onLoad?: () => void;
  /** is told each property as it is judged */
  readonly onProperty?: (report: PropertyReport) => void;
}

/**
 * Judges every property of the exercise; points are given for each that holds.
 * The report depends on the files, the exercise and the seed alone, as long as the time suffices.
 */
export async function grade(exercise: Exercise, files: Files, sandbox: Sandbox, options: GradeOptions): Promise<GradeReport> {
  const { randomSeed, runs = defaultRuns, limits, milliseconds = 5_000, only, onLoad, onProperty } = options;
  const ordered = inOrder(files, exercise.files);
  const properties: PropertyReport[] = [];
  let output = "";
  let problem = missingFile(files, exercise.files);
  for (const one of exercise.properties.filter(({ name }) => only === undefined || only.includes(name))) {
    const report = problem !== undefined ? notJudged(one) : await judged(one);
    properties.push(report);
    onProperty?.(report);
  }
  return assemble(exercise, { properties, ...(problem === undefined ? {} : { problem }), output }, options);

  /** A program that counts its calls, or keeps what it saw, starts anew for each property. */
  async function judged(one: Property): Promise<PropertyReport> {
    const seed = seedOf(randomSeed, one.name);
    const until = sandbox.clock() + milliseconds;
    try {
      const submission = await sandbox.load(ordered, { randomSeed: seed, limits: { ...defaultLimits, ...exercise.limits, ...limits } });
      try {
        if (submission.failed !== undefined) {
          problem = problemOf(submission.failed);
          return notJudged(one);
        }
        onLoad?.();
        return await judgeProperty(exercise, one, submission, { randomSeed: seed, runs, inTime: () => sandbox.clock() <= until });
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

/** What the report says of files that did not run to their end. */
export function problemOf(failed: Failed): NonNullable<GradeReport["problem"]> {
  const text = failedText(failed);
  return { kind: failed.kind, message: `the file could not be run to its end: ${text}${/[.?!]$/.test(text) ? "" : "."}` };
}

/** A property's inputs do not depend on which others the exercise has (FNV-1a). */
function seedOf(randomSeed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of `${randomSeed}/${name}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
