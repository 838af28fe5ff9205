// Forward mode over a graph, number by number: how every node moves when one input moves.

import { tangentSweep } from "../../core/differentiators/automatic/forward.js";
import { inputValues } from "../../core/differentiators/point.js";
import { interpreter } from "../../core/execute/interpreter.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { sizeOf } from "../../core/graph/shape.js";
import { type Nested, type Point, toNested } from "../../core/graph/tensor.js";
import type { PassNode } from "./passes.js";

export interface TangentNode {
  readonly node: NodeId;
  readonly tangent: number;
  /** whose sum the tangent is: the local derivative by an operand times that operand's tangent; empty for inputs */
  readonly terms: readonly { readonly from: NodeId; readonly local: number; readonly tangent: number }[];
}

/**
 * The tangent of every node along one input, in evaluation order.
 * @param nodes the passes over the same graph at the same point
 * @param variable x, or an entry such as w[2], as the passes label it
 * @throws {RangeError} for a variable that the graph has not
 * @example
 * import { passes } from "./passes.js";
 * const point = { x: 2, y: 3 };
 * const { graph } = record(({ x, y }) => mul(x, y), point);
 * tangentPasses(graph, passes(graph, point), point, "x").map(({ tangent }) => tangent)   // [1, 0, 3]
 */
export function tangentPasses(graph: Graph, nodes: readonly PassNode[], point: Point, variable: string): readonly TangentNode[] {
  const seed = seedOf(graph, nodes, variable);
  const evaluation = interpreter(graph)(inputValues(graph, point));
  const values = Array.from({ length: graph.length }, (_, node) => toNested(evaluation.node(node), graph.shape(node)) as Nested);
  const swept = tangentSweep(graph, values, seed);
  const tangentOf = (node: NodeId) => (typeof swept[node] === "number" ? (swept[node] as number) : 0);
  return nodes.map(({ node, sends }) => ({
    node,
    tangent: tangentOf(node),
    terms: sends.map(({ to, local }) => ({ from: to, local, tangent: tangentOf(to) })),
  }));
}

/** 1 for the variable; for an entry of a vector or matrix that entry's 1 among zeros. */
function seedOf(graph: Graph, nodes: readonly PassNode[], variable: string): ReadonlyMap<NodeId, Nested> {
  const leaf = nodes.find(({ kind, label }) => kind === "input" && label === variable);
  if (leaf === undefined) throw new RangeError(`${variable} is no input of the graph.`);
  if (graph.primitive(leaf.node) === "input") return new Map([[leaf.node, 1]]);
  const input = graph.operand(leaf.node, 0);
  const shape = graph.shape(input);
  const entries = new Float64Array(sizeOf(shape));
  entries[graph.attribute(leaf.node) as number] = 1;
  return new Map([[input, toNested(entries, shape) as Nested]]);
}
