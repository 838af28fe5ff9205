// Vectors and matrices as people read them: short enough for the place where they stand.

import type { NestedArray } from "../core/graph/tensor.js";
import { formatNumber } from "./numbers.js";

export interface ValueStyle {
  /** significant digits; fewer where the room is short */
  readonly digits?: number;
  /** columns that a vector or matrix may take */
  readonly room?: number;
}

/**
 * A number, a vector whose middle is left out when it is long, or a matrix, of which a large one only says its extents.
 * @example
 * formatValue([0.123456, -0.3, 1])   // "[0.1235, -0.3, 1]"
 * formatValue([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])   // "[1, 2, 3, ...] of 12"
 * formatValue([[1, 2], [3, 4]])   // "[[1, 2], [3, 4]]"
 * formatValue([[0.25, 0.75], [0.125, 1.5], [3.25, 4]])   // "3 x 2"
 */
export function formatValue(value: NestedArray, { digits = 4, room = 26 }: ValueStyle = {}): string {
  if (typeof value === "number") return formatNumber(value, digits);
  for (let shown = digits; shown >= Math.min(2, digits); shown--) {
    const whole = roughLength(value) > room ? undefined : written(value, shown);
    if (whole !== undefined && whole.length <= room) return whole;
  }
  const rows = value.length;
  if (Array.isArray(value[0])) return `${rows} x ${value[0].length}`;
  const ending = (few: readonly string[]) => `[${[...few, "..."].join(", ")}] of ${rows}`;
  const entries = value.slice(0, 3).map((entry) => formatNumber(entry as number, Math.min(3, digits)));
  while (entries.length > 1 && ending(entries).length > room) entries.pop();
  return ending(entries);
}

/** At least this long, however few digits are shown: so that nobody writes out a million numbers. */
function roughLength(value: readonly NestedArray[]): number {
  return value.reduce((total: number, entry) => total + (typeof entry === "number" ? 3 : 3 * entry.length), 0);
}

function written(value: NestedArray, digits: number): string {
  return typeof value === "number" ? formatNumber(value, digits) : `[${value.map((entry) => written(entry, digits)).join(", ")}]`;
}

/** Largest matrix that is drawn in full. */
const mostRows = 5;
const mostColumns = 4;

/**
 * A small matrix as aligned rows; undefined for anything else.
 * @example
 * formatRows([[1, -2], [0.5, 10]])   // ["  1  -2", "0.5  10"]
 */
export function formatRows(value: NestedArray, digits = 3): readonly string[] | undefined {
  if (typeof value === "number" || value.length > mostRows) return undefined;
  const rows = value.map((row) =>
    typeof row === "number" || row.length > mostColumns ? undefined : row.map((x) => formatNumber(x as number, digits)),
  );
  if (rows.some((row) => row === undefined)) return undefined;
  const texts = rows as string[][];
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  return texts.map((row) => row.map((text, column) => text.padStart(widths[column] ?? 0)).join("  "));
}
