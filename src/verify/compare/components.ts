// The single numbers of a gradient, and where each stands.

import type { Graph } from "../../core/graph/graph.js";
import { sizeOf } from "../../core/graph/shape.js";
import type { NestedArray } from "../../core/graph/tensor.js";

export interface Component {
  readonly input: string;
  /** position in row-major order */
  readonly entry: number;
  /** x, or w[2] counted from 1 as in formulas */
  readonly label: string;
}

export function componentsOf(graph: Graph, positions: readonly number[]): readonly Component[] {
  return positions.flatMap((position) => {
    const { name, shape } = graph.inputs[position] as Graph["inputs"][number];
    return Array.from({ length: sizeOf(shape) }, (_, entry) => ({ input: name, entry, label: labelOf(name, shape, entry) }));
  });
}

/** x, w[2] or W[1,3], counted from 1. */
export function labelOf(name: string, shape: readonly number[], entry: number): string {
  if (shape.length === 0) return name;
  if (shape.length === 1) return `${name}[${entry + 1}]`;
  const columns = shape[1] as number;
  return `${name}[${Math.floor(entry / columns) + 1},${(entry % columns) + 1}]`;
}

/** The numbers of a nested array in row-major order. */
export function flatten(part: NestedArray): number[] {
  return typeof part === "number" ? [part] : part.flatMap(flatten);
}

/** The same structure with every number replaced; `i` counts in row-major order. */
export function mapStructure(part: NestedArray, f: (entry: number, i: number) => number): NestedArray {
  let i = 0;
  const walk = (at: NestedArray): NestedArray => (typeof at === "number" ? f(at, i++) : at.map(walk));
  return walk(part);
}
