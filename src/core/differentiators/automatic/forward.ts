// Forward mode: tangents travel along with the values, in evaluation order.

import type { Graph, NodeId } from "../../graph/graph.js";
import type { Value } from "../../graph/trace.js";
import { applyRow } from "../../primitives/apply.js";
import { add, broadcast } from "../../primitives/index.js";
import { pullRule, rowOf } from "../../primitives/row.js";
import type { NodeValues } from "../../primitives/splice.js";
import { activeNodes, ruleOperands, ruleShapes } from "./activity.js";

/**
 * The tangent of every node. jvp = J(x) t
 * @param values   value of every node, as `spliceNodes` records them
 * @param tangents tangent of each input that moves; undefined entries of the result are zero
 * @see Griewank & Walther, Evaluating Derivatives, 2nd ed., ch. 3
 */
export function tangentSweep(graph: Graph, values: NodeValues, tangents: ReadonlyMap<NodeId, Value>): (Value | undefined)[] {
  const active = activeNodes(graph, [...tangents.keys()]);
  const swept: (Value | undefined)[] = [];
  for (let node = 0; node < graph.length; node++) {
    swept.push(active[node] === 1 && graph.operandCount(node) > 0 ? tangentOf(graph, node, values, swept, active) : tangents.get(node));
  }
  return swept;
}

function tangentOf(
  graph: Graph,
  node: NodeId,
  values: NodeValues,
  swept: readonly (Value | undefined)[],
  active: Uint8Array,
): Value | undefined {
  const row = rowOf(graph.primitive(node));
  const attribute = graph.attribute(node);
  const tangents = graph.operands(node).map((operand) => swept[operand]);
  if (tangents.every((tangent) => tangent === undefined)) return undefined;
  if (row.kind === "array" && row.linear === "jointly") {
    return applyRow(
      row,
      tangents.map((tangent, k) => tangent ?? broadcast(0, graph.shape(graph.operand(node, k)))),
      attribute,
    ); // all move
  }
  const operands = ruleOperands(graph, node, values, active);
  let total: Value | undefined;
  tangents.forEach((tangent, k) => {
    if (tangent === undefined) return;
    let term: Value | undefined;
    // The Jacobian of an elementwise function is diagonal, so its rule serves tangents and adjoints alike.
    if (row.kind === "elementwise") term = pullRule(row, k)(tangent, operands, values.at(node) as Value, ruleShapes(graph, node));
    else if (row.push !== undefined) term = row.push(tangent, operands, values.at(node) as Value, k);
    else
      term = applyRow(
        row,
        operands.all.map((operand, position) => (position === k ? tangent : operand)),
        attribute,
      );
    if (term !== undefined) total = total === undefined ? term : add(total, term);
  });
  return total;
}
