// The network looked at over the whole data set: loss, accuracy, and units that are the same for all.

import type { Estimate, Evaluator } from "../../../core/execute/evaluator.js";
import { sizeOf } from "../../../core/graph/shape.js";
import { type Value, withTrace } from "../../../core/graph/trace.js";
import type { DataSet } from "../data/data-set.js";
import { losses } from "../losses.js";
import type { Network } from "../mlp.js";
import type { Arrays } from "./optimiser.js";
import type { EpochReport } from "./state.js";

export type Survey = Pick<EpochReport, "loss" | "accuracy" | "deadUnits">;

/**
 * Prepared once, called with parameters. What it computes is not counted as cost of training.
 * @param inputs  all instances, row by row
 * @param targets in the shape of the outputs, row by row
 */
export function surveyor(
  network: Network,
  { task }: Pick<DataSet, "task">,
  { inputs, targets }: { readonly inputs: Float64Array; readonly targets: Float64Array },
  evaluator: Evaluator,
): (parameters: Arrays) => Survey {
  const { spec, parameters: declared } = network;
  const instances = inputs.length / spec.inputs;
  const graph = withTrace((trace) => {
    const named: Record<string, Value> = {
      x: trace.input("x", [instances, spec.inputs]),
      y: trace.input("y", [instances, targets.length / instances]),
    };
    for (const { name, shape } of declared) named[name] = trace.input(name, shape);
    const layers = network.forward(named).map(({ h }) => h);
    const loss = network.lossOf(layers.at(-1) as Value, named["y"] as Value);
    return trace.builder.finish([loss, ...layers].map((output) => trace.lift(output).node));
  });
  const evaluate = evaluator(graph);
  return (parameters) => {
    const [loss, ...layers] = evaluate([inputs, targets, ...declared.map(({ name }) => parameters[name] as Float64Array)]).outputs;
    const outputs = (layers.at(-1) as Estimate).data;
    return {
      loss: loss?.data[0] as number,
      ...(task === "classification" ? { accuracy: accuracyOf(outputs, targets, instances, losses[spec.loss].target) } : {}),
      deadUnits: layers.map(deadUnits),
    };
  };
}

function accuracyOf(outputs: Float64Array, targets: Float64Array, instances: number, meaning: string): number {
  const width = outputs.length / instances;
  // One output: a logit says class 1 above 0, anything else above one half.
  const threshold = meaning === "logit" ? 0 : 0.5;
  let right = 0;
  for (let i = 0; i < outputs.length; i += width) {
    const named = width === 1 ? Number((outputs[i] as number) > threshold) : largest(outputs.subarray(i, i + width));
    const truth = width === 1 ? Number((targets[i] as number) > 0.5) : largest(targets.subarray(i, i + width));
    if (named === truth) right++;
  }
  return right / instances;
}

function largest(entries: Float64Array): number {
  return entries.reduce((best, entry, k) => (entry > (entries[best] as number) ? k : best), 0);
}

function deadUnits({ data, shape }: Estimate): number {
  const units = shape[1] as number;
  let dead = 0;
  for (let unit = 0; unit < units; unit++) {
    let same = true;
    for (let i = unit + units; i < sizeOf(shape) && same; i += units) same = data[i] === data[unit];
    if (same) dead++;
  }
  return dead;
}
