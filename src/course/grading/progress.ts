// How far a student has come: plain data, whose only file is written by the terminal program.

import { type Exercise, folderOf } from "./exercise.js";
import type { GradeReport, PropertyReport } from "./report.js";

export interface ExerciseProgress {
  /** checks of something that was written */
  readonly tries: number;
  readonly best: number;
  readonly outOf: number;
  /** for each mistake that was asked about, the hint that was shown last: 1, 2 or 3 */
  readonly hints: Readonly<Record<string, number>>;
}

export interface Progress {
  readonly schema: 1;
  /** by folder: "07-topological-order" */
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
}

export const noProgress: Progress = { schema: 1, exercises: {} };

type Named = Pick<Exercise, "number" | "name">;

/** The progress after one more check; one of a stub as it was handed out counts as no try. */
export function withTry(
  progress: Progress,
  report: Pick<GradeReport, "exercise" | "points" | "outOf" | "problem" | "properties">,
): Progress {
  const written = report.problem === undefined ? report.properties.some(({ verdict }) => verdict !== "not-written") : true;
  if (!written) return progress;
  const before = progressOf(progress, report.exercise);
  return changed(progress, report.exercise, {
    tries: (before?.tries ?? 0) + 1,
    best: Math.min(report.outOf, Math.max(before?.best ?? 0, report.points)),
    outOf: report.outOf,
    hints: before?.hints ?? {},
  });
}

/** The progress after a hint was shown. */
export function withHint(progress: Progress, exercise: Exercise, mistake: string, level: number): Progress {
  const outOf = exercise.properties.reduce((sum, { points }) => sum + points, 0);
  const before = progressOf(progress, exercise) ?? { tries: 0, best: 0, outOf, hints: {} };
  return changed(progress, exercise, { ...before, hints: { ...before.hints, [mistake]: level } });
}

/** The progress of a student who begins this exercise anew. */
export function withoutExercise(progress: Progress, exercise: Named): Progress {
  const { [folderOf(exercise)]: _, ...others } = progress.exercises;
  return { schema: 1, exercises: others };
}

export function progressOf(progress: Progress, exercise: Named): ExerciseProgress | undefined {
  const folder = folderOf(exercise);
  return Object.hasOwn(progress.exercises, folder) ? progress.exercises[folder] : undefined;
}

export function isSolved(progress: Progress, exercise: Named): boolean {
  const entry = progressOf(progress, exercise);
  return entry !== undefined && entry.best >= entry.outOf;
}

/** The first that is not solved, looking from one exercise on to the last, then from the first. */
export function nextExercise<E extends Named>(progress: Progress, exercises: readonly E[], after?: Named): E | undefined {
  const from = exercises.findIndex(({ number }) => number === after?.number) + 1;
  return [...exercises.slice(from), ...exercises.slice(0, from)].find((one) => !isSolved(progress, one));
}

/**
 * Names a mistake, so that hints start again at the first when another one is made.
 * @example
 * mistakeName({ name: "chain-rule", failure: { calls: [], got: "1", hints: ["a", "b", "c"] } })   // "chain-rule"
 */
export function mistakeName({ name, failure }: Pick<PropertyReport, "name" | "failure">): string {
  return failure?.misconception === undefined ? name : `${name}/${failure.misconception.name}`;
}

/** What a file says, or undefined when it is no progress of this schema. */
export function readProgress(text: string): Progress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value["schema"] !== 1 || !isRecord(value["exercises"])) return undefined;
  return Object.values(value["exercises"]).every(isEntry) ? (value as unknown as Progress) : undefined;
}

function changed(progress: Progress, exercise: Named, entry: ExerciseProgress): Progress {
  return { schema: 1, exercises: { ...progress.exercises, [folderOf(exercise)]: entry } };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function isEntry(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { tries, best, outOf, hints } = value;
  return [tries, best, outOf].every(isCount) && isRecord(hints) && Object.values(hints).every(isCount);
}
