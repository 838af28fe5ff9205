// Which nodes matter.

import type { Graph } from "./graph.js";

const known = new WeakMap<Graph, Uint8Array>();

/** Nodes that some output depends on; the others need not be evaluated. Found once for each graph: only read it. */
export function neededNodes(graph: Graph): Uint8Array {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const needed = new Uint8Array(graph.length);
  for (const output of graph.outputs) needed[output] = 1;
  for (let node = graph.length - 1; node >= 0; node--) {
    if (needed[node] === 1) for (let k = 0; k < graph.operandCount(node); k++) needed[graph.operand(node, k)] = 1;
  }
  known.set(graph, needed);
  return needed;
}
