// Going backwards from the result: the first node whose adjoint is wrong, and what made it so.

import { activeNodes } from "../../core/differentiators/automatic/activity.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { neededNodes } from "../../core/graph/needed.js";
import { sizeOf } from "../../core/graph/shape.js";
import type { NestedArray } from "../../core/graph/tensor.js";
import { type Value, withTrace } from "../../core/graph/trace.js";
import { applyRow } from "../../core/primitives/apply.js";
import { rowOf } from "../../core/primitives/row.js";
import { flatten } from "../compare/components.js";
import type { Culprit, Found, Search } from "./parting.js";
import { ask, mixedDirection, type Probe } from "./probe.js";
import { blamed, numbersAt } from "./shares.js";

const seed = Float64Array.of(1);

/** @param from  nodes of the inputs that are differentiated by */
export function firstWrongAdjoint(search: Search, from: readonly NodeId[]): Found | undefined {
  const { method, trusted, graph } = search;
  const active = activeNodes(graph, from);
  const needed = neededNodes(graph);
  for (let node = graph.outputs[0] as NodeId; node >= 0; node--) {
    if (active[node] !== 1 || needed[node] !== 1) continue;
    const tangent = mixedDirection(sizeOf(graph.shape(node)));
    const probe: Probe = {
      graph: downstream(search, node),
      point: { node: numbersAt(search, node) },
      input: "node",
      tangent,
      adjoint: seed,
    };
    const answer = ask(method, probe, trusted);
    if (answer.kind !== "wrong") continue;
    const { claimed, expected } = answer;
    return { kind: "adjoint", node, claimed, expected, culprit: culpritOf(search, node, needed) };
  }
  return undefined;
}

/** All users of the node have right adjoints: either one of their rules is wrong, or what they send does not arrive. */
function culpritOf(search: Search, node: NodeId, needed: Uint8Array): Culprit {
  const { graph } = search;
  const uses = usesOf(graph, node).filter(({ user }) => needed[user] === 1);
  if (uses.length === 0) return { kind: "seed" };
  const tangent = mixedDirection(sizeOf(graph.shape(node)));
  return blamed(
    search,
    node,
    uses.map((use) => ({ ...use, tangent, adjoint: adjointOf(search, use.user) })),
  );
}

function usesOf(graph: Graph, node: NodeId): { readonly user: NodeId; readonly position: number }[] {
  const uses: { user: NodeId; position: number }[] = [];
  for (let user = node + 1; user < graph.length; user++) {
    graph.operands(user).forEach((operand, position) => {
      if (operand === node) uses.push({ user, position });
    });
  }
  return uses;
}

function adjointOf(search: Search, node: NodeId): Float64Array {
  if (node === search.graph.outputs[0]) return seed;
  const { gradient } = search.method.prepare(downstream(search, node), "gradient")({ node: numbersAt(search, node) });
  return Float64Array.from(flatten(gradient["node"] as NestedArray));
}

/** The graph cut open: the result as a function of one node alone. What does not depend on it is a number. */
function downstream(search: Search, node: NodeId): Graph {
  const { graph } = search;
  const reached = activeNodes(graph, [node]);
  return withTrace((trace) => {
    const values = new Map<NodeId, Value>([[node, trace.input("node", graph.shape(node))]]);
    for (let id = node + 1; id < graph.length; id++) {
      if (reached[id] !== 1) continue;
      const operands = graph.operands(id).map((operand) => values.get(operand) ?? numbersAt(search, operand));
      values.set(id, applyRow(rowOf(graph.primitive(id)), operands, graph.attribute(id)));
    }
    return trace.builder.finish([trace.lift(values.get(graph.outputs[0] as NodeId) as Value).node]);
  });
}
