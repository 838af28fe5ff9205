// What one operation contributes on its own: its share, for one of its operands.

import type { Graph, NodeId } from "../../core/graph/graph.js";
import { type Nested, toNested } from "../../core/graph/tensor.js";
import { type Value, withTrace } from "../../core/graph/trace.js";
import { applyRow } from "../../core/primitives/apply.js";
import { rowOf } from "../../core/primitives/row.js";
import type { Culprit, Search } from "./parting.js";
import { difference } from "./probe.js";

/** One use of one operand. */
export interface Share {
  readonly user: NodeId;
  /** which of the user's operands */
  readonly position: number;
  /** adjoint of the user's result, tangent of the operand */
  readonly adjoint: Float64Array;
  readonly tangent: Float64Array;
}

/** True when the method is wrong about this operation alone, with all its other operands fixed. */
export function isWrong(search: Search, { user, position, adjoint, tangent }: Share): boolean {
  const { graph, method, trusted } = search;
  const point = { operand: numbersAt(search, graph.operand(user, position)) };
  return (
    difference(method, { graph: oneOperation(search, user, position), point, input: "operand", tangent, adjoint }, trusted) !== undefined
  );
}

function oneOperation(search: Search, node: NodeId, position: number): Graph {
  const { graph } = search;
  return withTrace((trace) => {
    const operands = graph
      .operands(node)
      .map((operand, k): Value => (k === position ? trace.input("operand", graph.shape(operand)) : numbersAt(search, operand)));
    return trace.builder.finish([trace.lift(applyRow(rowOf(graph.primitive(node)), operands, graph.attribute(node))).node]);
  });
}

export function numbersAt({ graph, evaluation }: Search, node: NodeId): Nested {
  return toNested(evaluation.node(node), graph.shape(node)) as Nested;
}

export function ruleAt(graph: Graph, node: NodeId, operand?: number): Culprit {
  const which = operand === undefined ? {} : { operand };
  return { kind: "rule", node, primitive: graph.primitive(node), operands: graph.operandCount(node), ...which };
}
