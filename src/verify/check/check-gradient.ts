// Is a derivative that somebody wrote, or that another library computes, right? Proof by property, or the smallest counterexample.

import fc from "fast-check";
import type { Nested, Point } from "../../core/graph/tensor.js";
import { NotAFunction } from "./black-box.js";
import type { Claim } from "./claimed.js";
import { type InputDomain, like } from "./domain.js";
import { type InputOptions, samplingOf } from "./inputs.js";
import type { CheckReport } from "./report.js";
import { runCheck } from "./run.js";
import type { Checkable } from "./subject.js";

/** What a claim takes when nothing else says so; a claim that names its inputs, `({ w }: { w: number[] }) => ...`, says so, and so do the domains. */
export type Numbers = Readonly<Record<string, number>>;

export type CheckOptions<P = Numbers> = InputOptions<P>;

/**
 * Checks the gradient of a scalar function. Nothing is to be tuned: each sample is held against reverse mode with a proven bound and
 * against numerical differentiation with an error bar (for a black box the latter alone, with the noise of the function measured), and
 * what looks wrong is told from rounding by whether it stays at points nearby.
 * @param f         a formula, a program of trigrad's functions, a graph, or any function of numbers and nested arrays (see `blackBox`)
 * @param gradient  gives the claimed derivative by each input, under its name and in its shape; bare for a single input
 * @throws {FormulaError} for text that is no formula; {RangeError} when the inputs of a function are not stated, or an option is none
 * @example
 * checkGradient("x^2 * y", ({ x, y }) => ({ x: 2 * x * y, y: x * x })).verdict   // "right"
 * checkGradient("x^2 * y", ({ x, y }) => ({ x: 2 * x * y, y: x })).counterexample.component   // "y"
 */
export function checkGradient<P = Numbers>(f: Checkable, gradient: (inputs: P) => unknown, options: CheckOptions<P> = {}): CheckReport {
  return check(f, "gradient", gradient, options);
}

/**
 * Checks a Jacobian: under the name of each input an array of shape [...output, ...input].
 * @example
 * const f = ({ x, y }) => stack([mul(x, y), add(x, y)]);
 * checkJacobian(f, ({ x, y }) => ({ x: [y, 1], y: [x, 1] }), { inputs: { x: real(), y: real() } }).verdict   // "right"
 */
export function checkJacobian<P = Numbers>(f: Checkable, jacobian: (inputs: P) => unknown, options: CheckOptions<P> = {}): CheckReport {
  return check(f, "jacobian", jacobian, options);
}

/**
 * Checks a Hessian: under the names of a row input and a column input an array of shape [...row, ...column].
 * @example
 * checkHessian("x^2 * y", ({ x, y }) => ({ x: { x: 2 * y, y: 2 * x }, y: { x: 2 * x, y: 0 } })).verdict   // "right"
 */
export function checkHessian<P = Numbers>(f: Checkable, hessian: (inputs: P) => unknown, options: CheckOptions<P> = {}): CheckReport {
  return check(f, "hessian", hessian, options);
}

/**
 * Checks a Jacobian-vector product along random tangents: an array in the shape of the output.
 * @example
 * checkJvp("x^2 * y", ({ x, y }, tangent) => 2 * x * y * tangent.x + x * x * tangent.y).verdict   // "right"
 */
export function checkJvp<P = Numbers>(f: Checkable, jvp: (inputs: P, tangent: P) => unknown, options: CheckOptions<P> = {}): CheckReport {
  return check(f, "jvp", jvp, options);
}

/**
 * Checks a vector-Jacobian product for random adjoints of the output: an array for each input, in its shape.
 * @param outputLike  an array in the shape of the output; a number unless given
 * @example
 * checkVjp("x^2 * y", ({ x, y }, adjoint) => ({ x: 2 * x * y * adjoint, y: x * x * adjoint })).verdict   // "right"
 */
export function checkVjp<P = Numbers, Adjoint = number>(
  f: Checkable,
  vjp: (inputs: P, adjoint: Adjoint) => unknown,
  options: CheckOptions<P> & { readonly outputLike?: Adjoint } = {},
): CheckReport {
  return check(f, "vjp", vjp, options, like((options.outputLike as Nested | undefined) ?? 0));
}

function check<P>(
  f: Checkable,
  operator: "gradient" | "jacobian" | "hessian" | "jvp" | "vjp",
  claim: unknown,
  options: CheckOptions<P>,
  adjoints?: InputDomain,
): CheckReport {
  if (typeof claim !== "function") {
    throw new NotAFunction(`the claimed derivative is ${JSON.stringify(claim)}: expected a function of the inputs that computes it.`);
  }
  const { points: point, wrt, samples, randomSeed } = samplingOf(f, options);
  const points =
    operator === "jvp"
      ? point.chain((at) =>
          fc.record({
            point: fc.constant(at),
            direction: fc.record(Object.fromEntries(wrt.map((name) => [name, like(at[name] as Nested)]))) as fc.Arbitrary<Point>,
          }),
        )
      : fc.record({ point, ...(adjoints === undefined ? {} : { direction: adjoints }) });
  return runCheck({ f, claim: claim as Claim, operator, points, wrt, samples, randomSeed });
}
