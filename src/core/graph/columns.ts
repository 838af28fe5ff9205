// The columns of a Wengert list as they grow: numbers in typed arrays, some 20 bytes a node.

import { type Shape, sameShape } from "./shape.js";

/** Position of a node in evaluation order; every operand has a smaller one. */
export type NodeId = number;

/** What a node carries besides operands: the value of a constant, the position of an index, the target shape of a broadcast. */
export type Attribute = number | Float64Array | readonly number[];

/** What is recorded of all nodes. Names and shapes are numbers that stand for entries of two tables. */
export interface GraphColumns {
  readonly length: number;
  readonly names: readonly string[];
  readonly nameOf: Uint16Array<ArrayBuffer>;
  readonly shapes: readonly Shape[];
  readonly shapeOf: Int32Array<ArrayBuffer>;
  /** operands of node i: operands[firstOperand[i]] up to, not including, operands[firstOperand[i + 1]] */
  readonly firstOperand: Int32Array<ArrayBuffer>;
  readonly operands: Int32Array<ArrayBuffer>;
  readonly attributes: ReadonlyMap<NodeId, Attribute>;
}

/** A typed array with room to grow. */
class Column<Data extends Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>> {
  data: Data;
  length = 0;

  constructor(data: Data) {
    this.data = data;
  }

  push(value: number): void {
    if (this.length === this.data.length) this.#widen(Math.ceil(1.5 * this.length));
    this.data[this.length++] = value;
  }

  append(values: Data): void {
    if (this.length + values.length > this.data.length) this.#widen(Math.ceil(1.5 * (this.length + values.length)));
    this.data.set(values, this.length);
    this.length += values.length;
  }

  #widen(length: number): void {
    const wider = new (this.data.constructor as new (length: number) => Data)(length);
    wider.set(this.data);
    this.data = wider;
  }

  finished(): Data {
    return this.data.slice(0, this.length) as Data;
  }
}

/** A table of distinct things, found again by a key. */
class Table<Entry> {
  readonly entries: Entry[] = [];
  readonly #known = new Map<string, number>();

  numberOf(key: string, entry: Entry): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const number = this.entries.push(entry) - 1;
    this.#known.set(key, number);
    return number;
  }
}

export class GrowingColumns {
  readonly #names = new Table<string>();
  readonly #shapes = new Table<Shape>();
  readonly #nameOf = new Column(new Uint16Array(16));
  readonly #shapeOf = new Column(new Int32Array(16));
  readonly #firstOperand = new Column(new Int32Array(16));
  readonly #operands = new Column(new Int32Array(16));
  readonly #attributes = new Map<NodeId, Attribute>();
  #lastShape = -1;

  constructor() {
    this.#firstOperand.push(0);
  }

  get length(): number {
    return this.#nameOf.length;
  }

  add(primitive: string, operands: readonly NodeId[], shape: Shape, attribute: Attribute | undefined): NodeId {
    const node = this.length;
    this.#nameOf.push(this.#names.numberOf(primitive, primitive));
    this.#shapeOf.push(this.#numberOfShape(shape));
    for (const operand of operands) this.#operands.push(operand);
    this.#firstOperand.push(this.#operands.length);
    if (attribute !== undefined) this.#attributes.set(node, attribute);
    return node;
  }

  /** Takes over all nodes of a graph, under their own numbers: only as long as there are no others. */
  adopt(from: GraphColumns): void {
    for (const name of from.names) this.#names.numberOf(name, name);
    for (const shape of from.shapes) this.#numberOfShape(shape);
    this.#nameOf.append(from.nameOf);
    this.#shapeOf.append(from.shapeOf);
    this.#firstOperand.append(from.firstOperand.subarray(1));
    this.#operands.append(from.operands);
    for (const [node, attribute] of from.attributes) this.#attributes.set(node, attribute);
  }

  #numberOfShape(shape: Shape): number {
    // Neighbours mostly have one shape.
    const last = this.#shapes.entries[this.#lastShape];
    if (last === undefined || !sameShape(last, shape)) this.#lastShape = this.#shapes.numberOf(shape.join(), shape);
    return this.#lastShape;
  }

  shape(node: NodeId): Shape {
    return this.#shapes.entries[this.#shapeOf.data[node] as number] as Shape;
  }

  primitive(node: NodeId): string {
    return this.#names.entries[this.#nameOf.data[node] as number] as string;
  }

  attribute(node: NodeId): Attribute | undefined {
    return this.#attributes.get(node);
  }

  operands(node: NodeId): NodeId[] {
    const end = this.#firstOperand.data[node + 1] as number;
    const found: NodeId[] = [];
    for (let i = this.#firstOperand.data[node] as number; i < end; i++) found.push(this.#operands.data[i] as NodeId);
    return found;
  }

  finish(): GraphColumns {
    return {
      length: this.length,
      names: this.#names.entries,
      nameOf: this.#nameOf.finished(),
      shapes: this.#shapes.entries,
      shapeOf: this.#shapeOf.finished(),
      firstOperand: this.#firstOperand.finished(),
      operands: this.#operands.finished(),
      attributes: this.#attributes,
    };
  }
}
