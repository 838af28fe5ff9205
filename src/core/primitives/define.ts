// Each row is defined together with the function that users call, so that one declaration is all a new primitive needs.

import type { Attribute } from "../graph/graph.js";
import type { Value } from "../graph/trace.js";
import { applyRow } from "./apply.js";
import { type ArrayRow, type ElementwiseRow, register } from "./row.js";

export type Unary = (x: Value) => Value;
export type Binary = (x: Value, y: Value) => Value;

type ElementwiseSpec = Omit<ElementwiseRow, "kind" | "arity" | "rule"> & Partial<Pick<ElementwiseRow, "rule">>;

export function unary(spec: ElementwiseSpec): Unary {
  const row = register({ rule: "function", ...spec, kind: "elementwise", arity: 1 });
  return (x) => applyRow(row, [x]);
}

export function binary(spec: ElementwiseSpec): Binary {
  const row = register({ rule: "function", ...spec, kind: "elementwise", arity: 2 });
  return (x, y) => applyRow(row, [x, y]);
}

export function ternary(spec: ElementwiseSpec): (x: Value, y: Value, w: Value) => Value {
  const row = register({ rule: "function", ...spec, kind: "elementwise", arity: 3 });
  return (x, y, w) => applyRow(row, [x, y, w]);
}

export function arrays(spec: Omit<ArrayRow, "kind">): (operands: readonly Value[], attribute?: Attribute) => Value {
  const row = register({ ...spec, kind: "array" });
  return (operands, attribute) => applyRow(row, operands, attribute);
}
