// Results under the names that users gave: a call's as nested arrays, a run's in place.

import type { Graph } from "../graph/graph.js";
import type { Shape } from "../graph/shape.js";
import type { NestedArray, Point } from "../graph/tensor.js";
import type { RunBuffers } from "./buffers.js";
import { copyingBuffers } from "./copying-buffers.js";
import type { Operator, Outcome, Run } from "./operators.js";
import { inputValues, nested, nestedBound } from "./point.js";
import type { BuffersOf, ResultOf } from "./results.js";

/** The arrays of a prepared operator. */
export function buffersFor<O extends Operator>(graph: Graph, operator: O, wrt: readonly number[], run: Run, point?: Point): BuffersOf<O> {
  const output = graph.shape(graph.outputs[0] as number);
  const by = wrt.map((i) => graph.inputs[i]?.shape as Shape);
  const directionShapes = operator === "vjp" ? [output] : operator === "jvp" || operator === "hvp" ? by : [];
  const shapes = {
    inputs: graph.inputs.map(({ shape }) => shape),
    direction: directionShapes,
    value: output,
    parts: partShapes(operator, output, by),
  };
  const { inputs, direction, value, parts, run: again, cost }: RunBuffers = run.buffers?.() ?? copyingBuffers(run, shapes);
  const named = Object.fromEntries(graph.inputs.map(({ name }, i) => [name, inputs[i]]));
  if (point !== undefined) {
    inputValues(graph, point).forEach((data, i) => {
      inputs[i]?.set(data);
    });
  }
  const tangents = () => Object.fromEntries(wrt.map((i, k) => [graph.inputs[i]?.name as string, direction[k]]));
  const directions = operator === "vjp" ? direction[0] : direction.length > 0 ? tangents() : undefined;
  const made = { inputs: named, direction: directions, ...fields(graph, operator, wrt, value, parts), run: again, cost };
  return made as unknown as BuffersOf<O>;
}

function partShapes(operator: Operator, output: Shape, by: readonly Shape[]): readonly Shape[] {
  switch (operator) {
    case "value":
      return [];
    case "derivative":
    case "jvp":
      return [output];
    case "jacobian":
      return by.map((shape) => [...output, ...shape]);
    case "hessian":
      return by.flatMap((row) => by.map((column) => [...row, ...column]));
    case "gradient":
    case "vjp":
    case "hvp":
      return by;
  }
}

/** The outcome of a run, named and nested. */
export function present<O extends Operator>(graph: Graph, operator: O, wrt: readonly number[], outcome: Outcome): ResultOf<O> {
  const { value, parts, evaluations, operations } = outcome;
  const result = fields(graph, operator, wrt, nested(value), parts.map(nested));
  const bounds = parts.map(nestedBound);
  const bound =
    parts.length > 0 && bounds.every((part) => part !== undefined) ? { bound: main(graph, operator, wrt, bounds as NestedArray[]) } : {};
  return { ...result, ...bound, evaluations, operations } as unknown as ResultOf<O>;
}

const fieldNames = {
  derivative: "derivative",
  gradient: "gradient",
  jacobian: "jacobian",
  hessian: "hessian",
  jvp: "derivative",
  vjp: "adjoint",
  hvp: "product",
} as const;

export function fields<T>(
  graph: Graph,
  operator: Operator,
  wrt: readonly number[],
  value: T,
  parts: readonly T[],
): Record<string, unknown> {
  return operator === "value" ? { value } : { value, [fieldNames[operator]]: main(graph, operator, wrt, parts) };
}

/** The parts under the names of their inputs. */
function main<T>(graph: Graph, operator: Operator, wrt: readonly number[], parts: readonly T[]): unknown {
  if (operator === "derivative" || operator === "jvp") return parts[0];
  const byName = (some: readonly T[]) => Object.fromEntries(wrt.map((i, k) => [graph.inputs[i]?.name as string, some[k] as T]));
  if (operator !== "hessian") return byName(parts);
  return Object.fromEntries(
    wrt.map((i, k) => [graph.inputs[i]?.name as string, byName(parts.slice(k * wrt.length, (k + 1) * wrt.length))]),
  );
}
