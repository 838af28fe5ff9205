// The report for the terminal.

import { labTable } from "../../src/views/lab-table.js";
import { plainPaint } from "../../src/views/paint.js";
import type { Report } from "../run.js";
import { machineLine } from "./machine-line.js";
import { type Section, sectionsOf } from "./tables.js";

export function text(report: Report, width: number): string {
  const section = ({ title, words, tables }: Section) =>
    [
      title,
      "=".repeat(title.length),
      ...words,
      ...tables.map((table) => labTable(table, { width, unicode: true, paint: plainPaint })),
    ].join("\n");
  return [machineLine(report), ...sectionsOf(report).map(section)].join("\n\n");
}
