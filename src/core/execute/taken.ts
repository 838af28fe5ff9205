// Which nodes an evaluation really followed.

import type { Graph } from "../graph/graph.js";
import type { Evaluation } from "./evaluator.js";

/** Nodes that the outputs depend on when each scalar `where` follows only the branch that its condition chose. */
export function takenNodes(graph: Graph, evaluation: Evaluation): Uint8Array {
  const taken = new Uint8Array(graph.length);
  for (const output of graph.outputs) taken[output] = 1;
  for (let node = graph.length - 1; node >= 0; node--) {
    if (taken[node] !== 1) continue;
    const untaken = untakenBranch(graph, node, evaluation);
    graph.operands(node).forEach((operand, k) => {
      if (k !== untaken) taken[operand] = 1;
    });
  }
  return taken;
}

/** Position of the operand that a `where` passed over; undefined when its entries went both ways. */
function untakenBranch(graph: Graph, node: number, evaluation: Evaluation): number | undefined {
  if (graph.primitive(node) !== "where") return undefined;
  const conditions = evaluation.node(graph.operand(node, 0));
  if (conditions.every((condition) => condition !== 0)) return 2;
  return conditions.every((condition) => condition === 0) ? 1 : undefined;
}
