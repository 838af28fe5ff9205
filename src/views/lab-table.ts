// The tables of a lab: numbers to the right, long texts wrapped, a list where no table fits.

import Table from "cli-table3";
import type { LabTable } from "../course/labs/report.js";
import { borders, fold, type TableOptions } from "./comparison.js";
import { columns } from "./graph/canvas.js";
import { oneLine, spellAscii } from "./graph/spell.js";
import { formatCount, formatNumber } from "./numbers.js";

/**
 * Title and table within the width.
 * @example
 * import { plainPaint } from "./paint.js";
 * const table = { title: "Errors", head: ["h", "error"], rows: [[1e-8, 2.34567891e-9], ["best", 12345]] };
 * labTable(table, { width: 20, unicode: false, paint: plainPaint })   // "Errors\nh: 1e-8\n  error: 2.34568e-9\nh: best\n  error: 12,345"
 */
export function labTable({ title, head, rows }: LabTable, options: TableOptions): string {
  const spell = (text: string) => (options.unicode ? oneLine(text) : spellAscii(oneLine(text)));
  const names = head.map(spell);
  const cells = rows.map((row) => names.map((_, i) => spell(cellText(row[i] ?? ""))));
  const widths = fittingWidths([names, ...cells], options.width);
  const drawn = widths === undefined ? list(names, cells, options) : framed({ names, cells, widths }, options);
  return [...fold(spell(title), options.width).map((line) => options.paint.bold(line)), drawn].join("\n");
}

/** Six digits, and whole numbers in full. */
function cellText(cell: string | number): string {
  if (typeof cell === "string") return cell;
  return Number.isInteger(cell) && Math.abs(cell) < 1e9 ? formatCount(cell) : formatNumber(cell, 6);
}

/** Between two columns stand a space, a line and a space. */
const framing = 3;

/** Texts give way, the widest first, down to their longest words; numbers never break. Undefined where that is not enough. */
function fittingWidths(lines: readonly (readonly string[])[], width: number): number[] | undefined {
  const widest = (texts: readonly string[]) => Math.max(1, ...texts.map(columns));
  const column = (i: number) => lines.map((line) => line[i] ?? "");
  const widths = (lines[0] ?? []).map((_, i) => widest(column(i)));
  const least = widths.map((_, i) => widest(column(i).flatMap((text) => text.split(" "))));
  const total = () => widths.reduce((sum, one) => sum + one + framing, 1);
  while (total() > width) {
    const room = widths.map((one, i) => (one > (least[i] as number) ? one : 0));
    const i = room.indexOf(Math.max(...room));
    if (room.every((one) => one === 0)) return undefined;
    widths[i] = (widths[i] as number) - 1;
  }
  return widths;
}

interface Fitted {
  readonly names: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

function framed({ names, cells, widths }: Fitted, { unicode, paint }: TableOptions): string {
  const drawn = new Table({
    head: names.map((name) => paint.bold(name)),
    style: { head: [], border: [], compact: true },
    ...borders({ unicode }),
    colAligns: names.map((_, i) => (cells.every((row) => isNumber(row[i] ?? "")) ? "right" : "left")),
    colWidths: widths.map((width) => width + framing - 1),
    wordWrap: true,
  });
  drawn.push(...cells.map((row) => [...row]));
  return drawn.toString();
}

const isNumber = (text: string) => /^([-+]?[\d.,]+(e[-+]?\d+)?|-?infinity|undefined|-|)$/.test(text);

/** One row below another, each cell behind the name of its column. */
function list(names: readonly string[], cells: readonly (readonly string[])[], { width }: TableOptions): string {
  return cells
    .flatMap((row) =>
      row.flatMap((cell, i) => {
        const indent = i === 0 ? "" : "  ";
        return fold(`${names[i]}: ${cell}`, width - indent.length).map((line) => `${indent}${line}`);
      }),
    )
    .join("\n");
}
