// The 64-digit reference at one point, as doubles for judging and as digits for printing.

import type { Graph } from "../../core/graph/graph.js";
import { type Nested, type NestedArray, type Point, toNested, toTensor } from "../../core/graph/tensor.js";
import {
  type Decimal,
  oneSided,
  printDecimal,
  type ReferenceGradient,
  ReferenceUnsupported,
  referenceGradient,
  type Side,
} from "../reference/index.js";
import type { Reference } from "./comparison.js";
import type { Component } from "./components.js";

/** One side of a derivative, as doubles. */
export type SideOfDerivative =
  | { readonly kind: "finite"; readonly slope: number }
  | { readonly kind: "infinite"; readonly sign: 1 | -1 }
  | { readonly kind: "outside" | "undecided" }
  | { readonly kind: "jump" };

export interface AtPoint {
  /** f at the point; NaN outside the domain */
  readonly value: number;
  /** partials in row-major order; NaN where the two-sided quotient does not settle */
  readonly gradient: Readonly<Record<string, readonly number[]>>;
  /** how far each partial may be off: nothing that a double could show, except where the derivative is far smaller than f */
  readonly error: Readonly<Record<string, readonly number[]>>;
  readonly printed: Reference;
  oneSided(component: Component): { readonly left: SideOfDerivative; readonly right: SideOfDerivative };
}

/** Undefined when the reference does not know an operation of the graph. */
export function atPoint(graph: Graph, point: Point, wrt: readonly string[]): AtPoint | undefined {
  let exact: ReferenceGradient;
  try {
    exact = referenceGradient(graph, point, wrt);
  } catch (error) {
    if (error instanceof ReferenceUnsupported) return undefined;
    throw error;
  }
  const settled = (name: string) =>
    (exact.gradient[name] ?? []).map((partial, i) => (isSettled(partial, exact.error[name]?.[i]) ? partial : undefined));
  const gradient = Object.fromEntries(wrt.map((name) => [name, settled(name).map((partial) => partial?.toNumber() ?? Number.NaN)]));
  const digits = Object.fromEntries(
    wrt.map((name) => [
      name,
      shaped(
        settled(name).map((partial) => (partial === undefined ? null : printDecimal(partial))),
        point[name] as Nested,
      ),
    ]),
  );
  return {
    value: exact.value.toNumber(),
    gradient,
    error: Object.fromEntries(wrt.map((name) => [name, (exact.error[name] ?? []).map((error) => error.toNumber())])),
    printed: { value: printDecimal(exact.value), gradient: digits },
    oneSided: ({ input, entry }) => {
      const { left, right } = oneSided(graph, point, input, entry);
      return { left: inDoubles(left), right: inDoubles(right) };
    },
  };
}

/** Good to more digits than any double: a kink or a pole is not, whose error is NaN. */
function isSettled(partial: Decimal, error: Decimal | undefined): boolean {
  return error !== undefined && (error.lte(partial.abs().times(1e-25)) || error.lte(1e-35));
}

function inDoubles(side: Side): SideOfDerivative {
  if (side.kind === "finite") return { kind: "finite", slope: side.slope.toNumber() };
  return side.kind === "jump" ? { kind: "jump" } : side;
}

/** Texts in the structure of the input. */
function shaped(texts: readonly (string | null)[], like: Nested): unknown {
  const { shape } = toTensor(like);
  const positions = toNested(
    texts.map((_, i) => i),
    shape,
  );
  const replace = (at: NestedArray): unknown => (typeof at === "number" ? texts[at] : at.map(replace));
  return replace(positions);
}
