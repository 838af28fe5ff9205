// A formula as the symbolic method takes it: without vectors.

import { recorder } from "../../../../core/differentiators/program.js";
import { type Formula, graphToNode } from "../../../../core/formula/index.js";
import type { Point } from "../../../../core/graph/tensor.js";
import { lower } from "../../../../core/primitives/lower.js";
import { requirePoint } from "../../../../verify/compare/require-point.js";

/** The formula itself; where values are vectors, every vector written out as its entries. */
export function writtenOut(formula: Formula, point: Point): Formula["node"] {
  requirePoint(formula, point);
  if (Object.values(point).every((value) => typeof value === "number")) return formula.node;
  return graphToNode(lower(recorder(formula)(point).graph));
}
