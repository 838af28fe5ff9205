// The matchers, for `expect.extend`, and what they look like behind `expect(f)`.

import type { Point } from "../../core/graph/tensor.js";
import type { CheckOptions, Numbers } from "../../verify/check/check-gradient.js";
import { type AgreeOptions, toAgreeAcrossMethods } from "./agreement.js";
import { toHaveGradient, toHaveHessian, toHaveJacobian, toHaveJvp, toHaveVjp } from "./derivatives.js";
import { type DifferentiableOptions, toBeDifferentiableAt } from "./differentiable.js";

/**
 * For any framework with jest's `expect.extend`.
 * @example
 * Object.keys(matchers).length   // 7
 */
export const matchers = {
  toHaveGradient,
  toHaveJacobian,
  toHaveHessian,
  toHaveJvp,
  toHaveVjp,
  toAgreeAcrossMethods,
  toBeDifferentiableAt,
};

/** What `expect(f)` has besides: f is a formula, a program, a graph, or for the first five any function of numbers and arrays. */
export interface DerivativeMatchers<R = void> {
  /** The claimed gradient is right at random points: see `checkGradient`. */
  toHaveGradient<P = Numbers>(gradient: (inputs: P) => unknown, options?: CheckOptions<P>): R;
  /** The claimed Jacobian is right at random points: see `checkJacobian`. */
  toHaveJacobian<P = Numbers>(jacobian: (inputs: P) => unknown, options?: CheckOptions<P>): R;
  /** The claimed Hessian is right at random points: see `checkHessian`. */
  toHaveHessian<P = Numbers>(hessian: (inputs: P) => unknown, options?: CheckOptions<P>): R;
  /** The claimed Jacobian-vector product is right at random points, along random tangents: see `checkJvp`. */
  toHaveJvp<P = Numbers>(jvp: (inputs: P, tangent: P) => unknown, options?: CheckOptions<P>): R;
  /** The claimed vector-Jacobian product is right at random points, for random adjoints: see `checkVjp`. */
  toHaveVjp<P = Numbers, Adjoint = number>(
    vjp: (inputs: P, adjoint: Adjoint) => unknown,
    options?: CheckOptions<P> & { readonly outputLike?: Adjoint },
  ): R;
  /** Numerical, symbolic, forward and reverse mode agree within their bounds, at random points or `{ at }` one. */
  toAgreeAcrossMethods<P = Numbers>(options?: AgreeOptions<P>): R;
  /** There is a derivative at the point: no kink, no infinite slope, no jump, no end of the domain. */
  toBeDifferentiableAt(point: Point, options?: DifferentiableOptions): R;
}
