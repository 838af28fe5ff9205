// The single numbers of a point or a gradient, by the names that people give them.

import type { NestedArray, Point } from "../../../../core/graph/tensor.js";
import type { MethodResult } from "../../../../verify/compare/comparison.js";

export interface Component {
  /** x, w[2] or W[1,2] */
  readonly name: string;
  readonly derivative: number;
  readonly bound: number | undefined;
  /** decimal digits that are right, where that is known */
  readonly digits: number | undefined;
}

/**
 * @example
 * entryNames({ x: 1, w: [1, 2] })   // ["x", "w[1]", "w[2]"]
 */
export function entryNames(point: Point): readonly string[] {
  return Object.entries(point).flatMap(([name, value]) => entriesOf(name, value as NestedArray).map((entry) => entry.name));
}

export function componentsOf({ gradient, bound, digits = {} }: MethodResult): readonly Component[] {
  return Object.entries(gradient).flatMap(([name, part]) => {
    const bounds = entriesOf(name, bound[name]);
    const right = entriesOf(name, digits[name]);
    return entriesOf(name, part).map((entry, i) => ({
      name: entry.name,
      derivative: entry.value,
      bound: finite(bounds[i]?.value),
      digits: finite(right[i]?.value),
    }));
  });
}

function finite(value: number | undefined | null): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function entriesOf(name: string, part: NestedArray | undefined | null): { readonly name: string; readonly value: number }[] {
  if (part === undefined || part === null) return [];
  if (typeof part === "number") return [{ name, value: part }];
  return Array.from(part).flatMap((row, i) =>
    typeof row === "number"
      ? [{ name: `${name}[${i + 1}]`, value: row }]
      : Array.from(row).map((value, j) => ({ name: `${name}[${i + 1},${j + 1}]`, value: value as number })),
  );
}
