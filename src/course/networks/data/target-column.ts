// The column to learn: numbers of a regression, or classes by name or number.

import type { DataSet } from "./data-set.js";

/** More classes than this are rather counts or ratings. */
const mostNumbered = 10;

/** Class names are classes, and so are the numbers 0, 1, ..., K - 1 where all of them occur; other numbers are a regression. */
export function taskFor(cells: readonly string[]): DataSet["task"] {
  const distinct = new Set(cells.map(Number));
  if (distinct.has(Number.NaN)) return "classification";
  const numbered = Array.from({ length: distinct.size }, (_, k) => k).every((k) => distinct.has(k));
  return numbered && distinct.size <= mostNumbered ? "classification" : "regression";
}

/** Classes are numbered in the order of their names, those of numbers by size. */
export function targetsOf(cells: readonly string[], task: DataSet["task"]): Pick<DataSet, "targets" | "classes"> {
  if (task === "regression") return { targets: cells.map(Number) };
  const numeric = cells.every((cell) => !Number.isNaN(Number(cell)));
  // 1 and 1.0 are one class.
  const names = numeric ? cells.map((cell) => String(Number(cell))) : cells;
  const classes = [...new Set(names)].sort(numeric ? (a, b) => Number(a) - Number(b) : byName);
  const positions = new Map(classes.map((name, k) => [name, k]));
  return { targets: names.map((name) => positions.get(name) as number), classes };
}

/** By code units, so that the order is the same on every machine. */
function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
