// Points as one row of numbers, as the other checkers take them.

import type { Differentiator, Structure } from "../../../src/core/differentiators/differentiator.js";
import { type Nested, type Point, toNested, toTensor } from "../../../src/core/graph/tensor.js";
import type { TracedFunction } from "../../../src/index.js";
import { flatten } from "../../../src/verify/compare/components.js";
import type { Flat } from "./other-checkers.js";

export interface FlatFunction {
  readonly x: readonly number[];
  readonly f: Flat;
}

/** The program as a function of one row of numbers, and the point in it. */
export function flatAt(program: TracedFunction, point: Point): FlatFunction {
  const parts = Object.entries(point).map(([name, value]) => ({ name, ...toTensor(value, name) }));
  const pointOf = (x: readonly number[]): Point => {
    let offset = 0;
    return Object.fromEntries(
      parts.map(({ name, shape, data }) => {
        offset += data.length;
        return [name, toNested(x.slice(offset - data.length, offset), shape) as Nested];
      }),
    );
  };
  return { x: parts.flatMap(({ data }) => Array.from(data)), f: (x) => program(pointOf(x)) as number };
}

export function flatGradient(method: Differentiator, program: TracedFunction, point: Point): readonly number[] {
  return flatStructure(method.gradient(program)(point).gradient, point);
}

export function flatStructure(gradient: Structure, point: Point): readonly number[] {
  return Object.keys(point).flatMap((name) => flatten(gradient[name] ?? Number.NaN));
}
