// (A B)^T = B^T A^T: products can read transposed operands, so that no result is turned around afterwards.

import type { NodeId } from "../../graph/graph.js";
import type { Shape } from "../../graph/shape.js";
import type { Rule } from "./rewrite.js";

/** Each entry adds up the same products in the same order. A product that is needed as it stands, too, is left alone. */
export const transposedProducts: Rule = (candidate, rewriting) => {
  if (candidate.primitive !== "transpose") return undefined;
  const product = candidate.operands[0] as NodeId;
  const { primitive, operands } = rewriting.at(product);
  if (primitive !== "matmul" || rewriting.uses(product) > 1) return undefined;
  const transposed = (node: NodeId) => {
    const [rows, columns] = rewriting.at(node).shape as [number, number];
    const shape: Shape = [columns, rows];
    return rewriting.add({ primitive: "transpose", operands: [node], shape, attribute: undefined });
  };
  return rewriting.add({ ...candidate, primitive: "matmul", operands: [...operands].reverse().map(transposed) });
};
