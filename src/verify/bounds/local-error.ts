// What one operation can add to the error by rounding its result.

import type { Graph, NodeId } from "../../core/graph/graph.js";
import { rowOf } from "../../core/primitives/row.js";

export const machineEpsilon = 2 ** -53;

/** Half the smallest subnormal number: what a result that underflows can be off by. */
const underflow = Number.MIN_VALUE;

/** True for nodes whose result is rounded. */
export function rounds(graph: Graph, node: NodeId): boolean {
  const primitive = graph.primitive(node);
  if (primitive === "input" || primitive === "constant") return false;
  const row = rowOf(primitive);
  return row.kind === "elementwise" ? row.ulps > 0 : row.rounding !== undefined;
}

/** Bound on the rounding error of each entry of a node: c u |w| for an elementwise function with c ulps, of w or of a larger term in it. */
export function localError(graph: Graph, node: NodeId, valuesAt: (node: NodeId) => Float64Array): Float64Array {
  const row = rowOf(graph.primitive(node));
  const values = valuesAt(node);
  if (row.kind === "elementwise") {
    const [x, y] = graph.operands(node).map(valuesAt);
    const exact = exactWhere.get(row.name);
    return values.map((value, i) => {
      if (exact?.(value, x?.[i] as number, y?.[i] as number) === true) return 0;
      const size = Math.max(Math.abs(value), row.term?.(x?.[i] as number, y?.[i] as number) ?? 0);
      return row.ulps * (machineEpsilon * size + underflow);
    });
  }
  const errors = new Float64Array(values.length);
  const operands = graph.operands(node).map((operand) => ({ shape: graph.shape(operand), data: valuesAt(operand) }));
  row.rounding?.(operands, errors, values, graph.shape(node));
  return errors.map((error) => error * machineEpsilon + underflow);
}

/** Whole numbers below 2^53. */
const areWhole = (...numbers: readonly number[]) => numbers.every(Number.isSafeInteger);
const isUnit = (x: number) => x === 1 || x === -1;

const sum: Exact = (value, x, y) => x === 0 || y === 0 || areWhole(value, x, y);
const product: Exact = (value, x, y) => x === 0 || y === 0 || isUnit(x) || isUnit(y) || areWhole(value, x, y);

type Exact = (value: number, x: number, y: number) => boolean;

/** x^y of whole x, not 0, with whole y, or with half of one: then value^2 = x^(2y). */
function isWholePower(value: number, x: number, y: number): boolean {
  if (areWhole(value, x, y)) return value !== 0;
  const [square, power] = [value * value, x ** (2 * y)];
  return areWhole(value, x, 2 * y, square, power) && square === power && value > 0;
}

/**
 * Operands for which a result is not rounded. It matters where nothing may be rounded: a base below 0 has whole exponents only.
 * fdlibm: "pow(integer, integer) always returns the correct integer provided it is representable"; 0 may be an underflow.
 */
const exactWhere: ReadonlyMap<string, Exact> = new Map([
  ["add", sum],
  ["sub", sum],
  ["mul", product],
  ["scale", product],
  ["div", (value, x, y) => x === 0 || isUnit(y) || (areWhole(value, x, y) && value * y === x)],
  ["square", (value, x) => areWhole(value, x)],
  ["sqrt", (value, x) => areWhole(value, x) && value * value === x],
  ["cbrt", (value, x) => areWhole(value, x) && value ** 3 === x],
  ["pow", (value, x, y) => y === 0 || y === 1 || x === 1 || (x === 0 && y > 0) || isWholePower(value, x, y)],
  ["leakyRelu", (value, x) => value === x],
  // Required of JavaScript's Math, and of what is made of it.
  ..."sin tan asin atan sinh tanh asinh atanh cos cosh exp expm1 log1p erf sigmoid"
    .split(" ")
    .map((name): [string, Exact] => [name, (_, x) => x === 0]),
  ..."log log2 log10 acos acosh".split(" ").map((name): [string, Exact] => [name, (_, x) => x === 1]),
]);
