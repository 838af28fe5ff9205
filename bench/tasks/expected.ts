// The answer of every problem, with what rounding may do to it: by reverse mode under an evaluator that proves its bounds.

import { reverse, reverseMode } from "../../src/core/differentiators/automatic/index.js";
import type { Estimate } from "../../src/core/execute/evaluator.js";
import type { Graph } from "../../src/core/graph/graph.js";
import { type NestedArray, type Point, toTensor } from "../../src/core/graph/tensor.js";
import { record } from "../../src/core/graph/trace.js";
import { boundedEvaluator } from "../../src/verify/bounds/rounding.js";
import { flatten } from "../../src/verify/compare/components.js";
import type { Answer, Problem } from "./problem.js";
import { directionAt, pointOf, programOf } from "./program.js";

export interface Expected extends Answer {
  /** in float64, the value is off by at most this, and each entry of `parts` by at most that of `bounds` */
  readonly valueBound: number;
  readonly bounds: readonly Float64Array[];
}

export function expectedOf(given: Problem): Expected {
  const problem = within(given);
  const program = programOf(problem);
  const point = pointOf(program);
  const { graph } = record(program.f, point);
  const gradient = (reverse.graph as NonNullable<typeof reverse.graph>)(graph, "gradient");
  const bounded = (f: Graph) => boundedEvaluator(f)(graph.inputs.map(({ name }) => toTensor(point[name] as Point[string]).data)).outputs;
  if (problem.direction === undefined) {
    const [value, ...parts] = bounded(gradient) as [Estimate, ...Estimate[]];
    return { ...valuePart(value), parts: parts.map(({ data }) => data), bounds: parts.map(({ bound }) => bound as Float64Array) };
  }
  const { product, bound } = reverseMode(boundedEvaluator).prepare(graph, "hvp")(point, directionAt(program, problem));
  const arrays = (structure: unknown) =>
    problem.parameters.map(({ name }) =>
      Float64Array.from(flatten((structure as Readonly<Record<string, NestedArray>>)[name] as NestedArray)),
    );
  return { ...valuePart(bounded(graph)[0] as Estimate), parts: arrays(product), bounds: arrays(bound) };
}

function valuePart({ data, bound }: Estimate): Pick<Expected, "value" | "valueBound"> {
  return { value: data[0] as number, valueBound: bound?.[0] as number };
}

/** The same function where that can be had for less. */
function within(problem: Problem): Problem {
  if (problem.kind === "rosenbrock") return { ...problem, form: "vectors" };
  // What happened 100,000 steps ago counts for 0.999^50,000 = 2^-72 of itself, which is nothing in 53 bits.
  if (problem.kind === "chain") return { ...problem, length: Math.min(problem.length, 100_000 + (problem.length % 2)) };
  return problem;
}
