// The slide's local derivatives, "beta, alpha" or "-(1/pi)^2", evaluated at the slide's nodes.

import { recorder } from "../../core/differentiators/program.js";
import { interpreter } from "../../core/execute/interpreter.js";
import { parseFormula } from "../../core/formula/index.js";
import { slideTolerance } from "./figures.js";

export interface LocalDerivative {
  /** as the slide writes it */
  readonly written: string;
  /** by the derivative rule of the operation */
  readonly value: number;
  readonly matches: boolean;
}

/**
 * @param written  one expression for each operand, in the names of the nodes; absent for an input
 * @param values   of the nodes, by name
 * @param rules    what the rules gave, one number for each operand
 * @example
 * localDerivatives("y, x", { x: 3, y: 4 }, [4, 3])   // [{ written: "y", value: 4, matches: true }, { written: "x", value: 3, matches: true }]
 */
export function localDerivatives(
  written: string | undefined,
  values: Readonly<Record<string, number>>,
  rules: readonly number[],
): readonly LocalDerivative[] {
  const expressions = written === undefined ? [] : written.split(",").map((part) => part.trim());
  return expressions.map((expression, k) => {
    const value = rules[k] ?? Number.NaN;
    return { written: expression, value, matches: Math.abs(evaluated(expression, values) - value) <= slideTolerance };
  });
}

function evaluated(expression: string, values: Readonly<Record<string, number>>): number {
  // A node may be called pi, which a formula would read as 3.14...
  const inner = (name: string) => `node_${name}`;
  const formula = parseFormula(expression.replaceAll(/[a-z]+/g, (name) => (Object.hasOwn(values, name) ? inner(name) : name)));
  const used = Object.keys(values).filter((name) => formula.names.includes(inner(name)));
  const point = Object.fromEntries(used.map((name) => [inner(name), values[name] as number]));
  const { graph } = recorder(formula)(point);
  const run = interpreter(graph);
  return run(graph.inputs.map(({ name }) => Float64Array.of(point[name] as number))).outputs[0]?.data[0] as number;
}
