// What a method must be able to do; every operator is derived from it once, in operators.ts.

import type { Buffers, Estimate, InputValues } from "../execute/evaluator.js";
import type { GraphInput } from "../graph/graph.js";
import type { Shape } from "../graph/shape.js";

/**
 * A function as one method sees it: named inputs and outputs with shapes. Automatic and symbolic methods hold a graph,
 * the numerical one only the means to evaluate.
 */
export interface Evaluable {
  readonly inputs: readonly Pick<GraphInput, "name" | "shape">[];
  readonly outputShapes: readonly Shape[];
}

/**
 * The native direction of a method.
 * push: `linearise` adds one tangent input for each input in `wrt`; the outputs are followed by their tangents.
 * pull: `linearise` adds one adjoint input for each output; the outputs are followed by the adjoints of the inputs in `wrt`.
 * With the seed "one", the adjoint of the only, scalar output is the number 1 and no input is added.
 */
export interface Method<F extends Evaluable> {
  readonly direction: "push" | "pull";
  linearise(f: F, wrt: readonly number[], seed?: "one"): F;
  /** The same function with only these outputs. */
  select(f: F, outputs: readonly number[]): F;
  /** The outputs of the first and then those of the second, over the inputs of the second: the first takes those in front. */
  joined?(first: F, second: F): F;
  /** Prepared for many points. */
  evaluate(f: F): (inputs: InputValues) => readonly Estimate[];
  /** Prepared to run in place, where the evaluator can. */
  buffers?(f: F): Buffers | undefined;
  /** Scalar operations of one evaluation. */
  operations(f: F): number;
  /** Evaluations of the underlying function so far, for a method that takes many to make one of its own. */
  samples?(f: F): number;
}
