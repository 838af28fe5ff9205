// From named inputs to arrays in the order of the graph, and back.

import type { Estimate, InputValues } from "../execute/evaluator.js";
import type { Graph, GraphInput } from "../graph/graph.js";
import { describeShape, sameShape } from "../graph/shape.js";
import { type Nested, type NestedArray, type Point, toNested, toTensor } from "../graph/tensor.js";
import { PointError } from "./errors.js";

/** @throws {PointError} for a missing name or another shape */
export function inputValues(graph: Graph, point: Readonly<Record<string, unknown>>, names?: readonly string[]): InputValues {
  const named = new Map(names === undefined ? [] : graph.inputs.map((input) => [input.name, input]));
  const inputs = names === undefined ? graph.inputs : names.map((name) => named.get(name) as GraphInput);
  return inputs.map(({ name, shape: expected }) => {
    if (!Object.hasOwn(point, name)) throw new PointError(name, `no value for ${name}: it takes ${describeShape(expected)}.`);
    const { shape, data } = toTensor(point[name] as Nested, name);
    if (!sameShape(shape, expected)) {
      throw new PointError(name, `${name} takes ${describeShape(expected)}, not ${describeShape(shape)}.`);
    }
    return data;
  });
}

/** Positions of the inputs to differentiate by: all, unless some are named. @throws {PointError} for an unknown name */
export function positionsOf(graph: Graph, wrt: readonly string[] | undefined): readonly number[] {
  if (wrt === undefined) return graph.inputs.map((_, i) => i);
  return wrt.map((name) => {
    const position = graph.inputs.findIndex((input) => input.name === name);
    if (position < 0) {
      const known = graph.inputs.map((input) => input.name).join(", ");
      throw new PointError(name, `there is no input ${name} to differentiate by: the inputs are ${known || "none"}.`);
    }
    return position;
  });
}

export function nested({ data, shape }: Estimate): NestedArray {
  return toNested(data, shape);
}

export function nestedBound({ bound, shape }: Estimate): NestedArray | undefined {
  return bound === undefined ? undefined : toNested(bound, shape);
}

/** The shapes of a point as one string: points with equal ones share a trace. */
export function shapeKey(point: Point): string {
  return Object.entries(point)
    .map(([name, value]) => `${name}:${toTensor(value, name).shape.join("x")}`)
    .join(",");
}
