// Numerical differentiation behind the common interface.

import type { Evaluator } from "../../execute/evaluator.js";
import { interpreter } from "../../execute/interpreter.js";
import { operations } from "../../execute/operations.js";
import { type Differentiator, differentiator } from "../differentiator.js";
import { numericalMethod, sampled } from "./method.js";
import type { Scheme } from "./schemes.js";

export interface NumericalOptions {
  /** how the difference quotient is made; automatic Richardson extrapolation unless given */
  readonly scheme?: Scheme;
  /** where the values of f, and the bounds on their rounding, come from */
  readonly evaluator?: Evaluator;
}

/**
 * Numerical differentiation with a chosen scheme.
 * @example
 * numericalWith({ scheme: { kind: "central", step: 0.5 } }).derivative(({ x }) => mul(x, x))({ x: 3 }).derivative   // 6
 */
export function numericalWith({ scheme = { kind: "automatic" }, evaluator = interpreter }: NumericalOptions): Differentiator {
  return differentiator({
    name: "numerical",
    method: numericalMethod(scheme),
    lift: (graphAt, inputs) => sampled(graphAt, inputs, evaluator, operations),
    supports: () => true,
  });
}

/** Central differences with Richardson extrapolation, step sizes and error bars found automatically. */
export const numerical: Differentiator = numericalWith({});
