// Reverse mode: adjoints travel backwards, from the result to everything that it was made of.

import type { Graph, NodeId } from "../../graph/graph.js";
import type { Value } from "../../graph/trace.js";
import { add } from "../../primitives/index.js";
import { pullRule, rowOf } from "../../primitives/row.js";
import type { NodeValues } from "../../primitives/splice.js";
import { ruleOperands, ruleShapes } from "./activity.js";

/**
 * The adjoint of every active node. vjp = s J(x)
 * @param values value of every node, as `spliceNodes` records them
 * @param seeds  adjoints to start with; a node may have one and still receive more
 * @param active nodes that matter; undefined entries of the result are zero
 * @param wanted nodes whose adjoints are asked for, all unless given: the others are dropped as soon as they have been passed on
 * @see Griewank & Walther, Evaluating Derivatives, 2nd ed., ch. 3
 */
export function adjointSweep(
  graph: Graph,
  values: NodeValues,
  seeds: ReadonlyMap<NodeId, Value>,
  active: Uint8Array,
  wanted?: ReadonlySet<NodeId>,
): (Value | undefined)[] {
  const adjoints: (Value | undefined)[] = new Array(graph.length).fill(undefined);
  for (const [node, seed] of seeds) adjoints[node] = seed;
  // Reverse order: an adjoint is complete only after all uses of its node.
  for (let node = graph.length - 1; node >= 0; node--) {
    const delta = adjoints[node];
    if (delta === undefined || graph.operandCount(node) === 0) continue;
    const row = rowOf(graph.primitive(node));
    const operands = ruleOperands(graph, node, values, active);
    const shapes = ruleShapes(graph, node);
    for (let k = 0; k < graph.operandCount(node); k++) {
      const operand = graph.operand(node, k);
      if (active[operand] !== 1) continue;
      const received = pullRule(row, k)(delta, operands, values.at(node) as Value, shapes);
      if (received === undefined) continue;
      const known = adjoints[operand];
      adjoints[operand] = known === undefined ? received : add(known, received);
    }
    if (wanted?.has(node) === false) adjoints[node] = undefined;
  }
  return adjoints;
}
