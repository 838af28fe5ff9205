// Section 3 as text: what was measured in one table, then each activation with its points, its pros and cons, and its plot.

import { isZeroCentred, vanishingOf } from "../../course/lecture/activation-figures.js";
import type { ActivationFigures, PointRow } from "../../course/lecture/activations.js";
import type { ActivationsData } from "../../course/lecture/activations-section.js";
import { type TableOptions, wrap } from "../comparison.js";
import { formatNumber } from "../numbers.js";
import { plotText } from "../plots/terminal.js";
import { shortDecimal } from "./decimal.js";
import { besides, item, mark, paragraphs, table } from "./table.js";

export function activationsText({ activations, stepNetwork }: ActivationsData, options: TableOptions): string {
  const zeros = stepNetwork.gradient.W1.length;
  const stuck = `Never use step: in a 2-3-1 network with step functions all ${zeros} gradients of the first weights are 0, so SGD cannot update them ${mark(stepNetwork.stuck, options)}`;
  return paragraphs(
    overviewText(activations, options),
    ...activations.map((activation) => activationText(activation, options)),
    wrap(stuck, options.width),
  );
}

function overviewText(activations: readonly ActivationFigures[], options: TableOptions): string {
  const legend =
    "Seen: outputs over |x| <= 5. Mean: of these outputs. A gradient vanishes where it is below machine epsilon (1.1e-16) of the steepest. Operations: of the slide's formula.";
  const drawn = besides(
    { head: ["activation"], rows: activations.map(({ title }) => [title]) },
    [
      {
        head: ["outputs", "seen", "mean", "zero-centred"],
        rows: activations.map(({ notes, measured }) => [
          notes.outputs.written,
          `${formatNumber(measured.lowest, 7)} to ${formatNumber(measured.highest, 7)}`,
          formatNumber(measured.mean, 3),
          `${isZeroCentred(measured) ? "yes" : "no"} ${mark(isZeroCentred(measured) === notes.zeroCentred, options)}`,
        ]),
      },
      {
        head: ["g'(-40)", "steepest", "g'(40)", "vanishes", "operations"],
        rows: activations.map(({ notes, measured, identities }) => [
          formatNumber(measured.farLeft, 3),
          formatNumber(measured.steepest, 3),
          formatNumber(measured.farRight, 3),
          `${vanishingOf(measured)} ${mark(vanishingOf(measured) === notes.vanishes, options)}`,
          String(identities[0]?.operations ?? ""),
        ]),
      },
    ],
    options,
  );
  return `${drawn}\n${wrap(options.paint.dim(legend), options.width)}`;
}

function activationText({ title, definition, notes, alpha, identities, rows, plot }: ActivationFigures, options: TableOptions): string {
  const { paint, width } = options;
  const constants = identities.some(({ formula }) => formula.includes("alpha")) ? `, alpha = ${alpha}` : "";
  return [
    wrap(`${paint.bold(title)}: g(x) = ${definition}${constants}; g'(x) = ${derivativeText(notes.derivative)}`, width),
    wrap(`The same number, typed: ${identities.map(({ formula, holds }) => `${formula} ${mark(holds, options)}`).join(",  ")}`, width),
    ...notes.pros.map((pro) => item("+", pro, width)),
    ...notes.cons.map((con) => item("-", con, width)),
    pointsText(rows, options),
    plotText(plot, options),
  ].join("\n");
}

const derivativeText = (formula: string) => (formula === "0 * x" ? "0 away from 0" : formula);

function pointsText(rows: readonly PointRow[], options: TableOptions): string {
  return table(
    {
      head: ["x", "g(x)", "g'(x) of the slide", "reverse mode", "the methods"],
      rows: rows.map((row) => [
        formatNumber(row.x),
        formatNumber(row.value, 8),
        row.closedForm === undefined ? sidesText(row) : `${shortDecimal(row.closedForm, 8)} ${mark(row.closedFormHolds === true, options)}`,
        formatNumber(row.derivatives.reverse ?? Number.NaN, 8),
        verdictText(row, options),
      ]),
    },
    options,
  );
}

function sidesText({ oneSided }: PointRow): string {
  return oneSided === undefined ? "none" : `left ${oneSided.left}, right ${oneSided.right}`;
}

function verdictText({ verdict, derivatives, oneSided }: PointRow, options: TableOptions): string {
  if (verdict === "agree") return `${Object.keys(derivatives).length} agree ${mark(true, options)}`;
  if (verdict === "not-differentiable") return `${oneSided?.right === "a jump" ? "a jump" : "a kink"} ${mark(true, options)}`;
  return `${verdict} ${mark(false, options)}`;
}
