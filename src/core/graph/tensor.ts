// Values with a shape, and their nested-array form that users write.

import { describeShape, type Shape, ShapeError, scalarShape, sizeOf } from "./shape.js";

/** Row-major data and its shape. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** A number, vector or matrix as users write it. */
export type Nested = number | readonly number[] | Float64Array | readonly (readonly number[] | Float64Array)[];

/** A point: one value for each named input. */
export type Point = Readonly<Record<string, Nested>>;

/** @throws {ShapeError} for ragged or empty arrays and for anything that is not a number */
export function toTensor(value: Nested, name = "value"): Tensor {
  if (typeof value === "number") return { shape: scalarShape, data: Float64Array.of(value) };
  if (value instanceof Float64Array) return { shape: [value.length], data: value.slice() };
  if (!Array.isArray(value) || value.length === 0) {
    throw new ShapeError(`${name}: expected a number, a vector or a matrix of numbers.`);
  }
  if (value.every((entry) => typeof entry === "number")) {
    return { shape: [value.length], data: Float64Array.from(value as readonly number[]) };
  }
  const rows = (value as readonly Nested[]).map((row) => toTensor(row, name));
  const width = rows[0]?.shape;
  if (width?.length !== 1 || rows.some((row) => row.shape.length !== 1 || row.shape[0] !== width[0])) {
    throw new ShapeError(`${name}: the rows of a matrix must be vectors of one length.`);
  }
  const data = new Float64Array(rows.length * (width[0] ?? 0));
  rows.forEach((row, i) => {
    data.set(row.data, i * row.data.length);
  });
  return { shape: [rows.length, width[0] ?? 0], data };
}

/** What `toNested` gives: a number, or arrays as deep as the shape has extents. */
export type NestedArray = number | NestedArray[];

/** A number, array, array of rows, ..., as the shape says. */
export function toNested(data: ArrayLike<number>, shape: Shape): NestedArray {
  if (data.length !== sizeOf(shape)) throw new ShapeError(`${data.length} numbers are not ${describeShape(shape)}.`);
  return nestedFrom(data, shape, 0);
}

/** Entry by entry: Array.from takes twenty times as long for typed arrays. */
function nestedFrom(data: ArrayLike<number>, [extent, ...rest]: Shape, start: number): NestedArray {
  if (extent === undefined) return data[start] as number;
  const found: NestedArray[] = new Array(extent);
  const width = sizeOf(rest);
  for (let i = 0; i < extent; i++) found[i] = rest.length === 0 ? (data[start + i] as number) : nestedFrom(data, rest, start + i * width);
  return found;
}
