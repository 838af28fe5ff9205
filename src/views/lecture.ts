// The lecture's sections as text for the terminal.

import Table from "cli-table3";
import type { Erratum } from "../course/lecture/erratum.js";
import type { StepRow } from "../course/lecture/methods.js";
import type { NodeRow } from "../course/lecture/reproduce.js";
import type { RuleRow } from "../course/lecture/rules.js";
import { borders, type TableOptions, wrap } from "./comparison.js";
import { formatNumber } from "./numbers.js";

const mark = (matches: boolean, { unicode }: TableOptions) => (unicode ? (matches ? "✓" : "✗") : matches ? "ok" : "WRONG");

function table(head: readonly string[], rows: readonly (readonly string[])[], options: TableOptions): string {
  const drawn = new Table({
    head: head.map((cell) => options.paint.bold(cell)),
    style: { head: [], border: [], compact: true },
    ...borders(options),
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

export function rulesText(rows: readonly RuleRow[], options: TableOptions): string {
  return table(
    ["rule", "formula", "what the slide says (delta = 2)", "arrives", ""],
    rows.map(({ rule, formula, slide, received, matches }) => [
      rule,
      formula,
      slide,
      Object.entries(received)
        .map(([name, amount]) => `${name}: ${formatNumber(amount)}`)
        .join(", "),
      mark(matches, options),
    ]),
    options,
  );
}

/** Every node: the slide's figures beside the exact ones, which all four methods give. */
export function nodesText(rows: readonly NodeRow[], options: TableOptions): string {
  const narrow = options.width < 100;
  const head = ["node", "definition", "value", "slide", ...(narrow ? [] : ["local derivative"]), "derivative", "slide", "methods"];
  return table(
    head,
    rows.map((row) => [
      row.slide.name,
      row.slide.definition,
      formatNumber(row.value, 8),
      String(row.slide.value),
      ...(narrow ? [] : [row.slide.local ?? ""]),
      formatNumber(row.derivatives.reverse, 8),
      String(row.slide.derivative),
      `${methodsAlike(row)} ${mark(row.matches, options)}`,
    ]),
    options,
  );
}

/** How many of the methods print the same eight digits. */
function methodsAlike({ derivatives }: NodeRow): string {
  const all = Object.values(derivatives).map((entry) => formatNumber(entry, 8));
  return `${all.filter((entry) => entry === all[0]).length} of ${all.length}`;
}

export function quotientsText(rows: readonly StepRow[], options: TableOptions): string {
  return table(
    ["step d", "(f(x + d) - f(x)) / d", "error"],
    rows.map(({ step, derivative, error }) => [step.toExponential(0), formatNumber(derivative), error.toExponential(1)]),
    options,
  );
}

export function erratumText(
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
    `Correct:  ${corrected}`,
    wrap(
      `With eta = ${eta} the loss goes from ${loss(lossBefore)} down to ${loss(lossDescending)}; adding the derivative, as the middle says, would raise it to ${loss(lossAscending)}.`,
      width,
    ),
  ].join("\n");
}
