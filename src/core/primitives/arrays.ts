// Rows that repeat, add up, reshape and pick: the linear maps behind broadcasting and indexing.

import type { Attribute } from "../graph/graph.js";
import { describeShape, type Shape, ShapeError, sameShape, sizeOf } from "../graph/shape.js";
import type { Tensor } from "../graph/tensor.js";
import type { Value } from "../graph/trace.js";
import { shapeOf } from "./apply.js";
import { add } from "./arithmetic.js";
import { arrays } from "./define.js";

const moves = { linear: "each", operations: () => 0, rule: "copy" } as const;

/** Repeats a value along new or stretched axes until it has the shape given. */
const broadcastRow = arrays({
  ...moves,
  name: "broadcast",
  shape: (_, attribute) => attribute as Shape,
  value: ([x], out, _, shape) => {
    const { data, shape: from } = x as Tensor;
    if (data.length === 1) {
      out.fill(data[0] as number);
      return;
    }
    const source = broadcastIndex(from, shape);
    for (let i = 0; i < out.length; i++) out[i] = data[source(i)] as number;
  },
  pull: [(delta, _, __, { operands }) => sumTo(delta, operands[0] as Shape)],
  lower: ([x], { operands, result }) => {
    const source = broadcastIndex(operands[0] as Shape, result);
    return Array.from({ length: sizeOf(result) }, (_, i) => x?.[source(i)] as Value);
  },
  spelling: { names: [], tex: "#1" },
});

/** For position i of the larger shape, the position of the smaller one that it repeats. */
export function broadcastIndex(from: Shape, to: Shape): (i: number) => number {
  if (sizeOf(from) === 1) return () => 0;
  const columns = to[to.length - 1] as number;
  const fromColumns = from[from.length - 1] as number;
  const fromRows = from.length === 2 ? (from[0] as number) : 1;
  return (i) => {
    const row = fromRows === 1 ? 0 : Math.floor(i / columns);
    return row * fromColumns + (fromColumns === 1 ? 0 : i % columns);
  };
}

export function broadcast(x: Value, shape: Shape): Value {
  return sameShape(shapeOf(x), shape) ? x : broadcastRow([x], shape);
}

/** The transposed map of `broadcast`: adds up what was repeated. */
const sumRow = arrays({
  ...moves,
  name: "sum",
  shape: (_, attribute) => attribute as Shape,
  value: ([x], out, _, shape) => addUp(x as Tensor, out, shape, (entry) => entry),
  pull: [(delta, _, __, { operands }) => broadcast(delta, operands[0] as Shape)],
  rounding: ([x], out, _, shape) => {
    const terms = sizeOf((x as Tensor).shape) / out.length;
    addUp(x as Tensor, out, shape, (entry) => terms * Math.abs(entry));
  },
  operations: ([x], result) => sizeOf(x as Shape) - sizeOf(result),
  lower: ([x], { operands, result }) => {
    const target = broadcastIndex(result, operands[0] as Shape);
    const sums: Value[] = [];
    (x as readonly Value[]).forEach((entry, i) => {
      const known = sums[target(i)];
      sums[target(i)] = known === undefined ? entry : add(known, entry);
    });
    return sums;
  },
  rule: "add",
  spelling: { names: ["sum"], tex: "\\sum #1" },
});

function addUp(x: Tensor, out: Float64Array, shape: Shape, term: (entry: number) => number): void {
  const target = broadcastIndex(shape, x.shape);
  out.fill(0);
  x.data.forEach((entry, i) => {
    out[target(i)] = (out[target(i)] as number) + term(entry);
  });
}

/** The sum of all entries. */
export function sum(x: Value): Value {
  return sumTo(x, []);
}

/** Sums along the axes that broadcasting from `shape` would repeat: sumTo(m x n, [n]) adds up the rows. */
export function sumTo(x: Value, shape: Shape): Value {
  return sameShape(shapeOf(x), shape) ? x : sumRow([x], shape);
}

const reshapeRow = arrays({
  ...moves,
  name: "reshape",
  shape: ([x], attribute) => {
    if (sizeOf(x as Shape) !== sizeOf(attribute as Shape)) throw new ShapeError(`reshape: ${describeShape(x as Shape)} has another size.`);
    return attribute as Shape;
  },
  value: ([x], out) => out.set((x as Tensor).data),
  pull: [(delta, _, __, { operands }) => reshape(delta, operands[0] as Shape)],
  lower: ([x]) => x as readonly Value[],
  spelling: { names: [], tex: "#1" },
});

/** The same entries in row-major order under another shape. */
export function reshape(x: Value, shape: Shape): Value {
  return sameShape(shapeOf(x), shape) ? x : reshapeRow([x], shape);
}

