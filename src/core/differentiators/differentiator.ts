// The one interface of all methods.

import type { InputValues } from "../execute/evaluator.js";
import { Graph } from "../graph/graph.js";
import { describeShape, ShapeError } from "../graph/shape.js";
import { type Nested, type Point, toTensor } from "../graph/tensor.js";
import { Traced, type Value } from "../graph/trace.js";
import { splice } from "../primitives/splice.js";
import { PointError, UnsupportedError } from "./errors.js";
import type { Evaluable, Method } from "./linearise.js";
import { type Operator, prepareOperator, type Run } from "./operators.js";
import { inputValues, nested, positionsOf } from "./point.js";
import { buffersFor, fields, present } from "./present.js";
import { type Differentiable, recorder, recordInside } from "./program.js";
import type { DirectionOf, Prepared, ResultOf } from "./results.js";

export type { BuffersOf, Prepared, Result, ResultOf, Structure } from "./results.js";

export type MethodName = "numerical" | "symbolic" | "forward" | "reverse";

export interface Options {
  /** names of the inputs to differentiate by; all of them unless given */
  readonly wrt?: readonly string[];
}

/** One of the four methods. Every operator gives the value of f too. */
export interface Differentiator {
  readonly name: MethodName;
  /** true, or why this function cannot be differentiated by this method */
  supports(f: Graph, operator: Operator): true | UnsupportedError;
  /** @throws {UnsupportedError} naming the operation; {@link PointError} for an unknown name in wrt; ShapeError for a non-scalar gradient */
  prepare<O extends Operator>(f: Graph, operator: O, options?: Options): Prepared<O>;
  /** Prepares whatever function at its first call; inside another traced function it gives traced values. */
  on<O extends Operator>(operator: O, f: Differentiable, options?: Options): Prepared<O>;
  derivative(f: Differentiable, options?: Options): Prepared<"derivative">;
  gradient(f: Differentiable, options?: Options): Prepared<"gradient">;
  jacobian(f: Differentiable, options?: Options): Prepared<"jacobian">;
  hessian(f: Differentiable, options?: Options): Prepared<"hessian">;
  jvp(f: Differentiable, options?: Options): Prepared<"jvp">;
  vjp(f: Differentiable, options?: Options): Prepared<"vjp">;
  hvp(f: Differentiable, options?: Options): Prepared<"hvp">;
  /** The derivative as a graph: inputs of f and the direction; outputs the value and the parts. Absent for numerical. */
  readonly graph?: (f: Graph, operator: Operator, options?: Options) => Graph;
}

/** What a method brings to the interface. */
export interface Definition<F extends Evaluable> {
  readonly name: MethodName;
  readonly method: Method<F>;
  /** f as the method sees it; `graphAt` gives the graph at other points too */
  lift(graphAt: (inputs: InputValues) => Graph, inputs: InputValues): F;
  supports(f: Graph, operator: Operator): true | UnsupportedError;
  /** set for a method that needs one formula for all points; the reason that a function which branches on its numbers is told */
  readonly needsOneGraph?: string;
  /** the operator as a graph, for methods that have one */
  readonly operatorGraph?: (f: Graph, operator: Operator, wrt: readonly number[]) => Graph;
}

