// An expression as a plain tree, for drawings: what is shared in memory stands wherever it is used.

import {
  isConditionalNode,
  isConstantNode,
  isFunctionNode,
  isOperatorNode,
  isRelationalNode,
  isSymbolNode,
  type MathNode,
} from "mathjs/number";
import { ExpressionTooLarge } from "./errors.js";
import { accessorName, children, unwrap } from "./nodes.js";
import { treeSize } from "./size.js";

export interface ExpressionTree {
  /** x, 2, + or sin */
  readonly label: string;
  readonly kind: "input" | "constant" | "operation";
  readonly operands: readonly ExpressionTree[];
}

/**
 * @param limit most nodes that are written out
 * @throws {ExpressionTooLarge}
 * @example
 * import { parse } from "mathjs/number";
 * expressionTree(parse("x * (x + 1)"), 100).operands.map(({ label }) => label)   // ["x", "+"]
 */
export function expressionTree(node: MathNode, limit: number): ExpressionTree {
  const size = treeSize(node);
  if (size > limit) throw new ExpressionTooLarge(size, limit, "the expression");
  return written(unwrap(node));
}

function written(node: MathNode): ExpressionTree {
  const operands = children(node).map(written);
  return { label: labelOf(node), kind: kindOf(node, operands.length), operands };
}

function kindOf(node: MathNode, operands: number): ExpressionTree["kind"] {
  if (operands > 0) return "operation";
  return isConstantNode(node) ? "constant" : "input";
}

function labelOf(node: MathNode): string {
  if (isConstantNode(node)) return String(node.value);
  if (isSymbolNode(node)) return node.name;
  if (isOperatorNode(node)) return node.op;
  if (isFunctionNode(node)) return node.fn.name;
  if (isConditionalNode(node)) return "? :";
  if (isRelationalNode(node)) return "< <";
  return accessorName(node)?.full ?? "[ ]";
}
