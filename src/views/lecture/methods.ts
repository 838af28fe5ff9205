// Section 7 as text: the four methods, one after the other, then side by side.

import type { MethodsData, StepRow } from "../../course/lecture/methods.js";
import { comparisonText, type TableOptions, wrap } from "../comparison.js";
import { formatNumber } from "../numbers.js";
import { mark, paragraphs, table } from "./table.js";

export function methodsText(data: MethodsData, options: TableOptions): string {
  const { quotients, rewriting, passes, forwardOnly, comparisons } = data;
  const say = (text: string) => wrap(text, options.width);
  const { bold, value } = options.paint;
  const entries = forwardOnly.entries.map(({ input, derivative }) => `${input} ${formatNumber(derivative, 4)}`).join(", ");
  return paragraphs(
    `${say(`${bold("numerical")}: (f(x + d) - f(x)) / d, on the exercise, by w1. A large d truncates, a small one rounds:`)}\n${quotientsText(quotients, options)}`,
    say(
      `${bold("symbolic")}: the formula rewritten into the formula of its derivative. By ${rewriting.wrt}, in ${rewriting.steps} applications of a rule (tedious and error-prone by hand; trigrad steps shows each): ${value(rewriting.derivative)} = ${formatNumber(rewriting.value, 6)} ${mark(rewriting.matches, options)}`,
    ),
    say(
      `${bold("forward mode")}: values, and derivatives with respect to one chosen variable, in one forward pass: ${passes.forward} passes for the ${passes.inputs} inputs.`,
    ),
    say(
      `${bold("reverse mode")}: values in a forward pass, then derivatives with respect to every variable in one backward pass: ${passes.reverse} for the ${passes.inputs} inputs. The idea is not new: since 1959.`,
    ),
    say(
      `"We only need to implement the forward pass": of ${value(forwardOnly.program)} reverse mode gives ${entries}, the figures of section 6 ${mark(
        forwardOnly.entries.every(({ matches }) => matches),
        options,
      )}`,
    ),
    ...comparisons.map(({ formula, comparison }) => comparisonText(comparison, formula, options)),
  );
}

function quotientsText(rows: readonly StepRow[], options: TableOptions): string {
  return table(
    {
      head: ["step d", "(f(x + d) - f(x)) / d", "error"],
      rows: rows.map(({ step, derivative, error }) => [step.toExponential(0), formatNumber(derivative), error.toExponential(1)]),
    },
    options,
  );
}
