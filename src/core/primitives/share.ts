// Common subexpressions: equal nodes become one.

import { type Graph, GraphBuilder, type NodeId } from "../graph/graph.js";
import { neededNodes } from "../graph/needed.js";

/**
 * The same function with every subexpression computed once, and nothing that no output needs.
 * @example
 * operations(share(record(({ x }) => mul(sin(x), sin(x)), { x: 1 }).graph))   // 2
 */
export function share(graph: Graph): Graph {
  const needed = neededNodes(graph);
  const builder = new GraphBuilder();
  const known = new Map<string, NodeId>();
  const renumbered: NodeId[] = [];
  const names = new Map(graph.inputs.map((input) => [input.node, input.name]));
  for (let node = 0; node < graph.length; node++) {
    const name = names.get(node);
    if (name !== undefined) renumbered[node] = builder.input(name, graph.shape(node));
    else if (needed[node] === 1) renumbered[node] = sharedNode(graph, node, renumbered, builder, known);
  }
  return builder.finish(graph.outputs.map((output) => renumbered[output] as NodeId));
}

function sharedNode(graph: Graph, node: NodeId, renumbered: readonly NodeId[], builder: GraphBuilder, known: Map<string, NodeId>): NodeId {
  const primitive = graph.primitive(node);
  const attribute = graph.attribute(node);
  const operands = graph.operands(node).map((operand) => renumbered[operand] as NodeId);
  // -0 and 0 print alike, and 1/x tells them apart.
  const attributeKey = Object.is(attribute, -0) ? "-0" : String(attribute);
  const key = `${primitive} ${operands.join(" ")} ${graph.shape(node).join("x")} ${attributeKey}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = builder.add(primitive, operands, graph.shape(node), attribute);
  known.set(key, made);
  return made;
}
