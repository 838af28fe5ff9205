// What a method would spend on a large function, and the few components that stand for all of them when it is too much.

import type { Differentiator, MethodName } from "../../core/differentiators/differentiator.js";
import { UnsupportedError } from "../../core/differentiators/errors.js";
import type { Differentiable } from "../../core/differentiators/program.js";
import { operations } from "../../core/execute/operations.js";
import type { Graph } from "../../core/graph/graph.js";
import { sizeOf } from "../../core/graph/shape.js";
import { type Nested, type Point, toNested, toTensor } from "../../core/graph/tensor.js";
import type { Component } from "./components.js";
import { flatten } from "./components.js";
import type { Claim } from "./judge.js";

/** Evaluations of f, or of its graph of like size, for each component; 0 where one pass serves all. Symbolic has a limit of its own. */
const evaluationsForOne: Readonly<Record<MethodName, number>> = { numerical: 34, forward: 3, reverse: 0, symbolic: 0 };

/** Scalar operations that one method may spend unless the caller says otherwise: some ten seconds. */
export const defaultBudget = 3e8;

/** Visiting a node costs as much as this many operations. */
const nodeOverhead = 50;

export function costOfOne(method: MethodName, graph: Graph): number {
  return evaluationsForOne[method] * (operations(graph) + nodeOverhead * graph.length);
}

/** Why a method is not asked for every component. */
export function refusal(method: MethodName, components: number): string {
  const evaluations = (evaluationsForOne[method] * components).toLocaleString("en-US");
  return `this would take about ${evaluations} evaluations for ${components.toLocaleString("en-US")} components: a few were checked instead. Ask for it by name to wait for all.`;
}

const mostSpots = 24;

/** How many components can be afforded, at least four. */
export function spotCount(method: MethodName, graph: Graph, budget: number): number {
  return Math.max(4, Math.min(mostSpots, Math.floor(budget / 10 / costOfOne(method, graph))));
}

/** Components spread over all of them by the golden ratio, which keeps off rows and columns. */
export function spread(components: readonly Component[], count: number): readonly Component[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  const positions = Array.from({ length: count }, (_, i) => Math.floor((((i + 1) * golden) % 1) * components.length));
  return [...new Set(positions)].map((position) => components[position] as Component);
}

/** A claim about one component, from a derivative along its axis. */
export interface Spot {
  readonly component: Component;
  readonly claim: Claim;
}

/** @throws whatever the method does not support, except what `UnsupportedError` names: then there are none */
export function spotsOf(method: Differentiator, f: Differentiable, point: Point, components: readonly Component[]): readonly Spot[] {
  try {
    const names = [...new Set(components.map(({ input }) => input))];
    const along = method.jvp(f, { wrt: names });
    return components.map((component) => {
      const { derivative, bound } = along(
        point,
        Object.fromEntries(names.map((name) => [name, axis(point[name] as Nested, name, component)])),
      );
      const [limit = Number.NaN] = bound === undefined ? [] : flatten(bound as number);
      return { component, claim: { method: method.name, value: derivative as number, bound: limit } };
    });
  } catch (error) {
    if (error instanceof UnsupportedError) return [];
    throw error;
  }
}

function axis(value: Nested, name: string, { input, entry }: Component): Nested {
  const { shape } = toTensor(value);
  const data = new Float64Array(sizeOf(shape));
  if (name === input) data[entry] = 1;
  return toNested(data, shape) as Nested;
}
