// A class in a few lines for the terminal.

import type { ClassSummary } from "../../course/grading/class/summary.js";
import { visible } from "../../course/grading/class/visible.js";
import { folderOf } from "../../course/grading/exercise.js";
import { fold, type TableOptions } from "../comparison.js";

const longestBar = 30;
const shownGroups = 5;

/** Scores as bars, the laws with how many missed them, and the largest groups of similar mistakes. */
export function classText(summary: ClassSummary, { paint, unicode, width }: TableOptions): string {
  const { exercise, outOf, submissions, distribution, mean, median, notRun, properties, groups } = summary;
  const most = Math.max(1, ...distribution);
  const bar = (n: number) => (unicode ? "█" : "#").repeat(Math.ceil((longestBar * n) / most));
  const scores = distribution.map((n, points) => `  ${String(points).padStart(3)}  ${paint.value(bar(n))}${n === 0 ? "" : ` ${n}`}`);
  const laws = properties.flatMap(({ law, passed }) => {
    const missed = submissions.length - passed;
    const [first = "", ...rest] = fold(law, width - 8);
    return [`  ${(missed === 0 ? paint.good : paint.bad)(String(missed).padStart(4))}  ${first}`, ...rest.map((line) => `        ${line}`)];
  });
  const shared = groups.slice(0, shownGroups).flatMap(({ text, submissions: names }) => {
    const [first = "", ...rest] = fold(visible(text), width - 8);
    return [`  ${String(names.length).padStart(4)}  ${first}`, ...rest.map((line) => `        ${line}`)];
  });
  return [
    paint.bold(`${folderOf(exercise)}  ${exercise.title}`),
    `${submissions.length} submissions, ${rounded(mean)} of ${outOf} points on average, median ${rounded(median)}${notRun === 0 ? "" : `; ${notRun} could not be run`}`,
    "",
    paint.dim("points and submissions"),
    ...scores,
    "",
    paint.dim("missed by"),
    ...laws,
    ...(shared.length === 0 ? [] : ["", paint.dim("similar mistakes"), ...shared]),
  ].join("\n");
}

function rounded(x: number): string {
  return String(Math.round(10 * x) / 10);
}
