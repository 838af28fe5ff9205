// Counting the arithmetic of a graph.

import type { Graph } from "../graph/graph.js";
import { type Shape, sizeOf } from "../graph/shape.js";
import { rowOf } from "./row.js";

/** Nodes that some output depends on; the others need not be evaluated. */
export function neededNodes(graph: Graph): Uint8Array {
  const needed = new Uint8Array(graph.length);
  for (const output of graph.outputs) needed[output] = 1;
  for (let node = graph.length - 1; node >= 0; node--) {
    if (needed[node] === 1) for (let k = 0; k < graph.operandCount(node); k++) needed[graph.operand(node, k)] = 1;
  }
  return needed;
}

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
