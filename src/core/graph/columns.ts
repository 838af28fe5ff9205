// The columns of a Wengert list: numbers in pages, 12 bytes a node, and what a longer list has in common with a shorter one only once.

import { Pages } from "./pages.js";
import { type Shape, sameShape } from "./shape.js";

/** Position of a node in evaluation order; every operand has a smaller one. */
export type NodeId = number;

/** What a node carries besides operands: the value of a constant, the position of an index, the target shape of a broadcast. */
export type Attribute = number | Float64Array | readonly number[];

/** Many nodes have the same. */
interface Kind {
  readonly primitive: string;
  readonly shape: Shape;
}

/** What is recorded of all nodes. */
export class GraphColumns {
  readonly #kinds: Kind[] = [];
  readonly #known = new Map<string, number>();
  /** of each primitive, the kind that was used last: mostly it is used again */
  readonly #recent = new Map<string, number>();
  #kindOf = new Pages();
  /** the operands, where there are at most two; otherwise where they begin in `more` */
  #x = new Pages();
  /** the second operand; -1, -2, -4, -5, ... for 0, 1, 3, 4, ... operands */
  #y = new Pages();
  #more = new Pages();
  readonly #attributes = new Map<NodeId, Attribute>();

  get length(): number {
    return this.#kindOf.length;
  }

  /** By the numbers of the nodes that have one. */
  get attributes(): ReadonlyMap<NodeId, Attribute> {
    return this.#attributes;
  }

  add(primitive: string, operands: readonly NodeId[], shape: Shape, attribute: Attribute | undefined): NodeId {
    const node = this.length;
    const count = operands.length;
    const [x = 0, y = 0] = operands;
    this.#kindOf.push(this.#numberOf(primitive, shape));
    this.#x.push(count > 2 ? this.#more.length : x);
    this.#y.push(count === 2 ? y : -1 - count);
    if (count > 2) for (const operand of operands) this.#more.push(operand);
    if (attribute !== undefined) this.#attributes.set(node, attribute);
    return node;
  }

  #numberOf(primitive: string, shape: Shape): number {
    const recent = this.#recent.get(primitive);
    if (recent !== undefined && sameShape((this.#kinds[recent] as Kind).shape, shape)) return recent;
    const key = `${primitive} ${shape.join()}`;
    const number = this.#known.get(key) ?? this.#kinds.push({ primitive, shape }) - 1;
    this.#known.set(key, number);
    this.#recent.set(primitive, number);
    return number;
  }

  /** The same nodes; adding to either changes nothing in the other. */
  copy(): GraphColumns {
    const copy = new GraphColumns();
    for (const { primitive, shape } of this.#kinds) copy.#numberOf(primitive, shape);
    copy.#kindOf = this.#kindOf.copy();
    copy.#x = this.#x.copy();
    copy.#y = this.#y.copy();
    copy.#more = this.#more.copy();
    for (const [node, attribute] of this.#attributes) copy.#attributes.set(node, attribute);
    return copy;
  }

  #kind(node: NodeId): Kind {
    return this.#kinds[this.#kindOf.at(node)] as Kind;
  }

  shape(node: NodeId): Shape {
    return this.#kind(node).shape;
  }

  primitive(node: NodeId): string {
    return this.#kind(node).primitive;
  }

  attribute(node: NodeId): Attribute | undefined {
    return this.#attributes.get(node);
  }

  operandCount(node: NodeId): number {
    const y = this.#y.at(node);
    return y >= 0 ? 2 : -1 - y;
  }

  operand(node: NodeId, position: number): NodeId {
    const y = this.#y.at(node);
    if (y >= 0 && position === 1) return y;
    const x = this.#x.at(node);
    return y < -2 ? this.#more.at(x + position) : x;
  }

  operands(node: NodeId): NodeId[] {
    const found: NodeId[] = [];
    const count = this.operandCount(node);
    for (let k = 0; k < count; k++) found.push(this.operand(node, k));
    return found;
  }
}
