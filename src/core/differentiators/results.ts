// What prepared derivatives take and give.

import type { Nested, NestedArray, Point } from "../graph/tensor.js";
import type { Operator } from "./operators.js";

/** Arrays in the structure of the inputs. */
export type Structure = Readonly<Record<string, NestedArray>>;

/** What a prepared derivative gives. Only the field of the operator is there, next to the value of f. */
export interface Result {
  readonly value: NestedArray;
  /** of derivative (R to R) and of jvp, in the shape of the output */
  readonly derivative: NestedArray;
  readonly gradient: Structure;
  /** shape [...output, ...input] for each input */
  readonly jacobian: Structure;
  /** shape [...row input, ...column input] for each pair of inputs */
  readonly hessian: Readonly<Record<string, Structure>>;
  /** of vjp */
  readonly adjoint: Structure;
  /** of hvp */
  readonly product: Structure;
  /** |error| of each entry of the part asked for is at most this, where the evaluator gives bounds */
  readonly bound: NestedArray | Structure | Readonly<Record<string, Structure>>;
  /** evaluations of the prepared function and their scalar operations */
  readonly evaluations: number;
  readonly operations: number;
}

type Common = "value" | "evaluations" | "operations";
type Field = {
  value: never;
  derivative: "derivative";
  gradient: "gradient";
  jacobian: "jacobian";
  hessian: "hessian";
  jvp: "derivative";
  vjp: "adjoint";
  hvp: "product";
};
export type ResultOf<O extends Operator> = Pick<Result, Common | Field[O]> & Partial<Pick<Result, "bound">>;

/** Tangents by name for jvp and hvp, the adjoint of the output for vjp; nothing for the others. */
export type DirectionOf<O extends Operator> = O extends "jvp" | "hvp" ? [tangent: Point] : O extends "vjp" ? [adjoint: Nested] : [];

export interface Prepared<O extends Operator> {
  (point: Point, ...direction: DirectionOf<O>): ResultOf<O>;
  /**
   * The same derivative in place, for programs that take it again and again: write the inputs, run, read the parts. A run allocates and
   * copies nothing where the evaluator can do without, and gives the bits that a call gives.
   * @param point says the shapes of the inputs and their first values; may be left out for a graph
   * @throws {UnsupportedError} for a function that branches on its numbers, or closes over values of another trace
   * @example
   * const { inputs, run, value, gradient } = reverse.gradient(({ x }) => mul(x, x)).buffers({ x: 3 });
   * inputs.x[0] = 5;
   * run();
   * [value[0], gradient.x[0]]   // [25, 10]
   */
  buffers(point?: Point): BuffersOf<O>;
}

/** Arrays under the names of the inputs, row by row. */
export type ArraysByName = Readonly<Record<string, Float64Array>>;

/** The parts of a {@link Result}, each in one array that every run writes again: read them, and copy what must stay. */
interface Parts {
  readonly derivative: Float64Array;
  readonly gradient: ArraysByName;
  readonly jacobian: ArraysByName;
  readonly hessian: Readonly<Record<string, ArraysByName>>;
  readonly adjoint: ArraysByName;
  readonly product: ArraysByName;
}

/** A derivative in place. Of the parts, only the field of the operator is there. */
export type BuffersOf<O extends Operator> = Pick<Parts, Extract<Field[O], keyof Parts>> & {
  readonly inputs: ArraysByName;
  /** what the operator is applied to: tangents by name for jvp and hvp, the adjoint of the output for vjp */
  readonly direction: O extends "jvp" | "hvp" ? ArraysByName : O extends "vjp" ? Float64Array : undefined;
  /** of f */
  readonly value: Float64Array;
  run(): void;
  /** of the last run */
  cost(): Pick<Result, "evaluations" | "operations">;
};
