// Every rule of both tables, off by a small factor: what a constant with too few digits does.

import { functionRules, operatorRules, termRules } from "../../../src/core/differentiators/symbolic/rules.js";
import { allRows } from "../../../src/core/primitives/row.js";
import type { FaultOf, FaultSize, InRow, InTemplate } from "./fault.js";
import { times } from "./row-faults.js";

type Relative = Exclude<FaultSize, "gross">;
const sizes: readonly Relative[] = [1e-2, 1e-4, 1e-6];

/** Truth values and steps send nothing that could be off. */
const silent = new Set("lt le gt ge eq ne and or not sign floor ceil round step".split(" "));

export const relativeRowFaults: readonly FaultOf<InRow>[] = allRows()
  .filter(({ name }) => !silent.has(name))
  .flatMap((row) => {
    const operands = typeof row.pull === "function" ? [0] : row.pull.map((_, k) => k);
    // The condition of `where` gets nothing.
    return operands
      .filter((operand) => row.name !== "where" || operand > 0)
      .flatMap((operand) => sizes.map((size) => inRow(row.name, operand, size)));
  });

function inRow(row: string, operand: number, size: Relative): FaultOf<InRow> {
  const id = `${row}, operand ${operand + 1}: off by ${size}`;
  return { id, kind: "relative", size, where: { table: "rows", row, operand, wrong: times(1 + size) } };
}

/**
 * What no graph turns into: lowering writes logsumexp with logaddexp, +x is x, and e^x is exp(x). Only formulas that are derived as they
 * stand, step by step, use these rules.
 */
const unseen = new Set(["logsumexp", "unaryPlus"]);
const rowNames: Readonly<Record<string, string>> = {
  subtract: "sub",
  unaryMinus: "neg",
  multiply: "mul",
  divide: "div",
  conditional: "where",
};

const places = [
  ...Object.keys(functionRules).map((name) => ({ table: "functions" as const, name, template: functionRules[name] as string })),
  ...Object.keys(termRules).map((name) => ({ table: "terms" as const, name, template: termRules[name] as string })),
  ...Object.entries(operatorRules).flatMap(([name, rules]) =>
    rules.flatMap(({ template, given }, index) => (given?.u === "e" ? [] : [{ table: "operators" as const, name, index, template }])),
  ),
];

export const relativeTemplateFaults: readonly FaultOf<InTemplate>[] = places
  .filter(({ name, template }) => template !== "0" && !unseen.has(name))
  .flatMap(({ template: _, ...place }) =>
    sizes.map((size): FaultOf<InTemplate> => {
      const which = "index" in place ? ` ${place.index + 1}` : "";
      const wrong = (right: string) => `${1 + size} * (${right})`;
      return {
        id: `symbolic ${place.name}${which}: off by ${size}`,
        kind: "relative",
        size,
        where: { ...place, row: rowNames[place.name] ?? place.name, wrong },
      };
    }),
  );
