// A list of scalar operations in columns of numbers. Operation t writes slot t of the memory, so that results need no addresses.

import type { Attribute } from "../../graph/graph.js";
import { type Shape, sizeOf } from "../../graph/shape.js";
import type { Tensor } from "../../graph/tensor.js";
import type { ArrayRow } from "../../primitives/row.js";
import { numberOf, rowNumbered } from "./expressions.js";

/** Position in the memory, and of the operation that writes there. */
export type Slot = number;

/** What a slot holds instead of the result of an elementwise row; rows begin at `firstRow`. */
export const given = 0;
export const constant = 1;
export const copy = 2;
/** result of the array row whose number stands in x */
export const call = 3;
/** a further entry of the result of a call */
export const called = 4;
export const firstRow = 5;

export interface ScalarProgram {
  readonly codes: Uint8Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** empty where no operation has three operands */
  readonly w: Int32Array;
  /** the memory before a run: constants in place, the rest 0 */
  readonly initial: Float64Array;
  readonly inputs: readonly Region[];
  readonly outputs: readonly Region[];
  readonly calls: readonly Call[];
}

export interface Region {
  readonly start: Slot;
  readonly size: number;
}

/** An array row with its operands and its result side by side in the memory. */
export interface Call {
  readonly row: ArrayRow;
  readonly operands: readonly { readonly shape: Shape; readonly start: Slot }[];
  readonly shape: Shape;
  readonly attribute: Attribute | undefined;
  readonly start: Slot;
}

/** The call as a function on a memory. */
export function bindCall({ row, operands, shape, attribute, start }: Call, memory: Float64Array): () => void {
  const tensors = operands.map((operand): Tensor => {
    return { shape: operand.shape, data: memory.subarray(operand.start, operand.start + sizeOf(operand.shape)) };
  });
  const out = memory.subarray(start, start + sizeOf(shape));
  return () => row.value(tensors, out, attribute, shape);
}

interface CallToRecord {
  readonly row: ArrayRow;
  readonly operands: readonly ArrayLike<Slot>[];
  readonly shapes: readonly Shape[];
  readonly shape: Shape;
  readonly attribute: Attribute | undefined;
}

/** Columns with room for about as many operations as are expected: copying them is most of their cost. */
export class ProgramBuilder {
  #length = 0;
  #codes: Uint8Array;
  #x: Int32Array;
  #y: Int32Array;
  #w = new Int32Array(0);
  readonly #values: { slot: Slot; value: number }[] = [];
  readonly #constants = new Map<number, Slot>();
  readonly #negativeZero: { slot?: Slot } = {};
  readonly #calls: Call[] = [];
  readonly #inputs: Region[] = [];
  readonly #add = numberOf("add") + firstRow;

  constructor(expected: number) {
    this.#codes = new Uint8Array(expected);
    this.#x = new Int32Array(expected);
    this.#y = new Int32Array(expected);
  }

  input(size: number): ArrayLike<Slot> {
    const start = this.#length;
    for (let i = 0; i < size; i++) this.#push(given);
    this.#inputs.push({ start, size });
    return Int32Array.from({ length: size }, (_, i) => start + i);
  }

  constant(value: number): Slot {
    const known = Object.is(value, -0) ? this.#negativeZero.slot : this.#constants.get(value);
    if (known !== undefined) return known;
    const slot = this.#push(constant);
    this.#values.push({ slot, value });
    if (Object.is(value, -0)) this.#negativeZero.slot = slot;
    else this.#constants.set(value, slot);
    return slot;
  }

  operation(number: number, x: Slot, y: Slot = x, w?: Slot): Slot {
    return this.#push(number + firstRow, x, y, w);
  }

