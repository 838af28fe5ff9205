// When compiling pays, as a table.

import type { Report } from "../run.js";
import type { Section } from "./tables.js";
import { duration, times } from "./words.js";

/** The requirement: whoever evaluates so often has his preparation back. */
export const soon = 50;

export function breakEvenTable({ breakEven }: Report): Section[] {
  if (breakEven === undefined) return [];
  const compiling = breakEven.filter(({ compiles }) => compiles);
  const late = compiling.filter(({ pays }) => (pays.next ?? Number.POSITIVE_INFINITY) > soon);
  const never = breakEven.filter(({ compiles }) => !compiles);
  const worst = Math.max(...compiling.map((row) => row.worst.ratio));
  const names = (rows: typeof breakEven) => rows.map(({ title }) => title).join("; ");
  return [
    {
      title: "(f) When compiling pays",
      words: [
        `Value and gradient of a function that was never met before, called with points, in a process in which the compiler itself is warm. After the interpreter comes a program of numbers (for scalars and short vectors) or loops (for long vectors and matrices), if by an estimate from the size of the graph it pays for itself within ${soon} evaluations; if not, nothing is compiled. \`pays after\`: evaluations after which the way, taken from the beginning, has cost no more than interpreting them all.`,
        `${
          late.length === 0
            ? `Where a gradient compiles, it pays within ${soon} evaluations on every row.`
            : `Where a gradient compiles, it pays within ${soon} evaluations on ${compiling.length - late.length} of ${compiling.length} rows. Not on: ${names(late)}.`
        }${never.length === 0 ? "" : ` Not compiled: ${names(never)}.`}`,
        `\`adaptive\`, which gradients use unless told otherwise, goes over when interpreting has cost as much as preparing what follows: who stops at the worst moment has paid about twice; measured, where it does go over and over all numbers of evaluations, at most ${times(worst)} times the best of all ways. That includes the noise of single evaluations.`,
        "`buffers` are asked for by whoever runs a function many times, and are compiled at once, to the fastest code: the last columns.",
      ],
      tables: [
        {
          title: "",
          head: [
            "",
            "interpreted, an evaluation",
            "next way, first evaluation",
            "next way, later",
            "pays after",
            "adaptive over the best, at most",
            "compiled for buffers, first evaluation",
            "later",
            "pays after",
          ],
          rows: breakEven.map(({ title, compiles, first, last, pays, worst: { ratio, calls }, calls: most }) => [
            title,
            duration(last.interpreted),
            ...(compiles ? [duration(first.next), duration(last.next), pays.next ?? `more than ${most}`] : ["not compiled", "", ""]),
            `${times(ratio)}, after ${calls}`,
            duration(first.compiled),
            duration(last.compiled),
            pays.compiled ?? "",
          ]),
        },
      ],
    },
  ];
}
