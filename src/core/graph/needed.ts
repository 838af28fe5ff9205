// Which nodes matter.

import type { Graph } from "./graph.js";

/** Nodes that some output depends on; the others need not be evaluated. */
export function neededNodes(graph: Graph): Uint8Array {
  const needed = new Uint8Array(graph.length);
  for (const output of graph.outputs) needed[output] = 1;
  for (let node = graph.length - 1; node >= 0; node--) {
    if (needed[node] === 1) for (let k = 0; k < graph.operandCount(node); k++) needed[graph.operand(node, k)] = 1;
  }
  return needed;
}
