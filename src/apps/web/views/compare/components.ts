// The single numbers of a gradient, by the names that people give them.

import type { MethodResult } from "../../../../verify/compare/comparison.js";
import { entriesOf } from "../../engine/handlers/variables.js";

export interface Component {
  /** x, w[2] or W[1,2] */
  readonly name: string;
  readonly derivative: number;
  readonly bound: number | undefined;
  /** decimal digits that are right, where that is known */
  readonly digits: number | undefined;
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
