// Applying a primitive: recorded when an operand is traced, computed at once when all are numbers.

import type { Attribute } from "../graph/graph.js";
import { broadcastShape, type Shape, sameShape, sizeOf } from "../graph/shape.js";
import { type Nested, type Tensor, toNested, toTensor } from "../graph/tensor.js";
import { Traced, traceOf, type Value } from "../graph/trace.js";
import { type ElementwiseRow, type Row, rowOf } from "./row.js";

/** Shape of a value, traced or not. */
export function shapeOf(value: Value): Shape {
  if (typeof value === "number") return [];
  if (value instanceof Traced) return value.shape;
  return toTensor(value).shape;
}

/** @throws {ShapeError} when the operands do not fit */
export function applyRow(row: Row, operands: readonly Value[], attribute?: Attribute): Value {
  const trace = traceOf(operands);
  // Lifted before broadcasting, so that a constant is stored once and repeated by a node.
  const lifted = trace === undefined ? operands : operands.map((operand) => trace.lift(operand));
  const fitted = row.kind === "elementwise" && operands.length > 1 ? broadcastAll(row, lifted) : lifted;
  const shapes = fitted.map(shapeOf);
  const shape = row.kind === "elementwise" ? (shapes[0] as Shape) : row.shape(shapes, attribute);
  if (trace !== undefined) return trace.record(row.name, fitted as readonly Traced[], shape, attribute);
  return compute(row, fitted as readonly Nested[], shape, attribute);
}

function compute(row: Row, operands: readonly Nested[], shape: Shape, attribute: Attribute | undefined): Nested {
  if (row.kind === "elementwise" && shape.length === 0) {
    const [x, y, w] = operands as readonly number[];
    return row.value(x as number, y as number, w as number);
  }
  const out = new Float64Array(sizeOf(shape));
  const tensors = operands.map((operand) => toTensor(operand));
  computeInto(row, tensors, out, shape, attribute);
  return toNested(out, shape) as Nested;
}

/** Value of one node from the values of its operands. */
export function computeInto(
  row: Row,
  operands: readonly Tensor[],
  out: Float64Array,
  shape: Shape,
  attribute: Attribute | undefined,
): void {
  if (row.kind === "array") {
    row.value(operands, out, attribute, shape);
    return;
  }
  const [x, y, w] = operands;
  for (let i = 0; i < out.length; i++) {
    out[i] = row.value(x?.data[i] as number, y?.data[i] as number, w?.data[i] as number);
  }
}

function broadcastAll(row: ElementwiseRow, operands: readonly Value[]): readonly Value[] {
  const shapes = operands.map(shapeOf);
  const shape = shapes.reduce((a, b) => broadcastShape(a, b, row.name));
  return operands.map((operand, k) => (sameShape(shapes[k] as Shape, shape) ? operand : applyRow(rowOf("broadcast"), [operand], shape)));
}
