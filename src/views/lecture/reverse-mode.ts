// Sections 4 to 6 as text: the rules, the slides' graphs node by node, the erratum.

import stringWidth from "string-width";
import type { Erratum, ExerciseData } from "../../course/lecture/erratum.js";
import type { NodeRow, NodesData } from "../../course/lecture/reproduce.js";
import type { RuleRow } from "../../course/lecture/rules.js";
import { pointText, type TableOptions, wrap } from "../comparison.js";
import { formatNumber } from "../numbers.js";
import { besides, mark, paragraphs, table } from "./table.js";

export function rulesText(rows: readonly RuleRow[], options: TableOptions): string {
  const drawn = table(
    {
      head: ["rule", "formula", "the slide says", "arrives"],
      rows: rows.map(({ rule, formula, slide, received, matches }) => [
        rule,
        formula,
        slide,
        `${Object.entries(received)
          .map(([name, amount]) => `${name} ${formatNumber(amount)}`)
          .join(", ")} ${mark(matches, options)}`,
      ]),
    },
    options,
  );
  return `${wrap("delta = 2 arrives from the right, at x = 3, y = 4:", options.width)}\n${drawn}`;
}

/** Every node: the slide's figures beside the exact ones, which all four methods give. */
export function nodesText({ formula, at, nodes }: NodesData, options: TableOptions): string {
  const drawn = besides(
    { head: ["node"], rows: nodes.map(({ slide }) => [slide.name]) },
    [
      {
        head: ["definition", "value", "slide", "gradient", "slide", "alike"],
        rows: nodes.map((row) => [
          row.slide.definition,
          formatNumber(row.value, 6),
          String(row.slide.value),
          formatNumber(row.derivatives.reverse, 6),
          String(row.slide.derivative),
          `${methodsAlike(row)} ${mark(row.matches, options)}`,
        ]),
      },
      {
        head: ["local derivative", "is"],
        rows: nodes.map(({ local }) => [
          local.map(({ written }) => written).join(", "),
          local.map(({ value }) => formatNumber(value, 6)).join(", "),
        ]),
      },
    ],
    options,
  );
  const legend = wrap(options.paint.dim("alike: how many of the four methods print the same eight digits of the gradient"), options.width);
  return [headText(formula, at, options), drawn, legend].join("\n");
}

function headText(formula: string, at: NodesData["at"], { width }: TableOptions): string {
  const line = `${formula}  at  ${pointText(at)}`;
  return stringWidth(line) <= width ? line : `${wrap(formula, width)}\n${wrap(`at  ${pointText(at)}`, width)}`;
}

function methodsAlike({ derivatives }: NodeRow): number {
  const all = Object.values(derivatives).map((entry) => formatNumber(entry, 8));
  return all.filter((entry) => entry === all[0]).length;
}

export function exerciseText(data: ExerciseData, options: TableOptions): string {
  return paragraphs(nodesText(data, options), erratumText(data.erratum, options));
}

function erratumText(
  { slide, corrected, derivative, eta, lossBefore, lossDescending, lossAscending }: Erratum,
  { paint, width }: TableOptions,
): string {
  const loss = (x: number) => formatNumber(x, 6);
  return [
    paint.note("Erratum"),
    wrap(
      `The slide writes  ${slide}.  The middle has the wrong sign, the result is right: dl/dw1 = ${formatNumber(derivative, 4)}, and descent subtracts it.`,
      width,
    ),
    wrap(`Correct:  ${corrected}`, width),
    wrap(
      `With eta = ${eta} the loss goes from ${loss(lossBefore)} down to ${loss(lossDescending)}; adding the derivative, as the middle says, would raise it to ${loss(lossAscending)}.`,
      width,
    ),
  ].join("\n");
}
