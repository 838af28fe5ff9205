// The forward and the backward pass over a scalar graph, number by number, as the slides write them.

import { activeNodes, ruleOperands, ruleShapes } from "../../core/differentiators/automatic/activity.js";
import { inputValues } from "../../core/differentiators/point.js";
import { interpreter } from "../../core/execute/interpreter.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { neededNodes } from "../../core/graph/needed.js";
import type { Nested, Point } from "../../core/graph/tensor.js";
import { pullRule, type Row, rowOf } from "../../core/primitives/row.js";

/** What one operand receives in the backward pass: the local derivative times the adjoint of the result. */
export interface Sent {
  readonly to: NodeId;
  readonly local: number;
  readonly amount: number;
}

export interface PassNode {
  readonly node: NodeId;
  readonly kind: "input" | "constant" | "operation";
  /** x, w[2], 1, + or log */
  readonly label: string;
  readonly primitive: string;
  readonly operands: readonly NodeId[];
  readonly value: number;
  readonly adjoint: number;
  /** how many uses sent something here */
  readonly uses: number;
  readonly rule: Row["rule"];
  readonly sends: readonly Sent[];
}

/**
 * Values and adjoints of every node that the value of f depends on, in evaluation order. Entries of vectors are inputs of their own.
 * @param graph a lowered graph with one output
 * @example
 * passes(record(({ x, y }) => mul(x, y), { x: 2, y: 3 }).graph, { x: 2, y: 3 }).map(({ adjoint }) => adjoint)   // [3, 2, 1]
 */
export function passes(graph: Graph, point: Point): readonly PassNode[] {
  const evaluation = interpreter(graph)(inputValues(graph, point));
  const values = Array.from({ length: graph.length }, (_, node) =>
    graph.shape(node).length === 0 ? (evaluation.node(node)[0] as number) : 0,
  );
  const output = graph.outputs[0] as NodeId;
  const { adjoints, uses, sends } = backward(graph, values, output);
  const needed = neededNodes(graph);
  const names = new Map(graph.inputs.map((input) => [input.node, input]));
  const found: PassNode[] = [];
  for (let node = 0; node < graph.length; node++) {
    const scalarInput = graph.primitive(node) === "input" && graph.shape(node).length === 0;
    if ((needed[node] !== 1 && !scalarInput) || graph.shape(node).length !== 0) continue;
    const primitive = graph.primitive(node);
    const entry = primitive === "index";
    found.push({
      node,
      kind: primitive === "input" || entry ? "input" : primitive === "constant" ? "constant" : "operation",
      label: labelOf(graph, node, names),
      primitive,
      operands: entry ? [] : graph.operands(node),
      value: values[node] as number,
      adjoint: adjoints[node] as number,
      uses: uses[node] as number,
      rule: primitive === "input" || primitive === "constant" || entry ? "copy" : rowOf(primitive).rule,
      sends: sends.get(node) ?? [],
    });
  }
  return found;
}

function backward(graph: Graph, values: readonly Nested[], output: NodeId) {
  const adjoints = new Float64Array(graph.length);
  const uses = new Int32Array(graph.length);
  const sends = new Map<NodeId, Sent[]>();
  const active = activeNodes(
    graph,
    graph.inputs.map((input) => input.node),
  ); // constants receive nothing
  adjoints[output] = 1;
  for (let node = output; node >= 0; node--) {
    const delta = adjoints[node] as number;
    if (graph.operandCount(node) === 0 || graph.primitive(node) === "index" || (delta === 0 && uses[node] === 0 && node !== output))
      continue;
    const row = rowOf(graph.primitive(node));
    const operands = ruleOperands(graph, node, values, active);
    const shapes = ruleShapes(graph, node);
    const sent = graph.operands(node).flatMap((to, k): Sent[] => {
      if (active[to] !== 1) return [];
      const pull = (seed: number) => (pullRule(row, k)(seed, operands, values[node] as Nested, shapes) ?? 0) as number;
      return [{ to, local: pull(1), amount: pull(delta) }];
    });
    for (const { to, amount } of sent) {
      adjoints[to] = (adjoints[to] as number) + amount;
      uses[to] = (uses[to] as number) + 1;
    }
    sends.set(node, sent);
  }
  return { adjoints, uses, sends };
}

type Names = ReadonlyMap<NodeId, Graph["inputs"][number]>;

function labelOf(graph: Graph, node: NodeId, names: Names): string {
  const primitive = graph.primitive(node);
  if (primitive === "input") return names.get(node)?.name as string;
  if (primitive === "constant") return String(graph.attribute(node));
  if (primitive === "index") return entryLabel(names.get(graph.operand(node, 0)), graph.attribute(node) as number);
  const row = rowOf(primitive);
  return row.spelling.infix?.symbol ?? row.spelling.names[0] ?? row.name;
}

function entryLabel(input: Graph["inputs"][number] | undefined, position: number): string {
  const columns = input?.shape[1];
  if (columns === undefined) return `${input?.name}[${position + 1}]`;
  return `${input?.name}[${Math.floor(position / columns) + 1},${(position % columns) + 1}]`;
}
