// The derivative that a claim is held against: two independent methods with bounds, or a reason why there is none here.

import { forwardMode, reverseMode } from "../../core/differentiators/automatic/index.js";
import type { Differentiator } from "../../core/differentiators/differentiator.js";
import { numericalWith } from "../../core/differentiators/numerical/index.js";
import { numericalMethod } from "../../core/differentiators/numerical/method.js";
import { type Operator, prepareOperator } from "../../core/differentiators/operators.js";
import { inputValues } from "../../core/differentiators/point.js";
import { type Differentiable, recorder } from "../../core/differentiators/program.js";
import { interpreter } from "../../core/execute/interpreter.js";
import type { Graph } from "../../core/graph/graph.js";
import { describeShape, type Shape, sizeOf } from "../../core/graph/shape.js";
import { type Nested, type NestedArray, type Point, toTensor } from "../../core/graph/tensor.js";
import { boundedEvaluator } from "../bounds/rounding.js";
import { flatten, labelOf } from "../compare/components.js";
import { intervalsMeet } from "../compare/judge.js";
import { findSites } from "../compare/sites.js";
import { NotAFunction, sampledBlackBox } from "./black-box.js";
import type { Subject } from "./subject.js";

export type CheckedOperator = Exclude<Operator, "value" | "derivative" | "hvp">;

/** One number of the derivative, with the place that it has in what a claim returns. */
export interface TrustedEntry {
  /** x, W[1,2], "x, y[1]" for a second derivative, "x of output[2]" in a Jacobian */
  readonly label: string;
  readonly value: number;
  readonly bound: number;
}

/** One array of a derivative: under these keys a claim has an array of this shape. */
export interface TrustedPart {
  readonly keys: readonly string[];
  readonly shape: Shape;
  readonly entries: readonly TrustedEntry[];
}

export type Trusted = { readonly parts: readonly TrustedPart[]; readonly by: string } | { readonly skip: string };

const reverse = reverseMode(boundedEvaluator);
const forward = forwardMode(boundedEvaluator);
const numerical = numericalWith({ evaluator: boundedEvaluator });

/** Beyond these many numbers of a derivative numerical differentiation would take most of the time: forward mode stands beside reverse alone. */
const mostNumerical = 40;

/** @param direction tangent for jvp, adjoint for vjp */
export function trustedAt(subject: Subject, operator: CheckedOperator, point: Point, wrt: readonly string[], direction?: unknown): Trusted {
  return subject.kind === "black box"
    ? blackBoxAt(subject, operator, point, wrt, direction)
    : tracedAt(subject, operator, point, wrt, direction);
}

/** The same beside a point that was judged: of a traced function by reverse mode alone, which a second method was held against there. */
export function trustedNear(
  subject: Subject,
  operator: CheckedOperator,
  point: Point,
  wrt: readonly string[],
  direction?: unknown,
): Trusted {
  return subject.kind === "black box"
    ? blackBoxAt(subject, operator, point, wrt, direction)
    : tracedAt(subject, operator, point, wrt, direction, false);
}

function tracedAt(
  subject: Subject & { readonly kind: "traced" },
  operator: CheckedOperator,
  point: Point,
  wrt: readonly string[],
  direction: unknown,
  isCompared = true,
): Trusted {
  const { graph } = recorder(subject.f)(point);
  const shapes = {
    inputs: Object.fromEntries(graph.inputs.map(({ name, shape }) => [name, shape])),
    output: graph.shape(graph.outputs[0] as number),
  };
  requireScalar(operator, shapes.output);
  const reason = whyNotHere(graph, point, wrt);
  if (reason !== undefined) return { skip: reason };
  const derived = (method: Differentiator) => partsOf(operator, shapes, wrt, derivedBy(method, subject.f, operator, point, wrt, direction));
  const ours = derived(reverse);
  if (!isCompared) {
    return ours.every(({ entries }) => entries.every(({ bound }) => Number.isFinite(bound)))
      ? { parts: ours, by: "reverse mode" }
      : { skip: "no bound could be proven: an intermediate value overflows" };
  }
  const size = ours.reduce((total, { entries }) => total + entries.length, 0);
  const [name, second] =
    size <= mostNumerical || operator === "jvp" ? (["numerical", numerical] as const) : (["forward mode", forward] as const);
  const others = derived(second);
  for (const [i, part] of ours.entries()) {
    for (const [k, entry] of part.entries.entries()) {
      const other = others[i]?.entries[k] as TrustedEntry;
      if (!Number.isFinite(entry.bound)) return { skip: "no bound could be proven: an intermediate value overflows" };
      if (!Number.isFinite(other.bound)) return { skip: "no step of numerical differentiation stays on one smooth piece" };
      const claim = (one: TrustedEntry, method: string) => ({ method, value: one.value, bound: one.bound });
      if (!intervalsMeet(claim(entry, "reverse"), claim(other, name)))
        return { skip: `reverse mode and ${name} contradict each other: a fault of trigrad, please report it` };
    }
  }
  return {
    parts: ours,
    by: `reverse mode with a proven bound on its rounding, and ${name === "numerical" ? "numerical differentiation" : name} agrees within its own`,
  };
}

/** @throws {NotAFunction} */
function requireScalar(operator: CheckedOperator, output: Shape): void {
  if ((operator !== "gradient" && operator !== "hessian") || output.length === 0) return;
  throw new NotAFunction(
    `the function gives ${describeShape(output)}, and a ${operator === "gradient" ? "gradient" : "Hessian"} is of a function with one number: check its Jacobian, or a product with it (jvp, vjp).`,
  );
}