  /** -0 + y is y, and x + 0 is x where x itself came out of a sum with 0: such a sum is never -0. */
  add(x: Slot, y: Slot): Slot {
    if (x === this.#negativeZero.slot) return y;
    if (y === this.#constants.get(0) && this.#isSumWithZero(x)) return x;
    return this.#push(this.#add, x, y);
  }

  #isSumWithZero(slot: Slot): boolean {
    const zero = this.#constants.get(0);
    return slot === zero || (this.#codes[slot] === this.#add && (this.#x[slot] === zero || this.#y[slot] === zero));
  }

  call({ row, operands, shapes, shape, attribute }: CallToRecord): ArrayLike<Slot> {
    const placed = operands.map((entries, k) => ({ shape: shapes[k] as Shape, start: this.#sideBySide(entries, true) }));
    const start = this.#push(call, this.#calls.length);
    const size = sizeOf(shape);
    for (let i = 1; i < size; i++) this.#push(called);
    this.#calls.push({ row, operands: placed, shape, attribute, start });
    return Int32Array.from({ length: size }, (_, i) => start + i);
  }

  finish(outputs: readonly ArrayLike<Slot>[]): ScalarProgram {
    const regions = outputs.map((entries) => ({ start: this.#sideBySide(entries, false), size: entries.length }));
    const initial = new Float64Array(this.#length);
    for (const { slot, value } of this.#values) initial[slot] = value;
    const end = this.#length;
    const columns = {
      codes: this.#codes.subarray(0, end),
      x: this.#x.subarray(0, end),
      y: this.#y.subarray(0, end),
      w: this.#w.subarray(0, end),
    };
    return { ...columns, initial, inputs: this.#inputs, outputs: regions, calls: this.#calls };
  }

  /** Where the entries stand one after another: where they are, or copied. Inputs and constants are copied where a reader may keep them. */
  #sideBySide(entries: ArrayLike<Slot>, readOnly: boolean): Slot {
    const start = entries[0] as Slot;
    let inPlace = true;
    for (let i = 0; i < entries.length && inPlace; i++) {
      inPlace = entries[i] === start + i && (readOnly || (this.#codes[start + i] as number) > constant);
    }
    if (inPlace) return start;
    const copied = this.#length;
    for (let i = 0; i < entries.length; i++) this.#push(copy, entries[i] as Slot);
    return copied;
  }

  #push(code: number, x: Slot = 0, y: Slot = x, w?: Slot): Slot {
    const slot = this.#length++;
    if (slot >= this.#codes.length) this.#grow();
    this.#codes[slot] = code;
    this.#x[slot] = x;
    this.#y[slot] = y;
    if (w !== undefined) {
      if (slot >= this.#w.length) this.#w = widened(this.#w, new Int32Array(this.#codes.length));
      this.#w[slot] = w;
    }
    return slot;
  }

  #grow(): void {
    const length = Math.ceil(1.5 * this.#codes.length) + 64;
    this.#codes = widened(this.#codes, new Uint8Array(length));
    this.#x = widened(this.#x, new Int32Array(length));
    this.#y = widened(this.#y, new Int32Array(length));
  }
}

function widened<Column extends Uint8Array | Int32Array>(column: Column, wider: Column): Column {
  wider.set(column);
  return wider;
}

/** How many operands the operation of a slot reads as slots. */
export function operandCount(code: number): 0 | 1 | 2 | 3 {
  if (code === copy) return 1;
  return code < firstRow ? 0 : rowNumbered(code - firstRow).arity;
}

/** Calls `visit` with every slot that the operation of slot t reads; arrays that a call reads are copied side by side before. */
export function eachOperand({ codes, x, y, w, calls }: ScalarProgram, t: Slot, visit: (slot: Slot) => void): void {
  if (codes[t] === call) {
    for (const { start, shape } of calls[x[t] as number]?.operands ?? []) {
      for (let i = 0; i < shape.reduce((a, b) => a * b, 1); i++) visit(start + i);
    }
  }
  const count = operandCount(codes[t] as number);
  if (count > 0) visit(x[t] as Slot);
  if (count > 1) visit(y[t] as Slot);
  if (count > 2) visit(w[t] as Slot);
}
