// A graph as a list of scalar operations: vectors and matrices become entries, and what only moves entries disappears.

import type { Graph, NodeId } from "../../graph/graph.js";
import { neededNodes } from "../../graph/needed.js";
import { type Shape, sizeOf } from "../../graph/shape.js";
import { broadcastIndex } from "../../primitives/arrays.js";
import { rowOf } from "../../primitives/row.js";
import { type Chains, chainsOf, commonRange, type Term } from "./chains.js";
import { elementwiseNumber, numberOf } from "./expressions.js";
import { ProgramBuilder, type ScalarProgram, type Slot } from "./scalar-program.js";

/** Slots of the entries of a node, in row-major order. */
type Entries = ArrayLike<Slot>;

/** The same arithmetic in the same order as the rows do it, so that the bits are the same. */
export function flatten(graph: Graph): ScalarProgram {
  const needed = neededNodes(graph);
  const chains = chainsOf(graph, needed);
  const program = new ProgramBuilder(graph.length + 8);
  const scalars = new Int32Array(graph.length);
  const others = new Map<NodeId, Entries>();
  const entriesOf = (node: NodeId): Entries => others.get(node) ?? [scalars[node] as Slot];
  const keep = (node: NodeId, entries: Entries) => {
    if (entries.length === 1) scalars[node] = entries[0] as Slot;
    else others.set(node, entries);
  };
  for (const { node, shape } of graph.inputs) keep(node, program.input(sizeOf(shape)));
  for (let node = 0; node < graph.length; node++) {
    if (needed[node] === 0 || chains.inside[node] === 1 || graph.primitive(node) === "input") continue;
    const number = sizeOf(graph.shape(node)) === 1 ? elementwiseNumber(graph.primitive(node)) : undefined;
    if (number === undefined) keep(node, flattenNode(graph, node, entriesOf, program, chains));
    else {
      // A million of these are common: no arrays for them.
      const operand = (k: number) => scalars[graph.operand(node, k)] as Slot;
      const count = graph.operandCount(node);
      scalars[node] = program.operation(number, operand(0), count > 1 ? operand(1) : undefined, count > 2 ? operand(2) : undefined);
    }
  }
  return program.finish(graph.outputs.map(entriesOf));
}

function flattenNode(
  graph: Graph,
  node: NodeId,
  entriesOf: (node: NodeId) => Entries,
  program: ProgramBuilder,
  { terms }: Chains,
): Entries {
  const primitive = graph.primitive(node);
  const attribute = graph.attribute(node);
  const shape = graph.shape(node);
  if (primitive === "constant") {
    return typeof attribute === "number"
      ? [program.constant(attribute)]
      : Array.from(attribute as Float64Array, (x) => program.constant(x));
  }
  const chain = terms.get(node);
  if (chain !== undefined) return addChain(chain, sizeOf(shape), entriesOf, program);
  const operands = graph.operands(node).map(entriesOf);
  const row = rowOf(primitive);
  if (row.kind === "elementwise") {
    const number = numberOf(primitive);
    const [x = [], y, w] = operands;
    return Int32Array.from(x, (slot, i) => program.operation(number, slot, y?.[i], w?.[i]));
  }
  const shapes = graph.operands(node).map((operand) => graph.shape(operand));
  const scalarForm = Object.hasOwn(forms, primitive) ? forms[primitive] : undefined;
  if (scalarForm !== undefined) return scalarForm({ program, operands, shapes, shape, attribute });
  return program.call({ row, operands, shapes, shape, attribute });
}

/** Each entry adds up the terms that cover it, in their order. */
function addChain(terms: readonly Term[], size: number, entriesOf: (node: NodeId) => Entries, program: ProgramBuilder): Entries {
  const common = commonRange(terms);
  const sums = new Int32Array(size).fill(program.constant(0)).fill(program.constant(-0), common.from, common.to);
  for (const { value, offset } of terms) {
    const entries = entriesOf(value);
    for (let i = 0; i < entries.length; i++) sums[offset + i] = program.add(sums[offset + i] as Slot, entries[i] as Slot);
  }
  return sums;
}

interface ArrayNode {
  readonly program: ProgramBuilder;
  readonly operands: readonly Entries[];
  readonly shapes: readonly Shape[];
  readonly shape: Shape;
  readonly attribute: unknown;
}

const offsetIn = (attribute: unknown): number =>
  typeof attribute === "number" ? attribute : ((attribute as readonly number[])[0] as number);

/** What has a scalar form with the bits of the row; the others are called. */
const forms: Readonly<Record<string, (node: ArrayNode) => Entries>> = {
  reshape: ({ operands: [x = []] }) => x,
  index: ({ operands: [x = []], attribute, shape }) => {
    const offset = offsetIn(attribute);
    return Array.prototype.slice.call(x, offset, offset + sizeOf(shape));
  },
  place: ({ program, operands: [x = []], attribute, shape }) => {
    const entries = new Int32Array(sizeOf(shape)).fill(program.constant(0));
    entries.set(x, offsetIn(attribute));
    return entries;
  },
  stack: ({ operands }) => operands.flatMap((operand) => Array.from(operand)),
  broadcast: ({ operands: [x = []], shapes: [from = []], shape }) => {
    const source = broadcastIndex(from, shape);
    return Int32Array.from({ length: sizeOf(shape) }, (_, i) => x[source(i)] as Slot);
  },
  transpose: ({ operands: [x = []], shape: [rows = 0, columns = 0] }) =>
    Int32Array.from({ length: rows * columns }, (_, i) => x[(i % columns) * rows + Math.floor(i / columns)] as Slot),
  sum: ({ program, operands: [x = []], shapes: [from = []], shape }) => {
    const target = broadcastIndex(shape, from);
    const sums = new Int32Array(sizeOf(shape)).fill(program.constant(0));
    for (let i = 0; i < x.length; i++) sums[target(i)] = program.add(sums[target(i)] as Slot, x[i] as Slot);
    return sums;
  },
  mean: ({ program, operands: [x = []] }) => {
    let total = program.constant(0);
    for (let i = 0; i < x.length; i++) total = program.add(total, x[i] as Slot);
    return [program.operation(numberOf("div"), total, program.constant(x.length))];
  },
  dot: ({ program, operands: [x = [], y = []] }) => [
    innerProduct(
      program,
      x.length,
      (i) => x[i] as Slot,
      (i) => y[i] as Slot,
    ),
  ],
  matmul: ({ program, operands: [a = [], b = []], shapes: [[, k = 0] = []], shape: [rows = 0, columns = 0] }) =>
    Int32Array.from({ length: rows * columns }, (_, position) => {
      const [i, j] = [Math.floor(position / columns), position % columns];
      return innerProduct(
        program,
        k,
        (l) => a[i * k + l] as Slot,
        (l) => b[l * columns + j] as Slot,
      );
    }),
};

function innerProduct(program: ProgramBuilder, terms: number, x: (i: number) => Slot, y: (i: number) => Slot): Slot {
  const multiply = numberOf("mul");
  let total = program.constant(0);
  for (let i = 0; i < terms; i++) total = program.add(total, program.operation(multiply, x(i), y(i)));
  return total;
}
