// Section 3: activations measured and drawn, their pros and cons.

import { isZeroCentred, vanishingOf } from "../../../../../course/lecture/activation-figures.js";
import type { ActivationFigures, PointRow } from "../../../../../course/lecture/activations.js";
import type { ActivationsData } from "../../../../../course/lecture/activations-section.js";
import { shortDecimal } from "../../../../../views/lecture/decimal.js";
import { formatNumber } from "../../../../../views/numbers.js";
import { plotSvg } from "../../../../../views/plots/svg.js";
import { type Block, type Cell, heading, links, opens, type PageLink, table, text } from "../page.js";

export function activationsPage({ activations, stepNetwork }: ActivationsData): readonly Block[] {
  return [
    table(
      "Seen: outputs over |x| <= 5, and their mean. A gradient vanishes where it is below machine epsilon of the steepest.",
      ["activation", "outputs", "seen", "mean", "zero-centred", "g'(-40)", "steepest", "g'(40)", "vanishes", "operations"],
      activations.map(({ title, notes, measured, identities }) => [
        title,
        notes.outputs.written,
        `${formatNumber(measured.lowest, 7)} to ${formatNumber(measured.highest, 7)}`,
        formatNumber(measured.mean, 3),
        { text: isZeroCentred(measured) ? "yes" : "no", right: isZeroCentred(measured) === notes.zeroCentred },
        formatNumber(measured.farLeft, 3),
        formatNumber(measured.steepest, 3),
        formatNumber(measured.farRight, 3),
        { text: vanishingOf(measured), right: vanishingOf(measured) === notes.vanishes },
        String(identities[0]?.operations ?? ""),
      ]),
    ),
    ...activations.flatMap(activationBlocks),
    heading("Never use step"),
    text(
      `In a 2-3-1 network with step functions ${stepNetwork.stuck ? "all" : "not all"} ${stepNetwork.gradient.W1.length} gradients of the first weights are 0, so SGD cannot update them.`,
    ),
    links({
      text: "Train with step functions, and see nothing move",
      view: "network",
      entries: { set: "circles", act: "step", steps: "200" },
    }),
  ];
}

function activationBlocks({ title, definition, notes, alpha, identities, rows, plot }: ActivationFigures): readonly Block[] {
  const constants = identities.some(({ formula }) => formula.includes("alpha")) ? `, alpha = ${alpha}` : "";
  return [
    heading(title),
    text(`g(x) = ${definition}${constants}; g'(x) = ${notes.derivative === "0 * x" ? "0 away from 0" : notes.derivative}`),
    { kind: "list", items: [...notes.pros.map((pro) => `Pro: ${pro}.`), ...notes.cons.map((con) => `Con: ${con}.`)] },
    { kind: "picture", title: plot.title, svg: plotSvg(plot) },
    table(
      "Point by point",
      ["x", "g(x)", "g'(x) of the slide", "reverse mode", "the methods"],
      rows.map((row) => [
        formatNumber(row.x),
        formatNumber(row.value, 8),
        closedCell(row),
        formatNumber(row.derivatives.reverse ?? Number.NaN, 8),
        verdictCell(row),
      ]),
    ),
    links(...identities.map(({ formula }): PageLink => opens("compare", `Compare ${formula}`, formula, linkPoint(formula, alpha)))),
  ];
}

const linkPoint = (formula: string, alpha: number) => (formula.includes("alpha") ? `x:0.5,alpha:${alpha}` : "x:0.5");

function closedCell({ closedForm, closedFormHolds, oneSided }: PointRow): Cell {
  if (closedForm !== undefined) return { text: shortDecimal(closedForm, 8), right: closedFormHolds === true };
  return oneSided === undefined ? "none" : `left ${oneSided.left}, right ${oneSided.right}`;
}

function verdictCell({ verdict, derivatives, oneSided }: PointRow): Cell {
  if (verdict === "agree") return { text: `${Object.keys(derivatives).length} agree`, right: true };
  if (verdict === "not-differentiable") return { text: oneSided?.right === "a jump" ? "a jump" : "a kink", right: true };
  return { text: verdict, right: false };
}
