// Derivatives in place: typed arrays that stay, written before a run and read after it.

import type { Buffers, InputValues } from "../execute/evaluator.js";
import { type Shape, sizeOf } from "../graph/shape.js";
import type { Outcome } from "./operators.js";

/** A prepared operator on arrays of its own. */
export interface RunBuffers {
  /** of f, in the order of its inputs */
  readonly inputs: readonly Float64Array[];
  /** one tangent for each input in wrt, or the adjoint of the output; none for the other operators */
  readonly direction: readonly Float64Array[];
  readonly value: Float64Array;
  readonly parts: readonly Float64Array[];
  run(): void;
  /** of the last run */
  cost(): { readonly evaluations: number; readonly operations: number };
}

/** An operator that is one evaluation of one graph: its inputs are those of f and the direction, its outputs the value and the parts. */
export function buffersOfOne({ inputs, outputs, run }: Buffers, count: number, operations: number): RunBuffers {
  const [value, ...parts] = outputs as [Float64Array, ...Float64Array[]];
  return {
    inputs: inputs.slice(0, count),
    direction: inputs.slice(count),
    value,
    parts,
    run,
    cost: () => ({ evaluations: 1, operations }),
  };
}

export interface RunShapes {
  readonly inputs: readonly Shape[];
  readonly direction: readonly Shape[];
  readonly value: Shape;
  readonly parts: readonly Shape[];
}

/** For every other operator: results are copied into arrays that stay. */
export function copyingBuffers(run: (inputs: InputValues, direction: InputValues) => Outcome, shapes: RunShapes): RunBuffers {
  const zeros = (shape: Shape) => new Float64Array(sizeOf(shape));
  const [inputs, direction] = [shapes.inputs.map(zeros), shapes.direction.map(zeros)];
  const [value, parts] = [zeros(shapes.value), shapes.parts.map(zeros)];
  let cost = { evaluations: 0, operations: 0 };
  return {
    inputs,
    direction,
    value,
    parts,
    run() {
      const outcome = run(inputs, direction);
      value.set(outcome.value.data);
      outcome.parts.forEach(({ data }, i) => {
        parts[i]?.set(data);
      });
      cost = { evaluations: outcome.evaluations, operations: outcome.operations };
    },
    cost: () => cost,
  };
}
