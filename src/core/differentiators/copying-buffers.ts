// An operator in place that takes more than one evaluation, or whose evaluator gives new arrays.

import type { InputValues } from "../execute/evaluator.js";
import { type Shape, sizeOf } from "../graph/shape.js";
import type { RunBuffers } from "./buffers.js";
import type { Outcome } from "./operators.js";

export interface RunShapes {
  readonly inputs: readonly Shape[];
  readonly direction: readonly Shape[];
  readonly value: Shape;
  readonly parts: readonly Shape[];
}

/** Results are copied into arrays that stay. */
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
