// A single row of the primitives table, also one that was just written: its derivative rules against its values alone.

import { reverse } from "../../core/differentiators/automatic/index.js";
import { nearest } from "../../core/formula/distance.js";
import type { Value } from "../../core/graph/trace.js";
import { applyRow } from "../../core/primitives/apply.js";
import { allRows, type ElementwiseRow } from "../../core/primitives/row.js";
import { blackBox } from "./black-box.js";
import { type CheckOptions, checkGradient } from "./check-gradient.js";
import { real } from "./domain.js";
import type { CheckReport } from "./report.js";

/**
 * Checks the derivative rules of an elementwise function of the table, by name, against numerical differentiation of its values, which
 * never sees a rule.
 * @throws {RangeError} for a name that no elementwise row has
 * @example
 * checkRule("tanh").verdict   // "right"
 */
export function checkRule(name: string, options: Pick<CheckOptions, "inputs" | "samples" | "seed"> = {}): CheckReport {
  const rows = allRows().filter((row): row is ElementwiseRow => row.kind === "elementwise");
  const row = rows.find((one) => one.name === name);
  if (row === undefined) {
    const meant = nearest(
      name,
      rows.map((one) => one.name),
    );
    throw new RangeError(`no elementwise function is named ${name}${meant === undefined ? "." : `: did you mean ${meant}?`}`);
  }
  const names = ["x", "y", "w"].slice(0, row.arity);
  const values = blackBox((inputs) => row.value(...(names.map((input) => inputs[input]) as [number, number, number])));
  const program = (inputs: Readonly<Record<string, Value>>) =>
    applyRow(
      row,
      names.map((input) => inputs[input] as Value),
    );
  const claim = (inputs: Readonly<Record<string, number>>) => reverse.gradient(program)(inputs).gradient;
  const inputs = { ...Object.fromEntries(names.map((input) => [input, real()])), ...options.inputs };
  return checkGradient(values, claim, { ...options, inputs });
}
