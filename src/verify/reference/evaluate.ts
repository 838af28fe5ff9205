// A graph evaluated in decimal arithmetic, node after node.

import type { Decimal } from "decimal.js";
import type { Graph, GraphInput, NodeId } from "../../core/graph/graph.js";
import { describeShape, ShapeError, sizeOf } from "../../core/graph/shape.js";
import { type Nested, toTensor } from "../../core/graph/tensor.js";
import { lower } from "../../core/primitives/lower.js";
import { type Arithmetic, arithmeticOf } from "./arithmetic.js";
import { exactDecimal } from "./exact.js";
import { referenceFunctions } from "./functions.js";

/** One value for each named input: doubles, taken exactly, or the entries as decimals in row-major order. */
export type ReferencePoint = Readonly<Record<string, Nested | readonly Decimal[]>>;

/** Entries of each input of the graph, in its order. */
export type Entries = readonly (readonly Decimal[])[];

/** Digits that the reference keeps at least. The working precision is higher, so that differences keep them too. */
export const REFERENCE_DIGITS = 64;

/** Thrown when the reference does not know a primitive. */
export class ReferenceUnsupported extends Error {
  override readonly name = "ReferenceUnsupported";
  readonly primitive: string;

  constructor(primitive: string) {
    super(`the reference does not know "${primitive}": add it to src/verify/reference/functions.ts.`);
    this.primitive = primitive;
  }
}

export interface ReferenceEvaluation {
  /** the outputs' entries; NaN where the point is outside the domain */
  readonly outputs: readonly Decimal[];
  /** value of a scalar node that some output needs, of the graph that `scalarForm` gives */
  readonly node: (node: NodeId) => Decimal | undefined;
}

/**
 * f at a point, to 64 digits and more.
 * @throws {ReferenceUnsupported} naming a primitive it does not know
 * @throws {ShapeError} when an input is missing or has another shape
 * @example
 * referenceValue(record(({ x }) => sqrt(x), { x: 2 }).graph, { x: 2 }).outputs[0]   // 1.41421356237309504880...
 */
export function referenceValue(graph: Graph, point: ReferencePoint, digits = REFERENCE_DIGITS): ReferenceEvaluation {
  const scalars = scalarForm(graph);
  const values = evaluateNodes(scalars, entriesOf(scalars, point), arithmeticOf(digits), neededBy(scalars));
  return { outputs: scalars.outputs.map((output) => values[output] as Decimal), node: (node) => values[node] };
}

/** The graph itself when it works on scalars only, so that node numbers stay as the caller knows them. */
export function scalarForm(graph: Graph): Graph {
  const known = referenceFunctions(arithmeticOf(REFERENCE_DIGITS));
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    const entry = primitive === "index" && graph.primitive(graph.operand(node, 0)) === "input";
    if (primitive === "input" || (entry && graph.shape(node).length === 0)) continue;
    if (graph.shape(node).length > 0 || (primitive !== "constant" && !known.has(primitive))) return lower(graph);
  }
  // A lowered graph may keep vectors as inputs, never as outputs.
  return graph.outputs.some((output) => graph.shape(output).length > 0) ? lower(graph) : graph;
}

/** @throws {ShapeError} naming the input that is missing or has another shape */
export function entriesOf(graph: Graph, point: ReferencePoint): Entries {
  return graph.inputs.map((input) => {
    if (!Object.hasOwn(point, input.name)) throw new ShapeError(`${input.name}: no value was given.`);
    const value = point[input.name] as Nested | readonly Decimal[];
    const entries = isDecimals(value) ? value : Array.from(toTensor(value, input.name).data, exactDecimal);
    if (entries.length !== sizeOf(input.shape)) {
      throw new ShapeError(`${input.name}: expected ${describeShape(input.shape)}, received ${entries.length} numbers.`);
    }
    return entries;
  });
}

function isDecimals(value: Nested | readonly Decimal[]): value is readonly Decimal[] {
  return Array.isArray(value) && typeof value[0] === "object" && "toSignificantDigits" in value[0];
}

/** 1 for the nodes that some output needs: an operation that nobody asked for is not the reference's business. */
export function neededBy(graph: Graph): Uint8Array {
  const needed = new Uint8Array(graph.length);
  for (const output of graph.outputs) needed[output] = 1;
  for (let node = graph.length - 1; node >= 0; node--) {
    if (needed[node] === 0) continue;
    for (let k = graph.operandCount(node) - 1; k >= 0; k--) needed[graph.operand(node, k)] = 1;
  }
  return needed;
}

/** 1 for the needed nodes that one entry of one input reaches. */
export function reachedFrom(graph: Graph, input: GraphInput, entry: number, needed: Uint8Array): Uint8Array {
  const reached = new Uint8Array(graph.length);
  reached[input.node] = 1;
  for (let node = input.node + 1; node < graph.length; node++) {
    if (needed[node] === 0) continue;
    if (graph.primitive(node) === "index" && graph.operand(node, 0) === input.node) {
      reached[node] = graph.attribute(node) === entry ? 1 : 0;
      continue;
    }
    for (let k = graph.operandCount(node) - 1; k >= 0; k--) {
      if (reached[graph.operand(node, k)] === 1) reached[node] = 1;
    }
  }
  return reached;
}

/**
 * Values of the nodes marked in `which`, the others taken over from `base`: after a change of one entry only the nodes
 * that it reaches are computed again.
 */
export function evaluateNodes(
  graph: Graph,
  entries: Entries,
  arithmetic: Arithmetic,
  which: Uint8Array,
  base: readonly (Decimal | undefined)[] = [],
): (Decimal | undefined)[] {
  const functions = referenceFunctions(arithmetic);
  const none = new arithmetic.Value(Number.NaN);
  const inputs = new Map(graph.inputs.map((input, i) => [input.node, entries[i] as readonly Decimal[]]));
  const values: (Decimal | undefined)[] = new Array(graph.length);
  for (let node = 0; node < graph.length; node++) {
    if (which[node] === 0) {
      values[node] = base[node];
      continue;
    }
    const primitive = graph.primitive(node);
    const attribute = graph.attribute(node);
    if (primitive === "input") values[node] = graph.shape(node).length === 0 ? inputs.get(node)?.[0] : undefined;
    else if (primitive === "constant") values[node] = exactDecimal(attribute as number);
    else if (primitive === "index") values[node] = inputs.get(graph.operand(node, 0))?.[attribute as number];
    else {
      const f = functions.get(primitive);
      if (f === undefined) throw new ReferenceUnsupported(primitive);
      const count = graph.operandCount(node);
      const x = values[graph.operand(node, 0)] ?? none;
      const y = count > 1 ? (values[graph.operand(node, 1)] ?? none) : x;
      values[node] = f(x, y, count > 2 ? (values[graph.operand(node, 2)] ?? none) : x);
    }
  }
  return values;
}
