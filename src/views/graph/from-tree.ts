// An expression tree as a picture: what a graph would share stands as often as it is written.

import type { ExpressionTree } from "../../core/differentiators/symbolic/index.js";
import type { GraphPicture, PictureNode } from "./picture.js";

/**
 * @example
 * const x = { label: "x", kind: "input", operands: [] } as const;
 * treePicture({ label: "*", kind: "operation", operands: [x, x] }, "x x").nodes.length   // 3
 */
export function treePicture(tree: ExpressionTree, title: string): GraphPicture {
  const nodes: PictureNode[] = [];
  const place = ({ label, kind, operands }: ExpressionTree): number => {
    const below = operands.map(place);
    nodes.push({ id: nodes.length, label, kind, operands: below, value: "", adjoint: undefined });
    return nodes.length - 1;
  };
  return { title, output: place(tree), nodes, inputsWhereUsed: true };
}
