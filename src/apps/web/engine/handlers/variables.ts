// The single numbers of a point, by the names that people give them.

import type { NestedArray, Point } from "../../../../core/graph/tensor.js";

/**
 * @example
 * variablesOf({ x: 1, w: [1, 2] })   // ["x", "w[1]", "w[2]"]
 */
export function variablesOf(point: Point): readonly string[] {
  return Object.entries(point).flatMap(([name, value]) => entriesOf(name, value as NestedArray).map((entry) => entry.name));
}

/** The numbers of one value: x, w[2] or W[1,2]. */
export function entriesOf(
  name: string,
  part: NestedArray | undefined | null,
): readonly { readonly name: string; readonly value: number }[] {
  if (part === undefined || part === null) return [];
  if (typeof part === "number") return [{ name, value: part }];
  return Array.from(part).flatMap((row, i) =>
    typeof row === "number"
      ? [{ name: `${name}[${i + 1}]`, value: row }]
      : Array.from(row).map((value, j) => ({ name: `${name}[${i + 1},${j + 1}]`, value: value as number })),
  );
}
