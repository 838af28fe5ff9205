// Is a derivative that somebody wrote, or that another library computes, right? Proof by property, or the smallest counterexample.

import fc from "fast-check";
import type { Nested, NestedArray, Point } from "../../core/graph/tensor.js";
import type { Claim } from "./claimed.js";
import { type InputDomain, like, real } from "./domain.js";
import type { CheckReport } from "./report.js";
import { runCheck } from "./run.js";
import { type Checkable, subjectOf } from "./subject.js";

/** Numbers and nested arrays, under the names of the inputs; typed arrays are read too. */
export type Inputs = Readonly<Record<string, NestedArray>>;

export interface CheckOptions {
  /** where the inputs lie: `real()`, `vector(3)`, `matrix(2, 3)` with a range, or any arbitrary of fast-check. Numbers in [-3, 3] for a formula unless given */
  readonly inputs?: Readonly<Record<string, InputDomain>>;
  /** a point whose shapes the inputs have, in place of `inputs` */
  readonly like?: Point;
  /** names of the inputs to differentiate by; all of them unless given */
  readonly wrt?: readonly string[];
  /** points to judge; 100 unless given */
  readonly samples?: number;
  /** for repeating a run; drawn anew unless given, and reported */
  readonly seed?: number;
}

/**
 * Checks the gradient of a scalar function. Nothing is to be tuned: each sample is held against reverse mode with a proven bound and
 * against numerical differentiation with an error bar (for a black box the latter alone, with the noise of the function measured), and
 * what looks wrong is told from rounding by whether it stays at points nearby.
 * @param f         a formula, a program of trigrad's functions, a graph, or any function of numbers and nested arrays (see `blackBox`)
 * @param gradient  gives the claimed derivative by each input, under its name and in its shape; bare for a single input
 * @throws {FormulaError} for text that is no formula; {RangeError} when the inputs of a function are not stated
 * @example
 * checkGradient("x^2 * y", ({ x, y }) => ({ x: 2 * x * y, y: x * x })).verdict   // "right"
 * checkGradient("x^2 * y", ({ x, y }) => ({ x: 2 * x * y, y: x })).counterexample.component   // "y"
 */
export function checkGradient(f: Checkable, gradient: (inputs: Inputs) => unknown, options: CheckOptions = {}): CheckReport {
  return check(f, "gradient", (inputs) => gradient(inputs), options);
}

/**
 * Checks a Jacobian: under the name of each input an array of shape [...output, ...input].
 * @example
 * const f = ({ x, y }) => stack([mul(x, y), add(x, y)]);
 * checkJacobian(f, ({ x, y }) => ({ x: [y, 1], y: [x, 1] }), { inputs: { x: real(), y: real() } }).verdict   // "right"
 */
export function checkJacobian(f: Checkable, jacobian: (inputs: Inputs) => unknown, options: CheckOptions = {}): CheckReport {
  return check(f, "jacobian", (inputs) => jacobian(inputs), options);
}

/**
 * Checks a Hessian: under the names of a row input and a column input an array of shape [...row, ...column].
 * @example
 * checkHessian("x^2 * y", ({ x, y }) => ({ x: { x: 2 * y, y: 2 * x }, y: { x: 2 * x, y: 0 } })).verdict   // "right"
 */
export function checkHessian(f: Checkable, hessian: (inputs: Inputs) => unknown, options: CheckOptions = {}): CheckReport {
  return check(f, "hessian", (inputs) => hessian(inputs), options);
}

/**
 * Checks a Jacobian-vector product along random tangents: an array in the shape of the output.
 * @example
 * checkJvp("x^2 * y", ({ x, y }, tangent) => 2 * x * y * tangent.x + x * x * tangent.y).verdict   // "right"
 */
export function checkJvp(f: Checkable, jvp: (inputs: Inputs, tangent: Inputs) => unknown, options: CheckOptions = {}): CheckReport {
  return check(f, "jvp", (inputs, tangent) => jvp(inputs, tangent as Inputs), options);
}

/**
 * Checks a vector-Jacobian product for random adjoints of the output: an array for each input, in its shape.
 * @param outputLike  an array in the shape of the output; a number unless given
 * @example
 * checkVjp("x^2 * y", ({ x, y }, adjoint) => ({ x: 2 * x * y * adjoint, y: x * x * adjoint })).verdict   // "right"
 */
export function checkVjp(
  f: Checkable,
  vjp: (inputs: Inputs, adjoint: NestedArray) => unknown,
  options: CheckOptions & { readonly outputLike?: Nested } = {},
): CheckReport {
  return check(f, "vjp", (inputs, adjoint) => vjp(inputs, adjoint as NestedArray), options, like(options.outputLike ?? 0));
}

const defaultSamples = 100;

function check(
  f: Checkable,
  operator: "gradient" | "jacobian" | "hessian" | "jvp" | "vjp",
  claim: Claim,
  options: CheckOptions,
  adjoints?: InputDomain,
): CheckReport {
  const domains = domainsOf(f, options);
  const wrt = options.wrt ?? Object.keys(domains);
  const unknown = wrt.find((name) => !Object.hasOwn(domains, name));
  if (unknown !== undefined)
    throw new RangeError(`there is no input ${unknown} to differentiate by: there are ${Object.keys(domains).join(", ")}.`);
  const point = fc.record(domains as Record<string, fc.Arbitrary<Nested>>) as fc.Arbitrary<Point>;
  const points =
    operator === "jvp"
      ? point.chain((at) =>
          fc.record({
            point: fc.constant(at),
            direction: fc.record(Object.fromEntries(wrt.map((name) => [name, like(at[name] as Nested)]))),
          }),
        )
      : fc.record({ point, ...(adjoints === undefined ? {} : { direction: adjoints }) });
  const randomSeed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  return runCheck({ f, claim, operator, points, wrt, samples: options.samples ?? defaultSamples, randomSeed });
}

function domainsOf(f: Checkable, { inputs, like: example }: CheckOptions): Readonly<Record<string, InputDomain>> {
  const shaped = Object.fromEntries(Object.entries(example ?? {}).map(([name, value]) => [name, like(value)]));
  const { names } = subjectOf(f);
  const all = { ...Object.fromEntries((names ?? []).map((name) => [name, real()])), ...shaped, ...inputs };
  if (Object.keys(all).length === 0) {
    throw new RangeError(
      "a function does not say what its inputs are: state them, { inputs: { x: real(), w: vector(3) } }, or give a point, { like: { x: 1, w: [1, 2, 3] } }.",
    );
  }
  return all;
}
