// From vectors and matrices to single neurons and weights.

import type { Graph, NodeId } from "../graph/graph.js";
import { sizeOf } from "../graph/shape.js";
import { type Trace, type Value, withTrace } from "../graph/trace.js";
import { applyRow } from "./apply.js";
import { slice } from "./arrays.js";
import { rowOf } from "./row.js";

/**
 * The same function with one node for each scalar. Inputs keep their shapes; their entries are read by `index` nodes with a
 * flat row-major position. The outputs of the result are the entries of the graph's outputs, one after another.
 */
export function lower(graph: Graph): Graph {
  return withTrace((trace) => {
    const entries: (readonly Value[])[] = [];
    const names = new Map(graph.inputs.map((input) => [input.node, input.name]));
    for (let node = 0; node < graph.length; node++) entries.push(lowerNode(graph, node, entries, trace, names));
    return trace.builder.finish(graph.outputs.flatMap((output) => (entries[output] ?? []).map((entry) => trace.lift(entry).node)));
  });
}

function lowerNode(
  graph: Graph,
  node: NodeId,
  entries: readonly (readonly Value[])[],
  trace: Trace,
  names: ReadonlyMap<NodeId, string>,
): readonly Value[] {
  const shape = graph.shape(node);
  const size = sizeOf(shape);
  const primitive = graph.primitive(node);
  const attribute = graph.attribute(node);
  if (primitive === "constant") {
    // Lifted, so that arithmetic on constants stays in the graph.
    return (typeof attribute === "number" ? [attribute] : Array.from(attribute as Float64Array)).map((entry) => trace.lift(entry));
  }
  if (primitive === "input") {
    const whole = trace.input(names.get(node) as string, shape);
    return shape.length === 0 ? [whole] : Array.from({ length: size }, (_, i) => slice(whole, i, []));
  }
  const row = rowOf(primitive);
  const operandNodes = graph.operands(node);
  const operands = operandNodes.map((operand) => entries[operand] ?? []);
  if (row.kind === "elementwise") {
    return Array.from({ length: size }, (_, i) =>
      applyRow(
        row,
        operands.map((operand) => operand[i] as Value),
      ),
    ); // one scalar node each
  }
  return row.lower(operands, { operands: operandNodes.map((operand) => graph.shape(operand)), result: shape, attribute });
}
