// What is measured: a function at one size, with the point, and the arrays that it is differentiated by.

import type { Shape } from "../../src/core/graph/shape.js";

/** An array that the function is differentiated by. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly data: Float64Array;
}

interface Common {
  /** as `--task` takes it: a, b, ... */
  readonly task: string;
  /** unlike that of any other row */
  readonly id: string;
  readonly title: string;
  /** all numbers are exact in float32 too, so that every contender differentiates at the same point */
  readonly parameters: readonly Parameter[];
  /** set where a Hessian-vector product is wanted instead of the gradient: the vector, an array for each parameter */
  readonly direction?: readonly Float64Array[];
}

/** (x + y) z */
export interface Product extends Common {
  readonly kind: "product";
}

/** -log sigmoid(w . x), by w */
export interface LogLoss extends Common {
  readonly kind: "log-loss";
  readonly x: Float64Array;
}

/** sum_i 100 (x_(i+1) - x_i^2)^2 + (1 - x_i)^2 */
export interface Rosenbrock extends Common {
  readonly kind: "rosenbrock";
  /** written with vectors, or as one formula of scalars: for those contenders that know the difference */
  readonly form: "vectors" | "scalars";
}

/** The loss of a batch, summed over its instances; parameters W1, b1, W2, ... */
export interface Network extends Common {
  readonly kind: "network";
  /** d_0, ..., d_L */
  readonly widths: readonly number[];
  /** of the hidden layers; the last layer has none */
  readonly activation: "tanh" | "relu";
  /** 1/2 ||y - a||^2, or the cross entropy of logits */
  readonly loss: "squared" | "cross-entropy";
  readonly batch: number;
  /** by instances: shape [batch, d_0] */
  readonly x: Float64Array;
  /** by instances: numbers, or one-hot rows; shape [batch, d_L] */
  readonly y: Float64Array;
}

/** v <- v x, v <- v + y, in turn */
export interface Chain extends Common {
  readonly kind: "chain";
  /** scalar operations */
  readonly length: number;
}

export type Problem = Product | LogLoss | Rosenbrock | Network | Chain;

/** The value of the function, and its gradient (or the product) by each parameter. */
export interface Answer {
  readonly value: number;
  readonly parts: readonly Float64Array[];
  /** what a method that approximates says about its error beyond rounding, for each entry of `parts` */
  readonly errors?: readonly Float64Array[];
}

/** The numbers of all parameters together: n of R^n -> R. */
export function inputsOf({ parameters }: Problem): number {
  return parameters.reduce((total, { data }) => total + data.length, 0);
}

/** Operations of the value on single numbers, roughly. */
export function scalarOperations(problem: Problem): number {
  if (problem.kind === "chain") return problem.length;
  const { kind } = problem;
  if (kind === "network") return 2 * problem.batch * inputsOf(problem);
  return { product: 2, "log-loss": 2 * inputsOf(problem), rosenbrock: 9 * inputsOf(problem) }[kind];
}
