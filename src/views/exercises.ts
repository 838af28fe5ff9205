// The list of exercises with a student's progress, and what to do next.

import { type Exercise, folderOf } from "../course/grading/exercise.js";
import { isSolved, nextExercise, type Progress, progressOf } from "../course/grading/progress.js";
import type { TableOptions } from "./comparison.js";

export interface ExerciseList {
  readonly schema: 1;
  readonly folder: string;
  readonly solved: number;
  readonly points: number;
  readonly outOf: number;
  /** folder of the exercise to do next; absent when all are solved */
  readonly next?: string;
  readonly exercises: readonly ListedExercise[];
}

export interface ListedExercise {
  readonly number: number;
  readonly folder: string;
  readonly title: string;
  readonly state: "solved" | "tried" | "new";
  readonly tries: number;
  readonly best: number;
  readonly outOf: number;
}

export function exerciseList(exercises: readonly Exercise[], progress: Progress, folder: string): ExerciseList {
  const listed = exercises.map((one): ListedExercise => {
    const { tries = 0, best = 0 } = progressOf(progress, one) ?? {};
    const outOf = one.properties.reduce((sum, { points }) => sum + points, 0);
    const state = isSolved(progress, one) ? "solved" : tries > 0 ? "tried" : "new";
    return { number: one.number, folder: folderOf(one), title: one.title, state, tries, best: Math.min(best, outOf), outOf };
  });
  const next = nextExercise(progress, exercises);
  const sum = (pick: (one: ListedExercise) => number) => listed.reduce((total, one) => total + pick(one), 0);
  return {
    schema: 1,
    folder,
    solved: listed.filter(({ state }) => state === "solved").length,
    points: sum(({ best }) => best),
    outOf: sum(({ outOf }) => outOf),
    ...(next === undefined ? {} : { next: folderOf(next) }),
    exercises: listed,
  };
}

export function exerciseListText(list: ExerciseList, { paint, unicode }: TableOptions): string {
  const marks = unicode ? { solved: "✓", tried: "✗", new: "·" } : { solved: "+", tried: "x", new: "." };
  const colours = { solved: paint.good, tried: paint.bad, new: paint.dim };
  const widest = Math.max(...list.exercises.map(({ title }) => title.length));
  const lines = list.exercises.map(({ number, folder, title, state, tries, best, outOf }) => {
    const score = state === "new" ? "" : `${best}/${outOf}`.padStart(5);
    const tried = tries === 0 ? "" : `${tries} ${tries === 1 ? "try" : "tries"}`;
    const next = folder === list.next ? paint.note(unicode ? "← next" : "<- next") : "";
    const row = `${colours[state](marks[state])} ${two(number)}  ${title.padEnd(widest)}  ${score.padEnd(5)}  ${tried.padEnd(8)}  ${next}`;
    return row.trimEnd();
  });
  const next = list.exercises.find(({ folder }) => folder === list.next);
  const closing =
    next === undefined
      ? "All are solved."
      : `Next: read ${list.folder}/${next.folder}/README.md, then trigrad watch ${two(next.number)} (it checks whenever you save).`;
  return [paint.bold(solvedText(list)), "", ...lines, "", closing].join("\n");
}

export function solvedText({ solved, exercises, points, outOf }: ExerciseList): string {
  return `${solved} of ${exercises.length} exercises solved, ${points} of ${outOf} points`;
}

const two = (n: number) => String(n).padStart(2, "0");
