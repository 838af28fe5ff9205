// A computation graph: an immutable Wengert list, nodes in evaluation order.

import type { Shape } from "./shape.js";

/** Position of a node in evaluation order; every operand has a smaller one. */
export type NodeId = number;

/** What a node carries besides operands: the value of a constant, the position of an index, the target shape of a broadcast. */
export type Attribute = number | Float64Array | readonly number[];

export interface GraphInput {
  readonly name: string;
  readonly shape: Shape;
  readonly node: NodeId;
}

/**
 * The recorded function. Columns instead of node objects, so that a million nodes fit in some tens of megabytes.
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

  /** Number of nodes. */
  get length(): number {
    return this.#columns.primitives.length;
  }

  primitive(node: NodeId): string {
    return this.#columns.primitives[node] as string;
  }

  shape(node: NodeId): Shape {
    return this.#columns.shapes[node] as Shape;
  }

  attribute(node: NodeId): Attribute | undefined {
    return this.#columns.attributes.get(node);
  }

  operandCount(node: NodeId): number {
    return (this.#columns.firstOperand[node + 1] as number) - (this.#columns.firstOperand[node] as number);
  }

  operand(node: NodeId, position: number): NodeId {
    return this.#columns.operands[(this.#columns.firstOperand[node] as number) + position] as NodeId;
  }

  operands(node: NodeId): NodeId[] {
    const { firstOperand, operands } = this.#columns;
    return operands.slice(firstOperand[node], firstOperand[node + 1]);
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

export interface GraphColumns {
  readonly primitives: readonly string[];
  readonly shapes: readonly Shape[];
  /** operands of node i: operands[firstOperand[i]] up to, not including, operands[firstOperand[i + 1]] */
  readonly firstOperand: readonly number[];
  readonly operands: readonly NodeId[];
  readonly attributes: ReadonlyMap<NodeId, Attribute>;
}

/** Records nodes in evaluation order and hands out the finished, immutable graph. */
export class GraphBuilder {
  readonly #primitives: string[] = [];
  readonly #shapes: Shape[] = [];
  readonly #firstOperand: number[] = [0];
  readonly #operands: NodeId[] = [];
  readonly #attributes = new Map<NodeId, Attribute>();
  readonly #inputs: GraphInput[] = [];
  readonly #constants = new Map<number, NodeId>();

  get length(): number {
    return this.#primitives.length;
  }

  add(primitive: string, operands: readonly NodeId[], shape: Shape, attribute?: Attribute): NodeId {
    const node = this.#primitives.length;
    this.#primitives.push(primitive);
    this.#shapes.push(shape);
    for (const operand of operands) this.#operands.push(operand);
    this.#firstOperand.push(this.#operands.length);
    if (attribute !== undefined) this.#attributes.set(node, attribute);
    return node;
  }

  input(name: string, shape: Shape): NodeId {
    const node = this.add("input", [], shape);
    this.#inputs.push({ name, shape, node });
    return node;
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
    return this.#shapes[node] as Shape;
  }

  primitive(node: NodeId): string {
    return this.#primitives[node] as string;
  }

  attribute(node: NodeId): Attribute | undefined {
    return this.#attributes.get(node);
  }

  operands(node: NodeId): NodeId[] {
    return this.#operands.slice(this.#firstOperand[node], this.#firstOperand[node + 1]);
  }

  finish(outputs: readonly NodeId[]): Graph {
    const columns = {
      primitives: this.#primitives,
      shapes: this.#shapes,
      firstOperand: this.#firstOperand,
      operands: this.#operands,
      attributes: this.#attributes,
    };
    return new Graph(columns, [...this.#inputs], [...outputs]);
  }
}
