// The gradient of the loss of a batch, by whatever method: prepared once for each batch size.

import type { Differentiator, Prepared } from "../../../core/differentiators/differentiator.js";
import { type Shape, sizeOf } from "../../../core/graph/shape.js";
import type { Nested, NestedArray } from "../../../core/graph/tensor.js";
import { type Value, withTrace } from "../../../core/graph/trace.js";
import type { Network } from "../mlp.js";
import type { Arrays } from "./optimiser.js";

export interface BatchGradient {
  readonly loss: number;
  readonly gradient: Arrays;
  readonly evaluations: number;
  readonly operations: number;
}

type Rows = readonly (readonly number[])[];

/**
 * The loss of a batch and its gradient by all parameters; of the sum or the mean over the instances, as the network says.
 * @throws {UnsupportedError} when the method cannot differentiate the loss of a batch of this size
 */
export function batchGradients(
  { loss, parameters: declared, spec }: Network,
  method: Differentiator,
): (inputs: Rows, targets: Rows, parameters: Arrays) => BatchGradient {
  const names = declared.map(({ name }) => name);
  const prepared = new Map<number, Prepared<"gradient">>();
  const prepare = (instances: number, outputs: number) => {
    const graph = withTrace((trace) => {
      const named: Record<string, Value> = { x: trace.input("x", [instances, spec.inputs]), y: trace.input("y", [instances, outputs]) };
      for (const { name, shape } of declared) named[name] = trace.input(name, shape);
      return trace.builder.finish([trace.lift(loss(named)).node]);
    });
    return method.prepare(graph, "gradient", { wrt: names });
  };
  return (inputs, targets, parameters) => {
    const instances = inputs.length;
    const run = prepared.get(instances) ?? prepare(instances, targets[0]?.length as number);
    prepared.set(instances, run);
    const values = declared.map(({ name, shape }) => [name, rowsOf(parameters[name] as Float64Array, shape)]);
    const { value, gradient, evaluations, operations } = run({ x: inputs, y: targets, ...Object.fromEntries(values) });
    return {
      loss: value as number,
      gradient: Object.fromEntries(declared.map(({ name, shape }) => [name, flat(gradient[name] as NestedArray[], sizeOf(shape))])),
      evaluations,
      operations,
    };
  };
}

/** Views of the rows, and no copies: a step is mostly moving numbers about. */
function rowsOf(data: Float64Array, [rows = 0, columns]: Shape): Nested {
  return columns === undefined ? data : Array.from({ length: rows }, (_, i) => data.subarray(i * columns, (i + 1) * columns));
}

function flat(nested: readonly NestedArray[], size: number): Float64Array {
  const data = new Float64Array(size);
  let at = 0;
  for (const part of nested) {
    if (typeof part === "number") data[at++] = part;
    else {
      data.set(part as readonly number[], at);
      at += part.length;
    }
  }
  return data;
}
