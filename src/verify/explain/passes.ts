// The forward and the backward pass over a graph, number by number, as the slides write them.

import { activeNodes, ruleOperands, ruleShapes } from "../../core/differentiators/automatic/activity.js";
import { adjointSweep } from "../../core/differentiators/automatic/reverse.js";
import { inputValues } from "../../core/differentiators/point.js";
import { interpreter } from "../../core/execute/interpreter.js";
import type { Graph, GraphInput, NodeId } from "../../core/graph/graph.js";
import { neededNodes } from "../../core/graph/needed.js";
import { describeShape, type Shape, ShapeError } from "../../core/graph/shape.js";
import { type Nested, type NestedArray, type Point, toNested } from "../../core/graph/tensor.js";
import { broadcast } from "../../core/primitives/index.js";
import { pullRule, type Row, rowOf } from "../../core/primitives/row.js";

/** What one operand receives in the backward pass: the local derivative times the adjoint of the result. */
export interface Sent<Value = number, Local = Value> {
  readonly to: NodeId;
  readonly local: Local;
  /** in the shape of the operand */
  readonly amount: Value;
  /** the copying operations that `foldCopies` left out on the way: reshape, transpose, broadcast */
  readonly through?: readonly string[];
}

export interface PassNode<Value = number, Local = Value> {
  readonly node: NodeId;
  readonly kind: "input" | "constant" | "operation";
  /** x, w[2], 1, + or log */
  readonly label: string;
  /** what the lecture calls this value, such as a(1) */
  readonly name?: string;
  readonly primitive: string;
  readonly operands: readonly NodeId[];
  readonly value: Value;
  readonly adjoint: Value;
  /** depends on an input: only then does something flow back */
  readonly active: boolean;
  /** how many uses sent something here */
  readonly uses: number;
  readonly rule: Row["rule"];
  readonly sends: readonly Sent<Value, Local>[];
}

/**
 * A node that may be a vector or a matrix: arrays in its shape. A local derivative is one entry by entry, and undefined where an entry
 * of the result depends on several entries of the operand.
 */
export type ArrayPassNode = PassNode<NestedArray, NestedArray | undefined>;

/** What a node is called instead of the symbol of its operation. */
export interface NodeText {
  readonly label?: string;
  readonly name?: string;
}

/**
 * Values and adjoints of every node that the value of f depends on, in evaluation order. Entries of vectors are inputs of their own.
 * @param graph a lowered graph with one output
 * @param texts names from outside the graph
 * @throws {ShapeError} when the graph was not lowered
 * @example
 * passes(record(({ x, y }) => mul(x, y), { x: 2, y: 3 }).graph, { x: 2, y: 3 }).map(({ adjoint }) => adjoint)   // [3, 2, 1]
 */
export function passes(graph: Graph, point: Point, texts?: ReadonlyMap<NodeId, NodeText>): readonly PassNode[] {
  const found = arrayPasses(graph, point, texts);
  for (const { node, label } of found) {
    const shape = graph.shape(node);
    if (shape.length > 0) throw new ShapeError(`${label} is ${describeShape(shape)}: lower the graph first, or use arrayPasses.`);
  }
  return found as readonly PassNode[];
}

/**
 * The same for a graph whose nodes may be vectors and matrices. An input that is only read entry by entry appears as its entries.
 * @param graph a graph with one scalar output
 * @example
 * arrayPasses(record(({ x }) => sum(mul(x, x)), { x: [1, 2] }).graph, { x: [1, 2] }).map(({ adjoint }) => adjoint)   // [[2, 4], [1, 1], 1]
 */
