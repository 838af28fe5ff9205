// A bound on the error of every node in one forward pass: looser than a reverse sweep, but for all intermediate values at once.

import { ruleOperands, ruleShapes } from "../../core/differentiators/automatic/activity.js";
import type { Evaluation } from "../../core/execute/evaluator.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { type Nested, toNested, toTensor } from "../../core/graph/tensor.js";
import { pullRule, rowOf } from "../../core/primitives/row.js";
import { localError, rounds } from "./local-error.js";

/**
 * Error bound of each node of a scalar graph (see `lower`): err(w) = sum_k |dw/du_k| err(u_k) + c u |w|.
 * @see Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 3.3
 */
export function runningBounds(graph: Graph, evaluation: Evaluation): Float64Array {
  const errors = new Float64Array(graph.length);
  const values: Nested[] = [];
  const active = new Uint8Array(graph.length);
  for (let node = 0; node < graph.length; node++) {
    values.push(toNested(evaluation.node(node), graph.shape(node)) as Nested);
    if (graph.operandCount(node) === 0 || graph.primitive(node) === "index") continue;
    errors[node] =
      propagated(graph, node, values, active, errors) +
      (rounds(graph, node) ? (localError(graph, node, (id) => evaluation.node(id))[0] as number) : 0);
  }
  return errors;
}

function propagated(graph: Graph, node: NodeId, values: readonly Nested[], active: Uint8Array, errors: Float64Array): number {
  const row = rowOf(graph.primitive(node));
  const operands = ruleOperands(graph, node, values, active);
  let total = 0;
  for (let k = 0; k < graph.operandCount(node); k++) {
    const error = errors[graph.operand(node, k)] as number;
    if (error === 0) continue;
    const partial = pullRule(row, k)(1, operands, values[node] as Nested, ruleShapes(graph, node));
    if (partial !== undefined) total += Math.abs(toTensor(partial as Nested).data[0] as number) * error;
  }
  return total;
}
