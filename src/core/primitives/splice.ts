// Recording a graph again inside the trace at hand, or computing it when all its inputs are numbers.

import type { Graph, NodeId } from "../graph/graph.js";
import { type Nested, toNested } from "../graph/tensor.js";
import { type Trace, Traced, traceOf, type Value } from "../graph/trace.js";
import { applyRow } from "./apply.js";
import { rowOf } from "./row.js";

/** Values by the numbers of nodes: an array, or what makes them when they are asked for. */
export interface NodeValues {
  at(node: NodeId): Value | undefined;
}

/** All nodes of a graph, recorded again at the beginning of a trace, inputs included; no object stands for each of a million nodes. */
export function recordAgain(graph: Graph, trace: Trace): NodeValues {
  trace.builder.adopt(graph);
  return { at: (node) => new Traced(trace, node) };
}

/** The values of all nodes, with `inputs` put in for the inputs of the graph, in their order. */
export function spliceNodes(graph: Graph, inputs: readonly Value[]): Value[] {
  const values: Value[] = [];
  // Constants are lifted too: arithmetic on them must stay in the graph, where its rounding is counted.
  const trace = traceOf(inputs);
  const lift = (value: Value): Value => (trace === undefined ? value : trace.lift(value));
  const given = new Map(graph.inputs.map((input, i) => [input.node, inputs[i] as Value]));
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    const attribute = graph.attribute(node);
    if (primitive === "input") values.push(given.get(node) as Value);
    else if (primitive === "constant") {
      values.push(lift(typeof attribute === "number" ? attribute : (toNested(attribute as Float64Array, graph.shape(node)) as Nested)));
    } else {
      const operands = graph.operands(node).map((operand) => values[operand] as Value);
      values.push(applyRow(rowOf(primitive), operands, attribute));
    }
  }
  return values;
}

/** The outputs of the graph for these inputs. */
export function splice(graph: Graph, inputs: readonly Value[]): Value[] {
  const values = spliceNodes(graph, inputs);
  return graph.outputs.map((output) => values[output] as Value);
}
