// The gradient of the loss of a batch, by whatever method: prepared once for each batch size.

import type { BuffersOf, Differentiator } from "../../../core/differentiators/differentiator.js";
import { type Value, withTrace } from "../../../core/graph/trace.js";
import type { Network } from "../mlp.js";
import type { Arrays } from "./optimiser.js";

export interface BatchGradient {
  readonly loss: number;
  /** valid until the next gradient is taken */
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
  const prepared = new Map<number, BuffersOf<"gradient">>();
  const prepare = (instances: number, outputs: number) => {
    const graph = withTrace((trace) => {
      const named: Record<string, Value> = { x: trace.input("x", [instances, spec.inputs]), y: trace.input("y", [instances, outputs]) };
      for (const { name, shape } of declared) named[name] = trace.input(name, shape);
      return trace.builder.finish([trace.lift(loss(named)).node]);
    });
    return method.prepare(graph, "gradient", { wrt: names }).buffers();
  };
  return (inputs, targets, parameters) => {
    const instances = inputs.length;
    const buffers = prepared.get(instances) ?? prepare(instances, targets[0]?.length as number);
    prepared.set(instances, buffers);
    writeRows(inputs, buffers.inputs["x"] as Float64Array);
    writeRows(targets, buffers.inputs["y"] as Float64Array);
    for (const name of names) buffers.inputs[name]?.set(parameters[name] as Float64Array);
    buffers.run();
    return { loss: buffers.value[0] as number, gradient: buffers.gradient, ...buffers.cost() };
  };
}

function writeRows(rows: Rows, into: Float64Array): void {
  let at = 0;
  for (const row of rows) for (const entry of row) into[at++] = entry;
}
