// Which nodes, and which of their entries, an evaluation really followed.

import type { Graph, NodeId } from "../graph/graph.js";
import { neededNodes } from "../graph/needed.js";
import { sizeOf } from "../graph/shape.js";
import { type Nested, toNested, toTensor } from "../graph/tensor.js";
import { pullRule, type Row, rowOf } from "../primitives/row.js";
import type { NodeValues } from "./evaluator.js";

const branching = new WeakMap<Graph, boolean>();

/** Found once for each graph. */
function branches(graph: Graph): boolean {
  let found = branching.get(graph);
  if (found === undefined) {
    found = false;
    for (let node = 0; node < graph.length && !found; node++) found = graph.primitive(node) === "where";
    branching.set(graph, found);
  }
  return found;
}

/** Nodes that the outputs depend on when each `where` follows only the branches that its conditions chose: only read it. */
export function takenNodes(graph: Graph, evaluation: NodeValues): Uint8Array {
  if (!branches(graph)) return neededNodes(graph);
  const taken = new Uint8Array(graph.length);
  for (const output of graph.outputs) taken[output] = 1;
  for (let node = graph.length - 1; node >= 0; node--) {
    if (taken[node] !== 1) continue;
    const untaken = untakenBranch(graph, node, evaluation);
    for (let k = 0; k < graph.operandCount(node); k++) if (k !== untaken) taken[graph.operand(node, k)] = 1;
  }
  return taken;
}

/** Position of the operand that a `where` passed over; undefined when its entries went both ways. */
function untakenBranch(graph: Graph, node: number, evaluation: NodeValues): number | undefined {
  if (graph.primitive(node) !== "where") return undefined;
  const conditions = evaluation.node(graph.operand(node, 0));
  if (conditions.every((condition) => condition !== 0)) return 2;
  return conditions.every((condition) => condition === 0) ? 1 : undefined;
}

/** For each node a 1 for every entry that the outputs depend on along the branches taken; undefined where there is none. */
export function takenEntries(graph: Graph, evaluation: NodeValues): readonly (Uint8Array | undefined)[] {
  const taken: (Uint8Array | undefined)[] = new Array(graph.length).fill(undefined);
  const mark = (node: NodeId, at: (i: number) => boolean) => {
    const marks = taken[node] ?? new Uint8Array(sizeOf(graph.shape(node)));
    taken[node] = marks;
    for (let i = 0; i < marks.length; i++) if (at(i)) marks[i] = 1;
  };
  for (const output of graph.outputs) mark(output, () => true);
  for (let node = graph.length - 1; node >= 0; node--) {
    const marks = taken[node];
    if (marks === undefined || graph.operandCount(node) === 0) continue;
    const row = rowOf(graph.primitive(node));
    graph.operands(node).forEach((operand, k) => {
      if (row.name === "where" && k > 0) {
        const conditions = evaluation.node(graph.operand(node, 0));
        mark(operand, (i) => marks[i] === 1 && (conditions[i] !== 0) === (k === 1));
      } else if (row.kind === "elementwise") mark(operand, (i) => marks[i] === 1);
      else if (marks.every((entry) => entry === 1)) mark(operand, () => true);
      else {
        const source = sourceEntries(graph, node, row, k, marks);
        mark(operand, (i) => source[i] !== 0);
      }
    });
  }
  return taken;
}

/** The entries of operand k that the marked entries are made of: for what only moves or adds them, the transposed map of the marks. */
function sourceEntries(graph: Graph, node: NodeId, row: Row, k: number, marks: Uint8Array): ArrayLike<number> {
  const operand = graph.operand(node, k);
  if (row.rule !== "copy" && row.name !== "sum") return new Uint8Array(sizeOf(graph.shape(operand))).fill(1);
  const delta = toNested(marks, graph.shape(node)) as Nested;
  const shapes = {
    operands: graph.operands(node).map((one) => graph.shape(one)),
    result: graph.shape(node),
    attribute: graph.attribute(node),
  };
  return toTensor(pullRule(row, k)(delta, { x: delta, y: delta, all: [] }, delta, shapes) as Nested).data;
}
