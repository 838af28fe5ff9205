// Counting the arithmetic of a graph.

import type { Graph } from "../graph/graph.js";
import { neededNodes } from "../graph/needed.js";
import { type Shape, sizeOf } from "../graph/shape.js";
import { rowOf } from "../primitives/row.js";

/**
 * Scalar operations that one evaluation of the outputs takes; moving entries around counts nothing.
 * @example
 * operations(record(({ x, y, z }) => mul(add(x, y), z), { x: -2, y: 5, z: -4 }).graph)   // 2
 */
export function operations(graph: Graph): number {
  const needed = neededNodes(graph);
  let total = 0;
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (needed[node] === 0 || primitive === "input" || primitive === "constant") continue;
    const row = rowOf(primitive);
    if (row.kind === "elementwise") total += sizeOf(graph.shape(node));
    else
      total += row.operations(
        graph.operands(node).map((operand): Shape => graph.shape(operand)),
        graph.shape(node),
      ); // by shapes
  }
  return total;
}
