// The plain evaluator: walks the Wengert list once, writing all values into one array.

import type { Graph, NodeId } from "../graph/graph.js";
import { neededNodes } from "../graph/needed.js";
import { sizeOf } from "../graph/shape.js";
import type { Tensor } from "../graph/tensor.js";
import { computeInto } from "../primitives/apply.js";
import { type Row, rowOf } from "../primitives/row.js";
import type { Buffers, Evaluation, Evaluator, InputValues } from "./evaluator.js";
import { onBuffers } from "./on-buffers.js";

/**
 * Prepares a graph for evaluation.
 * @example
 * interpreter(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const interpreter: Evaluator = Object.assign((graph: Graph) => evaluatorOf(graph), {
  buffers: interpretedInPlace,
  outputs: (graph: Graph) => onBuffers(graph, interpretedInPlace(graph)),
});

/** The values of every evaluation in an array of its own: they stay valid. */
function evaluatorOf(graph: Graph): (inputs: InputValues) => Evaluation {
  const plan = planOf(graph);
  return (inputs) => {
    const values = plan.initial.slice();
    graph.inputs.forEach((input, i) => {
      values.set(inputs[i] as Float64Array, plan.offsets[input.node]);
    });
    run(graph, plan, values, (node) => arrayCall(graph, plan, values, node));
    return {
      outputs: graph.outputs.map((node) => ({ shape: graph.shape(node), data: view(plan, values, node).slice() })),
      node: (id) => view(plan, values, id),
    };
  };
}

/** The values of all evaluations in one array: for a large graph, memory that is new each time takes longer than the arithmetic. */
export function interpretedInPlace(graph: Graph): Buffers {
  const plan = planOf(graph);
  const values = plan.initial;
  // Made once, because a view takes as long to make as a short array to compute; a map, because in a long graph of scalars there are few.
  const calls = new Map<NodeId, ArrayCall>();
  plan.rows.forEach((row, node) => {
    if (row?.kind === "array") calls.set(node, arrayCall(graph, plan, values, node));
  });
  return {
    inputs: graph.inputs.map(({ node }) => view(plan, values, node)),
    outputs: graph.outputs.map((node) => view(plan, values, node)),
    run: () => run(graph, plan, values, (node) => calls.get(node) as ArrayCall),
  };
}

function view({ offsets }: Plan, values: Float64Array, node: NodeId): Float64Array {
  return values.subarray(offsets[node], offsets[node + 1]);
}

interface Plan {
  /** entries of node i stand at offsets[i] up to, not including, offsets[i + 1] */
  readonly offsets: Float64Array;
  /** all values before the first run: constants in place, the rest 0 */
  readonly initial: Float64Array;
  /** the row to apply; undefined for inputs, constants and nodes that no output needs */
  readonly rows: readonly (Row | undefined)[];
}

function planOf(graph: Graph): Plan {
  const needed = neededNodes(graph);
  const offsets = new Float64Array(graph.length + 1);
  for (let node = 0; node < graph.length; node++) offsets[node + 1] = (offsets[node] as number) + sizeOf(graph.shape(node));
  const initial = new Float64Array(offsets[graph.length] as number);
  const rows: (Row | undefined)[] = [];
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (primitive === "constant") {
      const value = graph.attribute(node) as number | Float64Array;
      initial.set(typeof value === "number" ? [value] : value, offsets[node]);
    }
    rows.push(primitive === "constant" || primitive === "input" || needed[node] === 0 ? undefined : rowOf(primitive));
  }
  return { offsets, initial, rows };
}

/** Where an array operation finds its operands, and where its result goes. */
interface ArrayCall {
  readonly operands: readonly Tensor[];
  readonly out: Float64Array;
}

function arrayCall(graph: Graph, plan: Plan, values: Float64Array, node: NodeId): ArrayCall {
  return {
    operands: graph.operands(node).map((operand) => ({ shape: graph.shape(operand), data: view(plan, values, operand) })),
    out: view(plan, values, node),
  };
}

function run(graph: Graph, { offsets, rows }: Plan, values: Float64Array, callOf: (node: NodeId) => ArrayCall): void {
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
      const { operands, out } = callOf(node);
      computeInto(row, operands, out, graph.shape(node), graph.attribute(node));
    }
  }
}
