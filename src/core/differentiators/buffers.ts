// An operator in place: typed arrays that stay, written before a run and read after it.

import type { Buffers } from "../execute/evaluator.js";

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
