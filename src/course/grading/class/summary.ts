// What a teacher asks about a class: the scores, the laws that were missed, and who made the same mistake.

import type { Exercise } from "../exercise.js";
import type { GradeReport } from "../report.js";
import { type MistakeGroup, mistakeGroups } from "./groups.js";
import type { ClassResult } from "./result.js";

export interface ClassSummary {
  readonly schema: 1;
  readonly exercise: GradeReport["exercise"];
  readonly randomSeed: number;
  readonly outOf: number;
  readonly submissions: readonly ClassRow[];
  /** how many reached each number of points, from 0 to all */
  readonly distribution: readonly number[];
  /** mean and median of the points of all submissions; 0 for an empty class */
  readonly mean: number;
  readonly median: number;
  /** submissions of which nothing could be run or read */
  readonly notRun: number;
  readonly properties: readonly ClassProperty[];
  /** the largest first */
  readonly groups: readonly MistakeGroup[];
}

export interface ClassRow {
  readonly submission: string;
  readonly points: number;
  /** one line why nothing could be run */
  readonly problem?: string;
  /** in the order of the exercise */
  readonly properties: readonly {
    readonly name: string;
    readonly verdict: GradeReport["properties"][number]["verdict"];
    readonly points: number;
  }[];
  /** names of the misconceptions that explain what failed */
  readonly misconceptions: readonly string[];
}

export interface ClassProperty {
  readonly name: string;
  readonly law: string;
  readonly points: number;
  readonly passed: number;
  readonly failed: number;
  readonly notWritten: number;
  readonly notJudged: number;
}

/** The same for the same results, in whatever order they came. */
export function summarise(exercise: Exercise, randomSeed: number, results: readonly ClassResult[]): ClassSummary {
  const sorted = results.toSorted((a, b) => (a.submission < b.submission ? -1 : 1));
  const outOf = exercise.properties.reduce((sum, { points }) => sum + points, 0);
  const submissions = sorted.map((result) => rowOf(exercise, result));
  const points = submissions.map((row) => row.points).sort((a, b) => a - b);
  const distribution = Array.from({ length: outOf + 1 }, (_, n) => points.filter((reached) => Math.floor(reached) === n).length);
  return {
    schema: 1,
    exercise: { number: exercise.number, name: exercise.name, title: exercise.title },
    randomSeed,
    outOf,
    submissions,
    distribution,
    mean: points.length === 0 ? 0 : points.reduce((sum, one) => sum + one, 0) / points.length,
    median: median(points),
    notRun: submissions.filter(({ problem }) => problem !== undefined).length,
    properties: exercise.properties.map(({ name, law, points }) => ({ name, law, points, ...counts(submissions, name) })),
    groups: mistakeGroups(exercise, sorted),
  };
}

function rowOf(exercise: Exercise, { submission, report, unreadable }: ClassResult): ClassRow {
  const problem = unreadable ?? report?.problem?.message;
  const judged = new Map(report?.properties.map((one) => [one.name, one]));
  const named = report?.properties.flatMap(({ failure }) => (failure?.misconception === undefined ? [] : [failure.misconception.name]));
  return {
    submission,
    points: report?.points ?? 0,
    ...(problem === undefined ? {} : { problem: problem.split("\n")[0] ?? "" }),
    properties: exercise.properties.map(({ name }) => {
      const one = judged.get(name);
      return { name, verdict: one?.verdict ?? "not-judged", points: one?.points ?? 0 };
    }),
    misconceptions: [...new Set(named)],
  };
}

function counts(rows: readonly ClassRow[], name: string) {
  const verdicts = rows.map(({ properties }) => properties.find((one) => one.name === name)?.verdict);
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  return { passed: count("passed"), failed: count("failed"), notWritten: count("not-written"), notJudged: count("not-judged") };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.length === 0 ? 0 : middle.reduce((sum, one) => sum + one, 0) / middle.length;
}
