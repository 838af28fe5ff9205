// A class as a table for spreadsheets: no cell is taken for a formula there.

import { stringify } from "csv-stringify/sync";
import type { ClassSummary } from "../../course/grading/class/summary.js";
import { visible } from "../../course/grading/class/visible.js";

/** One line a submission: name, points, points of each property, misconceptions, and why nothing ran. */
export function classCsv({ submissions, outOf, properties }: ClassSummary): string {
  const head = ["submission", "points", "out of", ...properties.map(({ name }) => name), "misconceptions", "problem"];
  const rows = submissions.map((row) => [
    visible(row.submission),
    String(row.points),
    String(outOf),
    ...row.properties.map(({ points }) => String(points)),
    row.misconceptions.join(" "),
    visible(row.problem ?? ""),
  ]);
  return stringify([head, ...rows], { escape_formulas: true });
}
