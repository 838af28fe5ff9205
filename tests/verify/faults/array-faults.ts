// Wrong derivative rules of vectors and matrices. Each has the right shape: a wrong one would be noticed without any checking.

import type { Attribute } from "../../../src/core/graph/graph.js";
import { type Shape, sizeOf } from "../../../src/core/graph/shape.js";
import { shapeOf } from "../../../src/core/primitives/apply.js";
import type { PullRule } from "../../../src/core/primitives/row.js";
import {
  broadcast,
  div,
  index,
  matmul,
  mul,
  neg,
  reshape,
  scale,
  slice,
  softmax,
  stack,
  sumTo,
  transpose,
  type Value,
} from "../../../src/index.js";
import type { FaultOf, InPush, InRow } from "./fault.js";
import { changed, inRow, instead, times, turned } from "./row-faults.js";

/** Position k of an attribute [offset, ...shape], or the offset alone, one further on; from the last place back to the first. */
function oneFurther(attribute: Attribute | undefined, places: number): Attribute {
  const next = (offset: number) => (offset + 1) % places;
  if (typeof attribute === "number") return next(attribute);
  const [offset = 0, ...shape] = attribute as readonly number[];
  return [next(offset), ...shape];
}

const indexed = (placesOf: (operand: Shape, result: Shape) => number): InRow["wrong"] => {
  return (right) => (delta, operands, z, shapes) => {
    const places = placesOf(shapes.operands[0] as Shape, shapes.result);
    return right(delta, operands, z, { ...shapes, attribute: oneFurther(shapes.attribute, places) });
  };
};

/** Entries in row-major order moved on by one place. */
function roll(value: Value): Value {
  const size = sizeOf(shapeOf(value));
  const flat = reshape(value, [size]);
  return reshape(stack(Array.from({ length: size }, (_, i) => index(flat, (i + size - 1) % size))), shapeOf(value));
}
const rolled = changed(roll);

const operandShape = (shapes: Parameters<PullRule>[3], position = 0) => shapes.operands[position] as Shape;
const flippedShape = ([rows = 1, columns = 1]: Shape): Shape => [columns, rows];

/** One number for each row, so that it meets the entries of its row. */
const asColumn = (value: Value, [rows = 1, columns]: Shape): Value => (columns === undefined ? value : reshape(value, [rows, 1]));
const rowSums = (x: Value): Value => {
  const [rows = 1, columns] = shapeOf(x);
  return columns === undefined ? sumTo(x, []) : reshape(sumTo(x, [rows, 1]), [rows]);
};

export const arrayFaults: readonly FaultOf<InRow>[] = [
  inRow(
    "broadcast",
    0,
    "branch",
    "only the first of the copies counts",
    instead((delta, _, __, shapes) => slice(delta, 0, operandShape(shapes))),
  ),
  inRow(
    "sum",
    0,
    "factor",
    "as for a mean",
    (right) => (delta, operands, z, shapes) => div(right(delta, operands, z, shapes) as Value, sizeOf(operandShape(shapes))),
  ),
  inRow("sum", 0, "sign", "turned", turned),
  inRow(
    "mean",
    0,
    "factor",
    "as for a sum",
    instead((delta, _, __, shapes) => broadcast(delta, operandShape(shapes))),
  ),
  inRow("reshape", 0, "index", "entries moved by one", rolled),
  inRow(
    "transpose",
    0,
    "transpose",
    "reshaped instead of transposed",
    instead((delta, _, __, shapes) => reshape(delta, operandShape(shapes))),
  ),
  inRow(
    "index",
    0,
    "index",
    "one place further",
    indexed((operand, result) => sizeOf(operand) - sizeOf(result) + 1),
  ),
  inRow("index", 0, "factor", "sent twice", times(2)),
  inRow(
    "stack",
    0,
    "index",
    "what belongs to its neighbour",
    (right) =>
      (delta, ...rest) =>
        right(roll(delta), ...rest),
  ),
  inRow(
    "dot",
    0,
    "swapped operands",
    "its own value instead of the other",
    instead((delta, { x }) => scale(delta, x)),
  ),
  inRow("dot", 1, "index", "entries moved by one", rolled),
  inRow(
    "matmul",
    0,
    "transpose",
    "the right matrix reshaped instead of transposed",
    instead((delta, { y: b }, _, shapes) => matmul(delta, reshape(b, flippedShape(operandShape(shapes, 1))))),
  ),
  inRow(
    "matmul",
    1,
    "transpose",
    "the left matrix reshaped instead of transposed",
    instead((delta, { x: a }, _, shapes) => matmul(reshape(a, flippedShape(operandShape(shapes))), delta)),
  ),
  inRow("matmul", 1, "transpose", "the outcome transposed where it is square", (right) => (delta, operands, z, shapes) => {
    const amount = right(delta, operands, z, shapes) as Value;
    const [rows, columns] = operandShape(shapes, 1);
    return rows === columns ? transpose(amount) : amount;
  }),
  inRow("matmul", 0, "factor", "sent twice", times(2)),
  inRow(
    "logsumexp",
    0,
    "formula",
    "softmax squared",
    (right) => (delta, operands, z, shapes) => mul(right(delta, operands, z, shapes) as Value, softmax(operands.x)),
  ),
  inRow(
    "logsumexp",
    0,
    "missing term",
    "every entry alike",
    instead((delta, _, __, shapes) => broadcast(asColumn(delta, operandShape(shapes)), operandShape(shapes))),
  ),
  inRow("crossEntropy", 0, "sign", "target minus softmax", turned),
  inRow(
    "crossEntropy",
    0,
    "missing term",
    "the target is not taken away",
    instead((delta, { x: a }, _, shapes) => scale(softmax(a), asColumn(delta, operandShape(shapes)))),
  ),
  inRow(
    "crossEntropy",
    1,
    "missing term",
    "minus the logits alone",
    instead((delta, { x: a }, _, shapes) => scale(neg(a), asColumn(delta, operandShape(shapes)))),
  ),
  inRow("crossEntropySlope", 0, "factor", "sent twice", times(2)),
  inRow("crossEntropySlope", 1, "sign", "turned", turned),
  inRow(
    "place",
    0,
    "index",
    "one place further",
    indexed((operand, result) => sizeOf(result) - sizeOf(operand) + 1),
  ),
];

export const pushFaults: readonly FaultOf<InPush>[] = [
  inPush("logsumexp", "missing term", "every entry counts alike", (tangent) => rowSums(tangent)),
  inPush("crossEntropy", "missing term", "the target is not taken away", (tangent, { x: a }) => rowSums(scale(softmax(a), tangent))),
];

function inPush(row: string, kind: FaultOf<InPush>["kind"], what: string, push: InPush["push"]): FaultOf<InPush> {
  return { id: `tangent of ${row}: ${what}`, kind, size: "gross", where: { table: "pushes", row, push } };
}