const transposeRow = arrays({
  ...moves,
  name: "transpose",
  shape: ([x]) => {
    if (x?.length !== 2) throw new ShapeError(`transpose takes a matrix, not ${describeShape(x ?? [])}.`);
    return [x[1] as number, x[0] as number];
  },
  value: ([x], out, _, [rows = 0, columns = 0]) => {
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[i * columns + j] = x?.data[j * rows + i] as number;
  },
  pull: [(delta) => transpose(delta)],
  lower: ([x], { result: [rows = 0, columns = 0] }) =>
    Array.from({ length: rows * columns }, (_, i) => x?.[(i % columns) * rows + Math.floor(i / columns)] as Value),
  spelling: { names: ["transpose"], tex: "{#1}^{\\top}" },
});

export function transpose(x: Value): Value {
  return transposeRow([x]);
}

/** An attribute [offset, ...shape]: consecutive entries in row-major order, seen under a shape. A plain number is one entry. */
function sliceOf(attribute: Attribute | undefined): { readonly offset: number; readonly shape: Shape } {
  if (typeof attribute === "number") return { offset: attribute, shape: [] };
  const [offset = 0, ...shape] = attribute as readonly number[];
  return { offset, shape };
}

const indexRow = arrays({
  ...moves,
  name: "index",
  shape: ([x], attribute) => {
    const { offset, shape } = sliceOf(attribute);
    if (!(offset >= 0 && offset + sizeOf(shape) <= sizeOf(x as Shape))) {
      throw new ShapeError(`index: ${describeShape(x as Shape)} has no entry at that position.`);
    }
    return shape;
  },
  value: ([x], out, attribute) => {
    const { offset } = sliceOf(attribute);
    for (let i = 0; i < out.length; i++) out[i] = x?.data[offset + i] as number;
  },
  pull: [(delta, _, __, { operands, attribute }) => place(delta, sliceOf(attribute).offset, operands[0] as Shape)],
  lower: ([x], { attribute, result }) => {
    const { offset } = sliceOf(attribute);
    return (x as readonly Value[]).slice(offset, offset + sizeOf(result));
  },
  spelling: { names: [], tex: "#1" },
});

/**
 * Entry of a vector, row of a matrix, or entry of a matrix, counted from 0.
 * @throws {ShapeError} when the position is not inside
 */
export function index(x: Value, i: number, j?: number): Value {
  const shape = shapeOf(x);
  const [rows = 0, columns] = shape;
  const inside = (k: number, extent: number) => Number.isInteger(k) && k >= 0 && k < extent;
  if (!inside(i, rows) || (j !== undefined && !inside(j, columns ?? 0))) {
    const at = j === undefined ? `${i}` : `${i}, ${j}`;
    throw new ShapeError(`index: ${describeShape(shape)} has no entry at position ${at} (counted from 0).`);
  }
  if (columns === undefined) return indexRow([x], i);
  return j === undefined ? indexRow([x], [i * columns, columns]) : indexRow([x], i * columns + j);
}

/** Consecutive entries from `offset` in row-major order, under a shape. */
export function slice(x: Value, offset: number, shape: Shape): Value {
  return shape.length === 0 ? indexRow([x], offset) : indexRow([x], [offset, ...shape]);
}

/** The transposed map of `index`: zeros of the given shape, with the value put at an offset. */
const placeRow = arrays({
  ...moves,
  name: "place",
  shape: (_, attribute) => sliceOf(attribute).shape,
  value: ([x], out, attribute) => out.fill(0).set((x as Tensor).data, sliceOf(attribute).offset),
  pull: [(delta, _, __, { operands, attribute }) => slice(delta, sliceOf(attribute).offset, operands[0] as Shape)],
  lower: ([x], { attribute, result }) => {
    const { offset } = sliceOf(attribute);
    return Array.from({ length: sizeOf(result) }, (_, i) => x?.[i - offset] ?? 0);
  },
  spelling: { names: [], tex: "#1" },
});

function place(x: Value, offset: number, shape: Shape): Value {
  return placeRow([x], [offset, ...shape]);
}

const stackRow = arrays({
  ...moves,
  linear: "jointly",
  name: "stack",
  shape: (operands) => {
    const first = operands[0];
    if (first === undefined || first.length > 1 || operands.some((shape) => !sameShape(shape, first))) {
      throw new ShapeError("stack takes scalars, or vectors of one length.");
    }
    return [operands.length, ...first];
  },
  value: (operands, out) => {
    let offset = 0;
    for (const { data } of operands) {
      out.set(data, offset);
      offset += data.length;
    }
  },
  pull:
    (position) =>
    (delta, _, __, { operands }) =>
      slice(delta, position * sizeOf(operands[0] as Shape), operands[0] as Shape),
  lower: (operands) => operands.flat(),
  spelling: { names: [], tex: "#1" },
});

/** Scalars into a vector, vectors into the rows of a matrix. */
export function stack(operands: readonly Value[]): Value {
  return stackRow(operands);
}
