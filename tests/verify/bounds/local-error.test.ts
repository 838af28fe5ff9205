// What one operation adds by rounding: never less than it rounds, and nothing where its result is exact.

import { describe, expect, it } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { applyRow } from "../../../src/core/primitives/apply.js";
import { allRows, type ElementwiseRow, rowOf } from "../../../src/core/primitives/row.js";
import {
  add,
  broadcast,
  interpreter,
  log,
  mul,
  neg,
  type Point,
  record,
  sum,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { localError, machineEpsilon, rounds } from "../../../src/verify/bounds/local-error.js";
import { exactDecimal, referenceValue } from "../../../src/verify/reference/index.js";

const pointOf = (operands: readonly number[]): Point => Object.fromEntries(operands.map((operand, k) => ["xyw"[k] as string, operand]));
const graphOf = (name: string, operands: readonly number[]) =>
  record((inputs) => applyRow(rowOf(name), Object.values(inputs)), pointOf(operands)).graph;

function errorOf(name: string, ...operands: readonly number[]): number {
  const graph = graphOf(name, operands);
  const evaluation = interpreter(graph)(inputValues(graph, pointOf(operands)));
  return localError(graph, graph.outputs[0] as number, (node) => evaluation.node(node))[0] as number;
}

const rounded = allRows().filter((row): row is ElementwiseRow => row.kind === "elementwise" && row.ulps > 0);
const values = [-3, -1, -0.75, 0, 0.1, 0.5, 1, 1.1, 2, 4, 9, 27];

describe("the rounding error of one operation", () => {
  it.each(rounded.map((row) => [row.name, row] as const))("of %s is bounded, wherever it is said to be exact too", (name, row) => {
    const pairs = row.arity === 1 ? values.map((x) => [x]) : values.flatMap((x) => values.map((y) => [x, y]));
    const graph = graphOf(name, row.arity === 1 ? [1] : [1, 1]);
    for (const operands of pairs) {
      const [x = 0, y = 0] = operands;
      const computed = row.value(x, y, 0);
      if (!(row.domain?.(x, y) ?? true) || !Number.isFinite(computed)) continue;
      const exact = referenceValue(graph, pointOf(operands)).outputs[0];
      const error = exact?.minus(exactDecimal(computed)).abs().toNumber();
      expect(error, `${name}(${operands.join(", ")})`).toBeLessThanOrEqual(errorOf(name, ...operands) * 1.0001 + 1e-60);
    }
  });

  it.each([
    ["add", [0, 0.1]],
    ["add", [0.1, 0]],
    ["add", [2, 3]],
    ["sub", [0.1, 0]],
    ["sub", [0, 0.1]],
    ["sub", [7, 3]],
    ["mul", [0, 0.1]],
    ["mul", [0.1, 0]],
    ["mul", [1, 0.1]],
    ["mul", [0.1, 1]],
    ["mul", [-1, 0.1]],
    ["mul", [0.1, -1]],
    ["mul", [3, 5]],
    ["scale", [0.1, 1]],
    ["scale", [3, 5]],
    ["div", [0, 0.1]],
    ["div", [0.1, 1]],
    ["div", [0.1, -1]],
    ["div", [6, 3]],
    ["square", [5]],
    ["sqrt", [9]],
    ["sqrt", [0]],
    ["cbrt", [27]],
    ["cbrt", [-8]],
    ["pow", [0.1, 0]],
    ["pow", [0.1, 1]],
    ["pow", [1, 0.3]],
    ["pow", [3, 5]],
    ["pow", [-3, 3]],
    ["pow", [0, 2]],
    ["pow", [0, 0.3]],
    ["pow", [9, 0.5]],
    ["pow", [4, 1.5]],
    ["leakyRelu", [0.1, 0.01]],
    ["sin", [0]],
    ["tan", [0]],
    ["asin", [0]],
    ["atan", [0]],
    ["sinh", [0]],
    ["tanh", [0]],
    ["asinh", [0]],
    ["atanh", [0]],
    ["cos", [0]],
    ["cosh", [0]],
    ["exp", [0]],
    ["expm1", [0]],
    ["log1p", [0]],
    ["erf", [0]],
    ["sigmoid", [0]],
    ["log", [1]],
    ["log2", [1]],
    ["log10", [1]],
    ["acos", [1]],
    ["acosh", [1]],
  ] as const)("%s of %j is exact", (name, operands) => {
    expect(errorOf(name, ...operands)).toBe(0);
  });

  it.each([
    ["add", [0.1, 0.2]],
    ["add", [2 ** 53, 1]],
    ["sub", [0.3, 0.1]],
    ["mul", [0.1, 0.3]],
    ["mul", [2 ** 30, 2 ** 30 + 1]],
    ["div", [1, 3]],
    ["div", [0.1, 3]],
    ["div", [2 ** 53, 3]],
    ["square", [0.1]],
    ["square", [2 ** 27 + 1]],
    ["sqrt", [2]],
    ["sqrt", [0.25]],
    ["sqrt", [2 ** 52 + 1]],
    ["cbrt", [2]],
    ["cbrt", [28]],
    ["cbrt", [208_063 ** 3 + 1]],
    ["pow", [0.1, 2]],
    ["pow", [2, 0.5]],
    ["pow", [3, 40]],
    ["pow", [0, -2]],
    ["pow", [2 ** 52 + 1, 0.5]],
    ["pow", [2, -1]],
    ["pow", [8, 1 / 3]],
    ["leakyRelu", [-0.1, 0.3]],
    ["sin", [1]],
    ["log", [2]],
    ["cosh", [1]],
    ["sigmoid", [1]],
  ] as const)("%s of %j counts as rounded", (name, operands) => {
    const row = rowOf(name) as ElementwiseRow;
    const [x = 0, y = 0] = operands;
    expect(errorOf(name, ...operands)).toBe(row.ulps * (machineEpsilon * Math.abs(row.value(x, y, 0)) + Number.MIN_VALUE));
  });

  it("of an underflow is half the smallest number for each ulp", () => {
    expect(errorOf("mul", 1e-200, 1e-200)).toBe(Number.MIN_VALUE);
    expect(errorOf("pow", 0.1, 400)).toBe(4 * Number.MIN_VALUE);
    expect(errorOf("pow", 10, -400)).toBe(4 * Number.MIN_VALUE);
    expect(errorOf("pow", 10, -400.5)).toBe(4 * Number.MIN_VALUE);
  });

  it("of a sum is that of its row, in units of machine epsilon", () => {
    const point = { x: [1, 2, 3] };
    const { graph } = record(({ x }) => sum(x as Value), point);
    const evaluation = interpreter(graph)(inputValues(graph, point));
    expect([...localError(graph, 1, (node) => evaluation.node(node))]).toEqual([18 * machineEpsilon + Number.MIN_VALUE]);
  });

  it("is none for inputs, constants, choices and what only moves entries", () => {
    const f: TracedFunction = ({ x }) => sum(neg(add(broadcast(mul(log(x as Value), 2), [2]), [1, 2])));
    const { graph } = record(f, { x: 2 });
    const found = Array.from({ length: graph.length }, (_, node) => [graph.primitive(node), rounds(graph, node)]);
    expect(found).toEqual([
      ["input", false],
      ["log", true],
      ["constant", false],
      ["mul", true],
      ["broadcast", false],
      ["constant", false],
      ["add", true],
      ["neg", false],
      ["sum", true],
    ]);
    expect(["neg", "abs", "max", "relu", "where", "lt"].map((name) => (rowOf(name) as ElementwiseRow).ulps)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