export function arrayPasses(graph: Graph, point: Point, texts: ReadonlyMap<NodeId, NodeText> = new Map()): readonly ArrayPassNode[] {
  const needed = neededNodes(graph);
  const evaluation = interpreter(graph)(inputValues(graph, point));
  const values = Array.from({ length: graph.length }, (_, node) => toNested(evaluation.node(node), graph.shape(node)));
  const leaves = leavesOf(graph);
  const active = activeNodes(graph, [...leaves]); // constants receive nothing
  const { adjoints, uses, sends } = backward(graph, values as readonly Nested[], active);
  const names = new Map(graph.inputs.map((input) => [input.node, input]));
  const found: ArrayPassNode[] = [];
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    const shape = graph.shape(node);
    const leaf = leaves.has(node);
    if (primitive === "input" ? !leaf : needed[node] !== 1) continue;
    const text = texts.get(node);
    found.push({
      node,
      kind: leaf ? "input" : primitive === "constant" ? "constant" : "operation",
      label: text?.label ?? labelOf(graph, node, names),
      ...(text?.name === undefined ? {} : { name: text.name }),
      primitive,
      operands: leaf ? [] : graph.operands(node),
      value: values[node] as NestedArray,
      adjoint: (adjoints[node] as NestedArray | undefined) ?? zeros(shape),
      active: active[node] === 1,
      uses: uses[node] as number,
      rule: leaf || primitive === "constant" ? "copy" : rowOf(primitive).rule,
      sends: sends.get(node) ?? [],
    });
  }
  return found;
}

type ArraySent = ArrayPassNode["sends"][number];

function backward(graph: Graph, values: readonly Nested[], active: Uint8Array) {
  const output = graph.outputs[0] as NodeId;
  const adjoints = adjointSweep(graph, values, new Map([[output, 1]]), active);
  const uses = new Int32Array(graph.length);
  const sends = new Map<NodeId, ArraySent[]>();
  for (let node = output; node >= 0; node--) {
    // Behind a step nothing flows: zeros go on, and are shown.
    const delta = adjoints[node] ?? ((uses[node] as number) > 0 ? zeros(graph.shape(node)) : undefined);
    if (delta === undefined || active[node] !== 1 || graph.operandCount(node) === 0) continue;
    const row = rowOf(graph.primitive(node));
    const operands = ruleOperands(graph, node, values, active);
    const shapes = ruleShapes(graph, node);
    const entrywise = row.kind === "elementwise" || shapes.result.length === 0;
    const sent = graph.operands(node).flatMap((to, k): ArraySent[] => {
      if (active[to] !== 1) return [];
      const pull = (seed: Nested) =>
        (pullRule(row, k)(seed, operands, values[node] as Nested, shapes) ?? zeros(graph.shape(to))) as NestedArray;
      return [{ to, local: entrywise ? pull(broadcast(1, shapes.result) as Nested) : undefined, amount: pull(delta as Nested) }];
    });
    for (const { to } of sent) uses[to] = (uses[to] as number) + 1;
    sends.set(node, sent);
  }
  return { adjoints, uses, sends };
}

function zeros(shape: Shape): NestedArray {
  return broadcast(0, shape) as NestedArray;
}

/** Reads one entry of an input. */
function isEntry(graph: Graph, node: NodeId): boolean {
  return graph.primitive(node) === "index" && graph.shape(node).length === 0 && graph.primitive(graph.operand(node, 0)) === "input";
}

/** The inputs, and in place of an input that is only read entry by entry those entries. */
function leavesOf(graph: Graph): ReadonlySet<NodeId> {
  const readWhole = new Set(graph.outputs);
  for (let node = 0; node < graph.length; node++) {
    if (!isEntry(graph, node)) for (const operand of graph.operands(node)) readWhole.add(operand);
  }
  const leaves = new Set<NodeId>();
  for (const { node, shape } of graph.inputs) if (shape.length === 0 || readWhole.has(node)) leaves.add(node);
  for (let node = 0; node < graph.length; node++) if (isEntry(graph, node) && !leaves.has(graph.operand(node, 0))) leaves.add(node);
  return leaves;
}

type Names = ReadonlyMap<NodeId, GraphInput>;

function labelOf(graph: Graph, node: NodeId, names: Names): string {
  const primitive = graph.primitive(node);
  if (primitive === "input") return (names.get(node) as GraphInput).name;
  if (primitive === "constant") return graph.shape(node).length === 0 ? String(graph.attribute(node)) : "constant";
  if (isEntry(graph, node)) return entryLabel(names.get(graph.operand(node, 0)) as GraphInput, graph.attribute(node) as number);
  const row = rowOf(primitive);
  return row.spelling.infix?.symbol ?? row.spelling.names[0] ?? row.name;
}

function entryLabel({ name, shape }: GraphInput, position: number): string {
  const columns = shape[1];
  if (columns === undefined) return `${name}[${position + 1}]`;
  return `${name}[${Math.floor(position / columns) + 1},${(position % columns) + 1}]`;
}
