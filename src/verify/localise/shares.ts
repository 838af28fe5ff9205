// What one operation contributes on its own: its share, for one of its operands.

import type { Graph, NodeId } from "../../core/graph/graph.js";
import { type Nested, toNested } from "../../core/graph/tensor.js";
import { type Value, withTrace } from "../../core/graph/trace.js";
import { applyRow } from "../../core/primitives/apply.js";
import { rowOf } from "../../core/primitives/row.js";
import type { Culprit, Search } from "./parting.js";
import { type Answer, ask } from "./probe.js";

/** One use of one operand. */
export interface Share {
  readonly user: NodeId;
  /** which of the user's operands */
  readonly position: number;
  /** adjoint of the user's result, tangent of the operand */
  readonly adjoint: Float64Array;
  readonly tangent: Float64Array;
}

/** Which of the shares that come together at a node is wrong on its own; when none is, their sum. */
export function blamed(search: Search, node: NodeId, shares: readonly Share[]): Culprit {
  const { graph } = search;
  const answers = shares.map((share) => askAlone(search, share));
  const found = (kind: Answer["kind"]) => shares[answers.findIndex((answer) => answer.kind === kind)];
  const suspect = found("wrong") ?? found("unclear");
  if (suspect === undefined) return { kind: "sum", node, shares: shares.length };
  const { user, position } = suspect;
  return { kind: "rule", node: user, primitive: graph.primitive(user), operands: graph.operandCount(user), operand: position };
}

/** The method on this operation alone, with all its other operands fixed. */
function askAlone(search: Search, { user, position, adjoint, tangent }: Share): Answer {
  const point = { operand: numbersAt(search, search.graph.operand(user, position)) };
  const probe = { graph: oneOperation(search, user, position), point, input: "operand", tangent, adjoint };
  return ask(search.method, probe, search.trusted);
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
