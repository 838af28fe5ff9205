// The report as docs/bench.md.

import type { LabTable } from "../../src/course/labs/report.js";
import type { Report } from "../run.js";
import { machineLine } from "./machine-line.js";
import { type Section, sectionsOf } from "./tables.js";

const howToRead = `Each contender is prepared for a function once and then called; the time is that of one call, from its inputs in the contender's own form
to a value and a gradient of which every number can be read. Before any time counts, the answer is checked against reverse mode with a proven bound on
rounding, for contenders in float32 with the same bound at the rounding of float32. All contenders of a row run in one process and take turns; the numbers are
medians over the turns, and a turn does not count what other programs did in between. Each row has a process of its own;
-log sigmoid(w . x) with n = 10,000 has five, because the engine's code for one long loop falls into one of two states that last as
long as the process, by hand as well as generated: the numbers are medians over the five.

The first line of a table is the time of code written by hand, on typed arrays that are allocated once: value and gradient in the fewest passes, matrix
products in blocks. All other lines are multiples of it: 1 is as fast, 10 takes ten times as long.
The second line has the same code with its matrix products in WebAssembly, two doubles at a time. Words stand where there is no number: what a contender
cannot do, or that it was wrong or crashed, with the message further down.

"scalar tape" records a tape of scalar objects at each call, as micrograd does. TensorFlow.js and "jax-js float32" compute in float32, which moves half the
bytes; "jax-js float64" stores float64, with functions such as exp to eight digits. rose compiles to WebAssembly, simplegrad to JavaScript. Numbers belong to
the machine and the hour: compare within a table.`;

export function markdown(report: Report): string {
  const head = `# Near the speed of code written by hand?

Written by \`npm run bench\`; \`npm run bench -- --help\` says what else it can do. ${machineLine(report)}

## How to read the tables

${howToRead}`;
  return `${[head, ...sectionsOf(report).map(section)].join("\n\n")}\n`;
}

function section({ title, words, tables }: Section): string {
  return [
    `## ${title}`,
    ...words,
    ...tables.flatMap((table) => [...(table.title === "" ? [] : [`### ${table.title}`]), tableText(table)]),
  ].join("\n\n");
}

/** Padded, so that the source reads as a table too. */
function tableText({ head, rows }: LabTable): string {
  const cell = (value: string | number) => (typeof value === "number" ? value.toLocaleString("en") : value).replaceAll("|", "\\|");
  const lines = [head, ...rows].map((line) => line.map(cell));
  const widths = head.map((_, i) => Math.max(3, ...lines.map((line) => line[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((each, i) => (i === 0 ? each.padEnd(widths[i] ?? 0) : each.padStart(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(lines[0] as string[]), rule, ...lines.slice(1).map(line)].join("\n");
}
