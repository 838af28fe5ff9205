// When compiling pays, as a table.

import type { Report } from "../run.js";
import type { Section } from "./tables.js";
import { duration, times } from "./words.js";

/** The requirement: whoever evaluates so often has his preparation back. */
const soon = 50;

export function breakEvenTable({ breakEven }: Report): Section[] {
  if (breakEven === undefined) return [];
  const late = breakEven.filter(({ pays }) => (pays.next ?? Number.POSITIVE_INFINITY) > soon);
  const worst = Math.max(...breakEven.map((row) => row.worst.ratio));
  return [
    {
      title: "(f) When compiling pays",
      words: [
        "Value and gradient of a function that was never met before, called with points, in a process in which the compiler itself is warm. After the interpreter comes a program of numbers (for formulas of scalars) or loops (for vectors and matrices); straight-line code comes last. `pays after`: evaluations after which a way, taken from the beginning, has cost no more than interpreting them all.",
        `The rule of \`adaptive\`, which gradients use unless told otherwise: each way ends when it has cost as much as preparing the next one. So a function with fewer evaluations than would pay is not compiled, and whoever stops at the worst moment has paid about twice what the best way for so many evaluations would have cost; measured, over all numbers of evaluations, at most ${times(worst)} times. That includes the noise of single evaluations: where \`adaptive\` still interprets, it is the interpreter, and anything above 1 is noise.`,
        late.length === 0
          ? `On every row, what comes after the interpreter pays within ${soon} evaluations.`
          : `What comes after the interpreter pays within ${soon} evaluations on ${breakEven.length - late.length} of ${breakEven.length} rows. Not on: ${late.map(({ title }) => title).join("; ")}. There an evaluation takes a few microseconds, and preparing takes more than ${soon} of them; \`adaptive\` waits that long.`,
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
            "compiled at once, first evaluation",
            "compiled, later",
            "pays after",
            "adaptive over the best, at most",
          ],
          rows: breakEven.map(({ title, first, last, pays, worst: { ratio, calls } }) => [
            title,
            duration(last.interpreted),
            duration(first.next),
            duration(last.next),
            pays.next ?? "",
            duration(first.compiled),
            duration(last.compiled),
            pays.compiled ?? "",
            `${times(ratio)}, after ${calls}`,
          ]),
        },
      ],
    },
  ];
}
