// Counting the arithmetic of a graph.

import type { Graph, NodeId } from "../graph/graph.js";
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
  for (let node = 0; node < graph.length; node++) if (needed[node] === 1) total += nodeOperations(graph, node);
  return total;
}

/** Those of one node. */
export function nodeOperations(graph: Graph, node: NodeId): number {
  const primitive = graph.primitive(node);
  if (primitive === "input" || primitive === "constant") return 0;
  const row = rowOf(primitive);
  if (row.kind === "elementwise") return sizeOf(graph.shape(node));
  const shapes = graph.operands(node).map((operand): Shape => graph.shape(operand));
  return row.operations(shapes, graph.shape(node));
}