export function differentiator<F extends Evaluable>(definition: Definition<F>): Differentiator {
  const { name, method, operatorGraph } = definition;
  const runFor = (
    graph: Graph,
    operator: Operator,
    wrt: readonly number[],
    graphAt: (inputs: InputValues) => Graph,
    at: InputValues,
  ): Run => {
    requireOutput(graph, operator, wrt);
    const supported = definition.supports(graph, operator);
    if (supported !== true) throw supported;
    return prepareOperator(method, definition.lift(graphAt, at), operator, wrt);
  };

  function prepare<O extends Operator>(f: Graph, operator: O, options: Options = {}): Prepared<O> {
    const wrt = positionsOf(f, options.wrt);
    // One graph for all points: which of them it was recorded at does not matter.
    const run = runFor(f, operator, wrt, () => f, []);
    const call = (point: Point, ...direction: DirectionOf<O>): ResultOf<O> =>
      present(f, operator, wrt, run(inputValues(f, point), directionValues(f, operator, wrt, direction[0])));
    return Object.assign(call, { buffers: (point?: Point) => buffersFor(f, operator, wrt, run, point) });
  }

  function on<O extends Operator>(operator: O, f: Differentiable, options: Options = {}): Prepared<O> {
    const recordAt = recorder(f);
    const prepared = new Map<Graph, Prepared<O>>();
    const readyFor = (graph: Graph) => {
      const ready = prepared.get(graph) ?? prepare(graph, operator, options);
      prepared.set(graph, ready);
      return ready;
    };
    const buffers = (point?: Point) => {
      if (f instanceof Graph) return readyFor(f).buffers(point);
      if (point === undefined) throw new PointError("point", "buffers takes a point here: the function is recorded for its shapes.");
      const recording = recordAt(point);
      if (recording.lookedAtPoint || recording.captured.length > 0) {
        throw new UnsupportedError(
          "buffers",
          "this function has another graph at every point: call the prepared derivative with points instead.",
        );
      }
      return readyFor(recording.graph).buffers(point);
    };
    const call = (point: Point, ...direction: DirectionOf<O>): ResultOf<O> => {
      if (Object.values(point).some((value) => (value as Value) instanceof Traced))
        return inside(f, operator, options, point, direction[0]);
      const recording = recordAt(point);
      if (recording.captured.length > 0) return inside(f, operator, options, point, direction[0]);
      if (!recording.lookedAtPoint) {
        return readyFor(recording.graph)(point, ...direction);
      }
      if (definition.needsOneGraph !== undefined) throw new UnsupportedError("primal", definition.needsOneGraph);
      const { graph } = recording;
      const wrt = positionsOf(graph, options.wrt);
      const graphAt = (inputs: InputValues) => recordAt(pointOf(graph, inputs)).graph;
      const inputs = inputValues(graph, point);
      const run = runFor(graph, operator, wrt, graphAt, inputs);
      return present(graph, operator, wrt, run(inputs, directionValues(graph, operator, wrt, direction[0])));
    };
    return Object.assign(call, { buffers });
  }

  /** The derivative stands inside another function that is being traced: its graph is recorded there. */
  function inside<O extends Operator>(f: Differentiable, operator: O, options: Options, point: Point, direction: unknown): ResultOf<O> {
    if (operatorGraph === undefined) {
      throw new UnsupportedError(
        operator,
        `a ${name} ${operator} is made of numbers and cannot stand inside another derivative: put it outermost, or use forward or reverse inside.`,
      );
    }
    const { graph, captured } = recordInside(f, point);
    const own = graph.inputs.slice(0, graph.inputs.length - captured.length);
    const wrt = options.wrt === undefined ? own.map((_, i) => i) : positionsOf(graph, options.wrt);
    requireOutput(graph, operator, wrt);
    const supported = definition.supports(graph, operator);
    if (supported !== true) throw supported;
    const derived = operatorGraph(graph, operator, wrt);
    const inputs: Value[] = [...own.map(({ name: input }) => point[input] as Value), ...captured];
    if (operator === "vjp") inputs.push(direction as Value);
    if (operator === "jvp" || operator === "hvp") {
      inputs.push(...wrt.map((i) => (direction as Point)[graph.inputs[i]?.name as string] as Value));
    }
    const [value, ...parts] = splice(derived, inputs);
    return fields(graph, operator, wrt, value as Value, parts) as unknown as ResultOf<O>;
  }

  return {
    name,
    supports: (f, operator) => definition.supports(f, operator),
    prepare,
    on,
    derivative: (f, options) => on("derivative", f, options),
    gradient: (f, options) => on("gradient", f, options),
    jacobian: (f, options) => on("jacobian", f, options),
    hessian: (f, options) => on("hessian", f, options),
    jvp: (f, options) => on("jvp", f, options),
    vjp: (f, options) => on("vjp", f, options),
    hvp: (f, options) => on("hvp", f, options),
    ...(operatorGraph === undefined
      ? {}
      : { graph: (f: Graph, operator: Operator, options: Options = {}) => operatorGraph(f, operator, positionsOf(f, options.wrt)) }),
  };
}

function requireOutput(graph: Graph, operator: Operator, wrt: readonly number[]): void {
  const shape = graph.shape(graph.outputs[0] as number);
  if (["derivative", "gradient", "hessian", "hvp"].includes(operator) && shape.length !== 0) {
    throw new ShapeError(
      `${operator} takes a function with a scalar value, and this one gives ${describeShape(shape)}: use jacobian, jvp or vjp.`,
    );
  }
  if (operator === "derivative" && (wrt.length !== 1 || graph.inputs[wrt[0] as number]?.shape.length !== 0)) {
    throw new ShapeError("derivative takes a function of one number: name it in wrt, or use gradient.");
  }
}

function pointOf(graph: Graph, inputs: InputValues): Point {
  return Object.fromEntries(graph.inputs.map(({ name, shape }, i) => [name, nested({ shape, data: inputs[i] as Float64Array }) as Nested]));
}

function directionValues(graph: Graph, operator: Operator, wrt: readonly number[], direction: unknown): InputValues {
  if (operator === "jvp" || operator === "hvp") {
    if (typeof direction !== "object" || direction === null)
      throw new PointError("tangent", `${operator} takes a tangent: one value for each input.`);
    return inputValues(
      graph,
      direction as Point,
      wrt.map((i) => graph.inputs[i]?.name as string),
    ); // by name
  }
  if (operator !== "vjp") return [];
  if (direction === undefined) throw new PointError("adjoint", "vjp takes the adjoint of the output, in its shape.");
  const { shape, data } = toTensor(direction as Nested, "adjoint");
  const output = graph.shape(graph.outputs[0] as number);
  if (shape.join() !== output.join())
    throw new PointError("adjoint", `adjoint takes ${describeShape(output)}, not ${describeShape(shape)}.`);
  return [data];
}
