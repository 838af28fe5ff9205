// What both automatic modes ask before a sweep: which nodes matter, and which way a condition leans.

import type { Graph, NodeId } from "../../graph/graph.js";
import { Traced, type Value } from "../../graph/trace.js";
import { applyRow } from "../../primitives/apply.js";
import { and, broadcast, not, or } from "../../primitives/index.js";
import { type Operands, type RuleShapes, rowOf } from "../../primitives/row.js";
import type { NodeValues } from "../../primitives/splice.js";

/** Marks the nodes that depend on one of these input nodes. */
export function activeNodes(graph: Graph, from: readonly NodeId[]): Uint8Array {
  const active = new Uint8Array(graph.length);
  for (const node of from) active[node] = 1;
  for (let node = 0; node < graph.length; node++) {
    for (let k = 0; k < graph.operandCount(node); k++) if (active[graph.operand(node, k)] === 1) active[node] = 1;
  }
  return active;
}

/**
 * The condition of a `where` as it holds around the point. An equality with a side that moves holds on a thin set only, so the derivative
 * belongs to the other branch: x == 1 ? 1 : x^2 has derivative 2 at 1. A step such as floor(x) does not move, and x == x is not thin.
 */
export function conditionAround(graph: Graph, node: NodeId, values: NodeValues, active: Uint8Array): Value {
  // Each node once, however many conditions are made of it.
  const leanings = new Map<NodeId, Value>();
  const around = (at: NodeId): Value => {
    if (active[at] !== 1 || graph.operandCount(at) === 0) return values.at(at) as Value;
    const leaning = leanings.get(at) ?? leaningOf(graph, at, values, active, around);
    leanings.set(at, leaning);
    return leaning;
  };
  return around(node);
}

function leaningOf(graph: Graph, node: NodeId, values: NodeValues, active: Uint8Array, around: (node: NodeId) => Value): Value {
  const operands = graph.operands(node);
  const isThin = () => operands[0] !== operands[1] && operands.some((side) => moves(graph, active)[side] === 1);
  const operandAround = (k: number) => around(operands[k] as NodeId);
  switch (graph.primitive(node)) {
    case "eq":
      return isThin() ? 0 : (values.at(node) as Value);
    case "ne":
      return isThin() ? 1 : (values.at(node) as Value);
    case "and":
      return and(operandAround(0), operandAround(1));
    case "or":
      return or(operandAround(0), operandAround(1));
    case "not":
      return not(operandAround(0));
    default:
      return rowOf(graph.primitive(node)).rule === "copy" ? copiedAround(graph, node, values, around) : (values.at(node) as Value);
  }
}

/** One condition for many entries is a scalar that is repeated: what it is around the point, repeated in the same way. */
function copiedAround(graph: Graph, node: NodeId, values: NodeValues, around: (node: NodeId) => Value): Value {
  const operands = graph.operands(node).map((operand) => ({ operand, leaning: around(operand) }));
  if (operands.every(({ operand, leaning }) => isSame(leaning, values.at(operand)))) return values.at(node) as Value;
  const shaped = operands.map(({ operand, leaning }) => broadcast(leaning, graph.shape(operand)));
  return applyRow(rowOf(graph.primitive(node)), shaped, graph.attribute(node));
}

/** Nodes of a trace may be stood for by more than one object. */
function isSame(a: Value, b: Value | undefined): boolean {
  return a === b || (a instanceof Traced && b instanceof Traced && a.node === b.node);
}

const known = new WeakMap<Uint8Array, Uint8Array>();

/** Marks the active nodes that do not only jump: floor(x), x > 0 and what is made of such alone stand still between their jumps. */
function moves(graph: Graph, active: Uint8Array): Uint8Array {
  const before = known.get(active);
  if (before !== undefined) return before;
  const moving = new Uint8Array(graph.length);
  known.set(active, moving);
  for (let node = 0; node < graph.length; node++) {
    if (active[node] !== 1) continue;
    const operands = graph.operands(node);
    const row = operands.some((operand) => active[operand] === 1) ? rowOf(graph.primitive(node)) : undefined;
    const jumps = (k: number) => row?.kind === "elementwise" && row.gates[k] === "same-value";
    moving[node] = row === undefined || operands.some((operand, k) => moving[operand] === 1 && !jumps(k)) ? 1 : 0;
  }
  return moving;
}

/** The operands that the derivative rule of a node sees. */
export function ruleOperands(graph: Graph, node: NodeId, values: NodeValues, active: Uint8Array): Operands {
  const all = graph.operands(node).map((operand) => values.at(operand) as Value);
  if (graph.primitive(node) === "where") all[0] = conditionAround(graph, graph.operand(node, 0), values, active);
  return { x: all[0] as Value, y: all[1] as Value, all };
}

export function ruleShapes(graph: Graph, node: NodeId): RuleShapes {
  return {
    operands: graph.operands(node).map((operand) => graph.shape(operand)),
    result: graph.shape(node),
    attribute: graph.attribute(node),
  };
}
