// trigrad lecture [SECTION]: sections 4 to 7, reproduced and checked.

import { erratum } from "../../../course/lecture/erratum.js";
import { circuit, exercise } from "../../../course/lecture/figures.js";
import { comparisons, differenceQuotients, passesNeeded } from "../../../course/lecture/methods.js";
import { reproduce } from "../../../course/lecture/reproduce.js";
import { ruleRows } from "../../../course/lecture/rules.js";
import { schemaVersion } from "../../../verify/compare/record.js";
import { comparisonText, pointText, type TableOptions } from "../../../views/comparison.js";
import { erratumText, nodesText, quotientsText, rulesText } from "../../../views/lecture.js";
import type { Outcome } from "../errors.js";
import { terminalOptions } from "../terminal.js";

interface Section {
  readonly title: string;
  /** what was computed, as data, and whether every figure is right */
  readonly compute: () => { readonly data: unknown; readonly right: boolean; readonly text: (options: TableOptions) => string };
}

const sections: ReadonlyMap<string, Section> = new Map([
  ["4", { title: "The rules of reverse mode", compute: rules }],
  ["5", { title: "The computation graph of (x + y) z", compute: () => nodes(circuit) }],
  ["6", { title: "The exercise: -log s(w . x)", compute: exerciseNodes }],
  ["7", { title: "Four methods that must not be confused", compute: fourMethods }],
]);

export function lectureCommand(section: string | undefined, { json }: { readonly json?: boolean }): Outcome {
  const chosen = section === undefined ? [...sections.keys()] : [section.replace(/^section\s*/i, "")];
  const options = terminalOptions();
  const found = chosen.map((number) => {
    const entry = sections.get(number);
    if (entry === undefined) throw new Error(`there is no section "${section}": the sections are ${[...sections.keys()].join(", ")}.`);
    return { number, title: entry.title, ...entry.compute() };
  });
  const exitCode = found.every(({ right }) => right) ? 0 : 1;
  if (json === true) {
    return {
      output: JSON.stringify({
        schema: schemaVersion,
        sections: found.map(({ number, title, right, data }) => ({ number, title, right, data })),
      }),
      exitCode,
    };
  }
  const texts = found.map(({ number, title, text }) => `${options.paint.bold(`Section ${number}. ${title}`)}\n${text(options)}`);
  const closing = exitCode === 0 ? options.paint.good("Every figure is reproduced.") : options.paint.bad("Some figures differ.");
  return { output: `${texts.join("\n\n")}\n\n${closing}`, exitCode };
}

function rules() {
  const data = ruleRows();
  return { data, right: data.every(({ matches }) => matches), text: (options: TableOptions) => rulesText(data, options) };
}

function nodes(slide: Parameters<typeof reproduce>[0]) {
  const data = reproduce(slide);
  const head = `${slide.formula}  at  ${pointText(slide.at)}`;
  return { data, right: data.every(({ matches }) => matches), text: (options: TableOptions) => `${head}\n${nodesText(data, options)}` };
}

function exerciseNodes() {
  const { data, right, text } = nodes(exercise);
  const mistake = erratum();
  return {
    data: { nodes: data, erratum: mistake },
    right,
    text: (options: TableOptions) => `${text(options)}\n\n${erratumText(mistake, options)}`,
  };
}

function fourMethods() {
  const quotients = differenceQuotients();
  const compared = comparisons();
  const cost = passesNeeded();
  const right = compared.every(({ comparison }) => comparison.verdict === "agree");
  const text = (options: TableOptions) =>
    [
      "numerical: (f(x + d) - f(x)) / d, on the exercise, by w1. A large d truncates, a small one rounds:",
      quotientsText(quotients, options),
      `forward mode took ${cost.forward} passes for ${cost.inputs} inputs, reverse mode ${cost.reverse}. Symbolic rewrites the formula: trigrad steps shows it.`,
      ...compared.map(({ formula, comparison }) => comparisonText(comparison, formula, options)),
    ].join("\n\n");
  return { data: { quotients, comparisons: compared, passes: cost }, right, text };
}
