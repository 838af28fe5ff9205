// Looking at the number behind a traced value, for functions that branch on it.

import type { NodeId } from "../graph/graph.js";
import { describeShape, ShapeError, sizeOf } from "../graph/shape.js";
import { type Tensor, toTensor } from "../graph/tensor.js";
import { type Trace, Traced, TraceError, type Value } from "../graph/trace.js";
import { computeInto } from "./apply.js";
import { rowOf } from "./row.js";

/** A loop that looks at its numbers this long will not end. */
const mostNodes = 3_000_000;

const computed = new WeakMap<Trace, Tensor[]>();

/**
 * The number behind a scalar, to branch on: `while (primal(x) < 100) x = mul(x, 2)`.
 * The function is then traced anew at every point. What is computed from the number itself carries no derivative.
 * @throws {ShapeError} when x is not a scalar
 * @example
 * primal(2)   // 2
 */
export function primal(x: Value): number {
  const { shape, data } = x instanceof Traced ? valueAt(x) : toTensor(x);
  if (shape.length !== 0) throw new ShapeError(`primal takes a scalar, not ${describeShape(shape)}.`);
  return data[0] as number;
}

function valueAt(x: Traced): Tensor {
  const { trace } = x;
  trace.lookedAtPoint = true;
  if (trace.builder.length > mostNodes) {
    throw new TraceError(`The function has recorded more than ${mostNodes} operations: does its loop end at this point?`);
  }
  for (const [outer, stand] of trace.captured) trace.point.set(stand.node, valueAt(outer));
  for (const [stand, outer] of trace.origins) trace.point.set(stand, valueAt(outer));
  const values = computed.get(trace) ?? [];
  computed.set(trace, values);
  for (let node = values.length; node <= x.node; node++) values.push(valueOfNode(trace, node, values));
  return values[x.node] as Tensor;
}

function valueOfNode(trace: Trace, node: NodeId, values: readonly Tensor[]): Tensor {
  const { builder } = trace;
  const shape = builder.shape(node);
  const primitive = builder.primitive(node);
  const attribute = builder.attribute(node);
  if (primitive === "input") return trace.point.get(node) as Tensor;
  if (primitive === "constant")
    return { shape, data: typeof attribute === "number" ? Float64Array.of(attribute) : (attribute as Float64Array) };
  const data = new Float64Array(sizeOf(shape));
  const operands = builder.operands(node).map((operand) => values[operand] as Tensor);
  computeInto(rowOf(primitive), operands, data, shape, attribute);
  return { shape, data };
}
