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

/** Bound on the rounding error of each entry of a node: c u |w| for an elementwise function with c ulps. */
export function localError(graph: Graph, node: NodeId, valuesAt: (node: NodeId) => Float64Array): Float64Array {
  const row = rowOf(graph.primitive(node));
  const values = valuesAt(node);
  if (row.kind === "elementwise") {
    const [x, y] = graph.operands(node).map(valuesAt);
    const exact = exactOnIntegers.get(row.name);
    return values.map((value, i) => {
      const [a, b] = [x?.[i], y?.[i]];
      // A factor 0 wins: nothing was multiplied.
      if (row.name === "scale" && (a === 0 || b === 0)) return 0;
      if (exact !== undefined && isSmallInteger(value) && isSmallInteger(a) && isSmallInteger(b) && exact(value, a, b)) return 0;
      return row.ulps * (machineEpsilon * Math.abs(value) + underflow);
    });
  }
  const errors = new Float64Array(values.length);
  const operands = graph.operands(node).map((operand) => ({ shape: graph.shape(operand), data: valuesAt(operand) }));
  row.rounding?.(operands, errors, values, graph.shape(node));
  return errors.map((error) => error * machineEpsilon + underflow);
}

/** When whole numbers below 2^53 that give one are added, subtracted, multiplied, divided and raised without rounding. */
const exactOnIntegers: ReadonlyMap<string, (value: number, x: number, y: number) => boolean> = new Map<
  string,
  (value: number, x: number, y: number) => boolean
>([
  ["add", () => true],
  ["sub", () => true],
  ["mul", () => true],
  ["scale", () => true],
  ["div", (value, x, y) => value * y === x],
  // fdlibm: "pow(integer, integer) always returns the correct integer provided it is representable"; 0 may be an underflow.
  ["pow", (value, x) => value !== 0 || x === 0],
]);

const isSmallInteger = (value: number | undefined): value is number => Number.isSafeInteger(value);
