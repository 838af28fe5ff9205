// What is made of constants alone is computed once, by the row itself: the same bits as at run time.

import type { NodeId } from "../../graph/graph.js";
import { sizeOf } from "../../graph/shape.js";
import type { Tensor } from "../../graph/tensor.js";
import { computeInto } from "../../primitives/apply.js";
import { rowOf } from "../../primitives/row.js";
import type { Rewriting, Rule } from "./rewrite.js";

/** A constant that is only repeated stays a repetition: reading one number is cheaper than reading many. */
export const foldConstants: Rule = ({ primitive, operands, shape, attribute }, rewriting) => {
  if (operands.length === 0 || (primitive === "broadcast" && sizeOf(shape) > 1)) return undefined;
  const values = operands.map((operand) => constantAt(rewriting, operand));
  if (!values.every((value) => value !== undefined)) return undefined;
  const out = new Float64Array(sizeOf(shape));
  computeInto(rowOf(primitive), values, out, shape, attribute);
  const folded = shape.length === 0 ? (out[0] as number) : out;
  return rewriting.add({ primitive: "constant", operands: [], shape, attribute: folded });
};

function constantAt(rewriting: Rewriting, node: NodeId): Tensor | undefined {
  const { primitive, shape, attribute } = rewriting.at(node);
  if (primitive !== "constant") return undefined;
  return { shape, data: typeof attribute === "number" ? Float64Array.of(attribute) : (attribute as Float64Array) };
}