function whyNotHere(graph: Graph, point: Point, wrt: readonly string[]): string | undefined {
  const inputs = inputValues(graph, point);
  const evaluation = interpreter(graph)(inputs);
  const nodes = graph.inputs.filter(({ name }) => wrt.includes(name)).map(({ node }) => node);
  const { outside, overflow, singular, kinks } = findSites(graph, inputs, evaluation, nodes);
  if (outside[0] !== undefined) return `outside the domain of ${outside[0].primitive}`;
  if (overflow[0] !== undefined) return `${overflow[0].primitive} overflows`;
  if (singular[0] !== undefined) return `${singular[0].primitive} has an infinite slope`;
  return kinks[0] === undefined ? undefined : `on a kink of ${kinks[0].primitive}`;
}

/** An array of a derivative in row-major order. */
interface Found {
  readonly data: readonly number[];
  readonly bound: readonly number[];
}

function derivedBy(
  method: Differentiator,
  f: Differentiable,
  operator: CheckedOperator,
  point: Point,
  wrt: readonly string[],
  direction: unknown,
): readonly Found[] {
  const result = method.on(operator, f, { wrt })(point, ...((direction === undefined ? [] : [direction]) as []));
  const field = { gradient: "gradient", jacobian: "jacobian", hessian: "hessian", jvp: "derivative", vjp: "adjoint" }[operator];
  const bounds = leaves(result.bound, wrt, operator);
  return leaves((result as Record<string, unknown>)[field], wrt, operator).map((value, i) => {
    const data = flatten(value);
    return { data, bound: bounds[i] === undefined ? data.map(() => Number.NaN) : flatten(bounds[i] as NestedArray) };
  });
}

/** The arrays of a structure in the order of the inputs; of pairs of inputs for a Hessian. */
function leaves(structure: unknown, wrt: readonly string[], operator: CheckedOperator): readonly NestedArray[] {
  if (structure === undefined) return [];
  if (operator === "jvp") return [structure as NestedArray];
  const rows = wrt.map((name) => (structure as Record<string, unknown>)[name]);
  if (operator !== "hessian") return rows as NestedArray[];
  return rows.flatMap((row) => wrt.map((name) => (row as Record<string, NestedArray>)[name] as NestedArray));
}

/** Keys, shapes and labels for what was found. */
function partsOf(operator: CheckedOperator, shapes: Shapes, wrt: readonly string[], found: readonly Found[]): readonly TrustedPart[] {
  const places = placesOf(operator, shapes, wrt);
  return found.map(({ data, bound }, i) => {
    const { keys, shape, label } = places[i] as Place;
    return { keys, shape, entries: data.map((value, k) => ({ label: label(k), value, bound: bound[k] as number })) };
  });
}

interface Shapes {
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly output: Shape;
}

interface Place {
  readonly keys: readonly string[];
  readonly shape: Shape;
  readonly label: (k: number) => string;
}

function placesOf(operator: CheckedOperator, { inputs, output }: Shapes, wrt: readonly string[]): readonly Place[] {
  const shapeOf = (name: string) => inputs[name] as Shape;
  if (operator === "jvp") return [{ keys: [], shape: output, label: (k) => `the tangent of ${labelOf("output", output, k)}` }];
  if (operator === "hessian") {
    return wrt.flatMap((row) =>
      wrt.map((column): Place => {
        const width = sizeOf(shapeOf(column));
        const label = (k: number) => `${labelOf(row, shapeOf(row), Math.floor(k / width))}, ${labelOf(column, shapeOf(column), k % width)}`;
        return { keys: [row, column], shape: [...shapeOf(row), ...shapeOf(column)], label };
      }),
    );
  }
  return wrt.map((name): Place => {
    const own = shapeOf(name);
    if (operator !== "jacobian" || output.length === 0) return { keys: [name], shape: own, label: (k) => labelOf(name, own, k) };
    const width = sizeOf(own);
    const label = (k: number) => `${labelOf(name, own, k % width)} of ${labelOf("output", output, Math.floor(k / width))}`;
    return { keys: [name], shape: [...output, ...own], label };
  });
}

/** Numerical differentiation alone, with the noise of f measured at the point. */
function blackBoxAt(
  { f }: Subject & { readonly kind: "black box" },
  operator: CheckedOperator,
  point: Point,
  wrt: readonly string[],
  direction: unknown,
): Trusted {
  const sampled = sampledBlackBox(f, point);
  const shapes = {
    inputs: Object.fromEntries(sampled.inputs.map(({ name, shape }) => [name, shape])),
    output: sampled.outputShapes[0] as Shape,
  };
  requireScalar(operator, shapes.output);
  const positions = wrt.map((name) => sampled.inputs.findIndex((input) => input.name === name));
  const run = prepareOperator(numericalMethod({ kind: "automatic" }), sampled, operator, positions);
  const inputs = sampled.inputs.map(({ name }) => toTensor(point[name] as Nested).data);
  const { value, parts } = run(inputs, directionOf(operator, wrt, direction));
  if (!value.data.every(Number.isFinite)) return { skip: "the function gives no finite number" };
  const found = parts.map(({ data, bound }) => ({
    data: Array.from(data),
    bound: Array.from(bound ?? new Float64Array(data.length).fill(Number.NaN)),
  }));
  if (found.some(({ bound }) => !bound.every(Number.isFinite))) return { skip: "no step of numerical differentiation settles" };
  return {
    parts: partsOf(operator, shapes, wrt, found),
    by: "numerical differentiation with the noise of the function measured (an estimate: nothing is known of a black box but its values)",
  };
}

function directionOf(operator: CheckedOperator, wrt: readonly string[], direction: unknown): readonly Float64Array[] {
  if (operator === "jvp") return wrt.map((name) => toTensor((direction as Point)[name] as Nested).data);
  return operator === "vjp" ? [toTensor(direction as Nested).data] : [];
}
