// Tables of the lecture: framed where they fit, split by groups of columns where not, as a list where nothing fits.

import Table from "cli-table3";
import stringWidth from "string-width";
import { borders, type TableOptions, wrap } from "../comparison.js";

export interface Columns {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function mark(right: boolean, { unicode }: Pick<TableOptions, "unicode">): string {
  return unicode ? (right ? "✓" : "✗") : right ? "ok" : "WRONG";
}

/**
 * A framed table, or a list of its rows where the frame would be wider than the terminal.
 * @example
 * import { plainPaint } from "../paint.js";
 * const options = { width: 10, unicode: false, paint: plainPaint };
 * table({ head: ["node", "value"], rows: [["alpha", "3"]] }, options)   // "alpha\n  value: 3"
 */
export function table(columns: Columns, options: TableOptions): string {
  const drawn = framed(columns, options);
  return widthOf(drawn) <= options.width ? drawn : list(columns, options);
}

/** Groups of columns beside their keys in one table; where that is too wide, one table a group, each with the keys. */
export function besides(keys: Columns, groups: readonly Columns[], options: TableOptions): string {
  const joined = groups.reduce(join, keys);
  const drawn = framed(joined, options);
  if (widthOf(drawn) <= options.width) return drawn;
  return groups.map((group) => table(withoutEmpty(join(keys, group), keys.head.length), options)).join("\n");
}

/** A row of which a group says nothing has no place in its table. */
function withoutEmpty({ head, rows }: Columns, keys: number): Columns {
  return { head, rows: rows.filter((row) => row.slice(keys).some((cell) => cell !== "")) };
}

function join(left: Columns, right: Columns): Columns {
  return {
    head: [...left.head, ...right.head],
    rows: left.rows.map((row, i) => [...row, ...(right.rows[i] ?? [])]),
  };
}

function framed({ head, rows }: Columns, options: TableOptions): string {
  const drawn = new Table({
    head: head.map((cell) => options.paint.bold(cell)),
    style: { head: [], border: [], compact: true },
    ...borders(options),
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

function list({ head, rows }: Columns, { width, paint }: TableOptions): string {
  return rows
    .flatMap(([first = "", ...rest]) => [
      paint.bold(first),
      ...rest.flatMap((cell, i) => (cell === "" ? [] : indented(head[i + 1] === "" ? cell : `${head[i + 1]}: ${cell}`, width))),
    ])
    .join("\n");
}

function indented(text: string, width: number): string[] {
  return wrap(text, width - 2)
    .split("\n")
    .map((line) => `  ${line}`);
}

const widthOf = (text: string) => Math.max(...text.split("\n").map((line) => stringWidth(line)));

/** A list entry whose further lines stand below its first word. */
export function item(bullet: string, text: string, width: number): string {
  return wrap(text, width - bullet.length - 1)
    .split("\n")
    .map((line, i) => (i === 0 ? `${bullet} ${line}` : `${" ".repeat(bullet.length + 1)}${line}`))
    .join("\n");
}

/** What stands between two parts of a section. */
export const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");
