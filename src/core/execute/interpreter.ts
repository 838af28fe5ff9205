// The plain evaluator: walks the Wengert list once, writing all values into one array.

import type { Graph, NodeId } from "../graph/graph.js";
import { neededNodes } from "../graph/needed.js";
import { sizeOf } from "../graph/shape.js";
import type { Tensor } from "../graph/tensor.js";
import { computeInto } from "../primitives/apply.js";
import { type Row, rowOf } from "../primitives/row.js";
import type { Evaluator } from "./evaluator.js";

/**
 * Prepares a graph for evaluation.
 * @example
 * interpreter(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const interpreter: Evaluator = (graph) => {
  const plan = planOf(graph);
  const view = (values: Float64Array, node: NodeId) => values.subarray(plan.offsets[node], plan.offsets[node + 1]);
  return (inputs) => {
    const values = plan.constants.slice();
    graph.inputs.forEach((input, i) => {
      values.set(inputs[i] as Float64Array, plan.offsets[input.node]);
    });
    run(graph, plan, values);
    return {
      outputs: graph.outputs.map((node) => ({ shape: graph.shape(node), data: view(values, node).slice() })),
      node: (id) => view(values, id),
    };
  };
};

interface Plan {
  /** entries of node i stand at offsets[i] up to, not including, offsets[i + 1] */
  readonly offsets: Float64Array;
  /** all values before a run: constants in place, the rest 0 */
  readonly constants: Float64Array;
  /** the row to apply; undefined for inputs, constants and nodes that no output needs */
  readonly rows: readonly (Row | undefined)[];
}

function planOf(graph: Graph): Plan {
  const needed = neededNodes(graph);
  const offsets = new Float64Array(graph.length + 1);
  for (let node = 0; node < graph.length; node++) offsets[node + 1] = (offsets[node] as number) + sizeOf(graph.shape(node));
  const constants = new Float64Array(offsets[graph.length] as number);
  const rows: (Row | undefined)[] = [];
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (primitive === "constant") {
      const value = graph.attribute(node) as number | Float64Array;
      constants.set(typeof value === "number" ? [value] : value, offsets[node]);
    }
    rows.push(primitive === "constant" || primitive === "input" || needed[node] === 0 ? undefined : rowOf(primitive));
  }
  return { offsets, constants, rows };
}

function run(graph: Graph, { offsets, rows }: Plan, values: Float64Array): void {
  for (let node = 0; node < graph.length; node++) {
    const row = rows[node];
    if (row === undefined) continue;
    const start = offsets[node] as number;
    const end = offsets[node + 1] as number;
    if (row.kind === "elementwise") {
      const x = offsets[graph.operand(node, 0)] as number;
      const y = row.arity > 1 ? (offsets[graph.operand(node, 1)] as number) : x;
      const w = row.arity > 2 ? (offsets[graph.operand(node, 2)] as number) : x;
      for (let i = 0; i < end - start; i++) {
        values[start + i] = row.value(values[x + i] as number, values[y + i] as number, values[w + i] as number);
      }
    } else {
      const operands = graph
        .operands(node)
        .map((operand): Tensor => ({ shape: graph.shape(operand), data: values.subarray(offsets[operand], offsets[operand + 1]) }));
      computeInto(row, operands, values.subarray(start, end), graph.shape(node), graph.attribute(node));
    }
  }
}
