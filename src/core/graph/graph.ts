// A computation graph: an immutable Wengert list, nodes in evaluation order.

import { type Attribute, GraphColumns, type NodeId } from "./columns.js";
import type { Shape } from "./shape.js";

export type { Attribute, NodeId } from "./columns.js";

export interface GraphInput {
  readonly name: string;
  readonly shape: Shape;
  readonly node: NodeId;
}

/**
 * The recorded function. Columns instead of node objects: a million nodes take some twelve megabytes.
 * Input nodes have the primitive "input", constants "constant" with their value as attribute.
 */
export class Graph {
  readonly inputs: readonly GraphInput[];
  readonly outputs: readonly NodeId[];
  readonly #columns: GraphColumns;

  constructor(columns: GraphColumns, inputs: readonly GraphInput[], outputs: readonly NodeId[]) {
    this.#columns = columns;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** @internal for a builder that adopts the graph */
  get columns(): GraphColumns {
    return this.#columns;
  }

  /** Number of nodes. */
  get length(): number {
    return this.#columns.length;
  }

  primitive(node: NodeId): string {
    return this.#columns.primitive(node);
  }

  shape(node: NodeId): Shape {
    return this.#columns.shape(node);
  }

  attribute(node: NodeId): Attribute | undefined {
    return this.#columns.attribute(node);
  }

  operandCount(node: NodeId): number {
    return this.#columns.operandCount(node);
  }

  operand(node: NodeId, position: number): NodeId {
    return this.#columns.operand(node, position);
  }

  operands(node: NodeId): NodeId[] {
    return this.#columns.operands(node);
  }

  /** The same nodes with other outputs. */
  withOutputs(outputs: readonly NodeId[]): Graph {
    return new Graph(this.#columns, this.inputs, outputs);
  }

  /** The same nodes with other names for the inputs, in their order. */
  withInputNames(names: readonly string[]): Graph {
    const inputs = this.inputs.map((input, i) => ({ ...input, name: names[i] as string }));
    return new Graph(this.#columns, inputs, this.outputs);
  }
}

/** Records nodes in evaluation order and hands out the finished, immutable graph. */
export class GraphBuilder {
  #columns = new GraphColumns();
  readonly #inputs: GraphInput[] = [];
  readonly #constants = new Map<number, NodeId>();

  get length(): number {
    return this.#columns.length;
  }

  add(primitive: string, operands: readonly NodeId[], shape: Shape, attribute?: Attribute): NodeId {
    return this.#columns.add(primitive, operands, shape, attribute);
  }

  input(name: string, shape: Shape): NodeId {
    const node = this.add("input", [], shape);
    this.#inputs.push({ name, shape, node });
    return node;
  }

  /** Begins with all nodes of a graph: they keep their numbers, and its inputs come first. */
  adopt(graph: Graph): void {
    if (this.length > 0) throw new Error("a graph can be adopted only before anything is recorded");
    this.#columns = graph.columns.copy();
    this.#inputs.push(...graph.inputs);
    for (const [node, value] of graph.columns.attributes) {
      if (graph.primitive(node) === "constant" && typeof value === "number" && !Object.is(value, -0)) this.#constants.set(value, node);
    }
  }

  /** Equal scalar constants share one node; -0 and 0 stay apart, because 1/x tells them apart. */
  constant(value: number): NodeId {
    if (Object.is(value, -0)) return this.add("constant", [], [], value);
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const node = this.add("constant", [], [], value);
    this.#constants.set(value, node);
    return node;
  }

  shape(node: NodeId): Shape {
    return this.#columns.shape(node);
  }

  primitive(node: NodeId): string {
    return this.#columns.primitive(node);
  }

  attribute(node: NodeId): Attribute | undefined {
    return this.#columns.attribute(node);
  }

  operands(node: NodeId): NodeId[] {
    return this.#columns.operands(node);
  }

  finish(outputs: readonly NodeId[]): Graph {
    return new Graph(this.#columns.copy(), [...this.#inputs], [...outputs]);
  }
}
