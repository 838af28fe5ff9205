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
    const exact = exactOnIntegers.has(row.name);
    return values.map((value, i) =>
      exact && isSmallInteger(value) && isSmallInteger(x?.[i]) && isSmallInteger(y?.[i])
        ? 0
        : row.ulps * (machineEpsilon * Math.abs(value) + underflow),
    );
  }
  const errors = new Float64Array(values.length);
  const operands = graph.operands(node).map((operand) => ({ shape: graph.shape(operand), data: valuesAt(operand) }));
  row.rounding?.(operands, errors, values, graph.shape(node));
  return errors.map((error) => error * machineEpsilon + underflow);
}

/** Whole numbers below 2^53 are added, subtracted and multiplied without rounding. */
const exactOnIntegers = new Set(["add", "sub", "mul", "scale"]);

const isSmallInteger = (value: number | undefined) => Number.isSafeInteger(value);
