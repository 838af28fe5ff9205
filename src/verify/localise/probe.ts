// One question about one function: what a method says of its derivative along a direction, and what that is in truth.

import type { Differentiator } from "../../core/differentiators/differentiator.js";
import { numericalWith } from "../../core/differentiators/numerical/index.js";
import { operations } from "../../core/execute/operations.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { type Nested, type NestedArray, type Point, toNested, toTensor } from "../../core/graph/tensor.js";
import { type Value, withTrace } from "../../core/graph/trace.js";
import { add, mul } from "../../core/primitives/index.js";
import { lower } from "../../core/primitives/lower.js";
import { splice } from "../../core/primitives/splice.js";
import { boundedEvaluator } from "../bounds/rounding.js";
import { flatten } from "../compare/components.js";
import { type Claim, intervalsMeet } from "../compare/judge.js";
import { type Decimal, ReferenceUnsupported, referenceJacobian } from "../reference/index.js";

/** The number s J t: J the Jacobian by one input, t a tangent of that input, s an adjoint of the output. */
export interface Probe {
  /** with one output */
  readonly graph: Graph;
  readonly point: Point;
  readonly input: string;
  /** entries in row-major order */
  readonly tangent: Float64Array;
  readonly adjoint: Float64Array;
}

/** A method is wrong about it, right, or nothing can be told. */
export type Answer =
  | { readonly kind: "wrong"; readonly claimed: number; readonly expected: number }
  | { readonly kind: "right" | "unclear" };

/**
 * Asks a method, and compares.
 * @param trusted  the method that stands for the truth; unless given, numerical differentiation, and the 64-digit reference has to
 *   confirm what it sees: the bound of a difference quotient rests on the rules that may be wrong
 */
export function ask(method: Differentiator, probe: Probe, trusted?: Differentiator): Answer {
  const claimed = claimOf(method, probe);
  if (!isDecisive(claimed)) return { kind: "unclear" };
  const seen = trusted === undefined ? numericalTruth(probe) : claimOf(trusted, probe);
  if (isDecisive(seen) && intervalsMeet(claimed, seen)) return { kind: "right" };
  const expected = (trusted === undefined ? referenceTruth(probe) : undefined) ?? seen;
  if (!isDecisive(expected)) return { kind: "unclear" };
  return intervalsMeet(claimed, expected) ? { kind: "right" } : { kind: "wrong", claimed: claimed.value, expected: expected.value };
}

const isDecisive = ({ value, bound }: Claim) => Number.isFinite(value) && Number.isFinite(bound);

/** Every entry moves, each by another amount and signs in turn, so that no wrong entry hides behind another. */
export function mixedDirection(size: number): Float64Array {
  if (size === 1) return Float64Array.of(1);
  const golden = (Math.sqrt(5) - 1) / 2;
  return new Float64Array(size).map((_, i) => (i % 2 === 0 ? 1 : -1) * (0.5 + (((i + 1) * golden) % 1)));
}

/** In the direction that is the method's own: tangents for numerical and forward, adjoints for reverse and symbolic. */
function claimOf(method: Differentiator, { graph, point, input, tangent, adjoint }: Probe): Claim {
  const wrt = [input];
  const output = graph.shape(graph.outputs[0] as NodeId);
  if (method.name === "forward" || method.name === "numerical") {
    const along = toNested(tangent, toTensor(point[input] as Nested).shape) as Nested;
    const { derivative, bound } = method.prepare(graph, "jvp", { wrt })(point, { [input]: along });
    return weighed(method.name, derivative, bound as NestedArray | undefined, adjoint);
  }
  const seed = toNested(adjoint, output) as Nested;
  // As `gradient` does it where that is what is asked for.
  const found = seed === 1 ? method.prepare(graph, "gradient", { wrt })(point) : method.prepare(graph, "vjp", { wrt })(point, seed);
  const part = ("gradient" in found ? found.gradient : found.adjoint)[input] as NestedArray;
  return weighed(method.name, part, (found.bound as Readonly<Record<string, NestedArray>> | undefined)?.[input], tangent);
}

const machineEpsilon = 2 ** -53;

/** sum_i weight_i value_i, with the bounds of the values and the rounding of the sum. */
function weighed(method: string, part: NestedArray, bound: NestedArray | undefined, weights: Float64Array): Claim {
  const values = flatten(part);
  const bounds = bound === undefined ? [] : flatten(bound);
  let [total, error] = [0, 0];
  weights.forEach((weight, i) => {
    if (weight === 0) return;
    const value = values[i] as number;
    total += weight * value;
    error += Math.abs(weight) * ((bounds[i] ?? 0) + values.length * machineEpsilon * Math.abs(value));
  });
  return { method, value: total, bound: error };
}

const numerical = numericalWith({ evaluator: boundedEvaluator });

function numericalTruth(probe: Probe): Claim {
  const { graph, name, at, speed } = alongLine(probe);
  const { derivative, bound } = numerical.prepare(graph, "jvp", { wrt: [name] })(at, { [name]: speed });
  return weighed("numerical", derivative, bound as NestedArray | undefined, probe.adjoint);
}

/** The function of one number: a scalar input itself, or how far an array has moved along the tangent. */
function alongLine({ graph, point, input, tangent }: Probe): { graph: Graph; name: string; at: Point; speed: number } {
  const { shape, data } = toTensor(point[input] as Nested);
  if (shape.length === 0) return { graph, name: input, at: point, speed: tangent[0] as number };
  const line = withTrace((trace) => {
    const moved = add(toNested(data, shape) as Nested, mul(trace.input("t", []), toNested(tangent, shape) as Nested));
    const values = graph.inputs.map(({ name }): Value => (name === input ? moved : (point[name] as Nested)));
    return trace.builder.finish(splice(graph, values).map((output) => trace.lift(output).node));
  });
  return { graph: line, name: "t", at: { t: 0 }, speed: 1 };
}

/** Beyond this many operations a confirmation in 64 digits would take seconds. */
const mostReferenceOperations = 2_000;

function referenceTruth(probe: Probe): Claim | undefined {
  const { graph, name, at, speed } = alongLine(probe);
  if (operations(graph) > mostReferenceOperations) return undefined;
  try {
    const partials = referenceJacobian(lower(graph), at, [name]).partials[name]?.[0] ?? [];
    if (!partials.every(({ value, error }) => isSettled(value, error))) return undefined;
    const values = partials.map(({ value }) => value.times(speed).toNumber());
    return weighed("reference", values, undefined, probe.adjoint);
  } catch (error) {
    if (error instanceof ReferenceUnsupported) return undefined;
    throw error;
  }
}

/** Good to more digits than any double. */
function isSettled(value: Decimal, error: Decimal): boolean {
  return value.isFinite() && error.isFinite() && (error.lte(value.abs().times(1e-25)) || error.lte(1e-35));
}
