// A graph cut open at one node, to ask how the result depends on that node alone.

import type { Graph, NodeId } from "../graph/graph.js";
import { type Value, withTrace } from "../graph/trace.js";
import { applyRow } from "./apply.js";
import { rowOf } from "./row.js";

/**
 * The same function with one more input, last, that stands for a node: what the node was made of no longer matters through it.
 * @param name of the new input
 */
export function cutAt(graph: Graph, node: NodeId, name: string): Graph {
  return withTrace((trace) => {
    const values: Value[] = graph.inputs.map((input) => trace.input(input.name, input.shape));
    const inputs = new Map(graph.inputs.map((input, i) => [input.node, values[i] as Value]));
    const stand = trace.input(name, graph.shape(node));
    const recorded: Value[] = [];
    for (let id = 0; id < graph.length; id++) recorded.push(id === node ? stand : again(id));
    return trace.builder.finish(graph.outputs.map((output) => trace.lift(recorded[output] as Value).node));

    function again(id: NodeId): Value {
      const primitive = graph.primitive(id);
      const attribute = graph.attribute(id);
      if (primitive === "input") return inputs.get(id) as Value;
      if (primitive === "constant") return trace.record("constant", [], graph.shape(id), attribute);
      return applyRow(
        rowOf(primitive),
        graph.operands(id).map((operand) => recorded[operand] as Value),
        attribute,
      ); // as before
    }
  });
}
