// Walking over mathjs nodes without recursion: a sum of 20,000 terms is a tree 20,000 deep.

import {
  type AccessorNode,
  isAccessorNode,
  isArrayNode,
  isConditionalNode,
  isConstantNode,
  isFunctionNode,
  isOperatorNode,
  isParenthesisNode,
  isRelationalNode,
  isSymbolNode,
  type MathNode,
} from "mathjs/number";

/** The node inside any parentheses. */
export function unwrap(node: MathNode): MathNode {
  let inner = node;
  while (isParenthesisNode(inner)) inner = inner.content;
  return inner;
}

/** The operands of a node that formulas may have, in the order in which they are written; undefined for any other node. */
export function operandsOf(node: MathNode): readonly MathNode[] | undefined {
  if (isConstantNode(node) || isSymbolNode(node)) return [];
  if (isOperatorNode(node)) return node.args;
  if (isFunctionNode(node)) return isSymbolNode(node.fn as unknown as MathNode) ? node.args : undefined;
  if (isParenthesisNode(node)) return [node.content];
  if (isConditionalNode(node)) return [node.condition, node.trueExpr, node.falseExpr];
  if (isRelationalNode(node)) return node.params;
  if (isArrayNode(node)) return node.items;
  if (isAccessorNode(node)) return [node.object];
  return undefined;
}

/** Puts f(operand) in the place of each operand. */
export function replaceOperands(node: MathNode, f: (operand: MathNode) => MathNode): void {
  if (isOperatorNode(node) || isFunctionNode(node)) node.args = (node.args as MathNode[]).map(f) as typeof node.args;
  else if (isParenthesisNode(node)) node.content = f(node.content);
  else if (isConditionalNode(node)) {
    node.condition = f(node.condition);
    node.trueExpr = f(node.trueExpr);
    node.falseExpr = f(node.falseExpr);
  } else if (isRelationalNode(node)) node.params = (node.params as MathNode[]).map(f) as typeof node.params;
  else if (isArrayNode(node)) node.items = (node.items as MathNode[]).map(f) as typeof node.items;
  else if (isAccessorNode(node)) node.object = f(node.object);
}

/** All distinct nodes, each after its operands. A node that is shared comes once. */
export function postorder(root: MathNode, operands: (node: MathNode) => readonly MathNode[]): MathNode[] {
  const order: MathNode[] = [];
  const entered = new Set<MathNode>();
  const stack: { readonly node: MathNode; readonly done: boolean }[] = [{ node: root, done: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, done } = top;
    if (done) order.push(node);
    else if (!entered.has(node)) {
      entered.add(node);
      stack.push({ node, done: true });
      for (const operand of operands(node).toReversed()) stack.push({ node: operand, done: false });
    }
  }
  return order;
}

/** The number that a node spells: 2, or -2. A number in brackets with a sign before it is an operation. */
export function literalOf(node: MathNode): number | undefined {
  if (isConstantNode(node)) return typeof node.value === "number" ? node.value : undefined;
  if (!isOperatorNode(node) || (node.op as string) !== "-" || node.args.length !== 1) return undefined;
  const operand = (node.args as MathNode[])[0];
  return isConstantNode(operand) && typeof operand.value === "number" ? -operand.value : undefined;
}

/** The positions in w[1] and W[1, 2], counted from 1; undefined when they are not all positive integers. */
export function positionsIn(node: AccessorNode): readonly number[] | undefined {
  const { dimensions, dotNotation } = node.index;
  const positions = (dimensions as MathNode[]).map((dimension) => (isConstantNode(dimension) ? dimension.value : undefined));
  const fine = positions.every((position) => typeof position === "number" && Number.isInteger(position) && position > 0);
  return fine && !dotNotation && positions.length >= 1 && positions.length <= 2 ? (positions as unknown as number[]) : undefined;
}

/** The numbers of an array that has nothing else in it. */
export function literalArray(node: MathNode): number[] | number[][] | undefined {
  if (!isArrayNode(node) || node.items.length === 0) return undefined;
  const items = node.items as MathNode[];
  const numbers = items.map(literalOf);
  if (numbers.every((number) => number !== undefined)) return numbers;
  const rows = items.map((item) =>
    isArrayNode(item) && !(item.items as MathNode[]).some((entry) => isArrayNode(entry)) ? literalArray(item) : undefined,
  );
  return rows.every((row) => row !== undefined && row.length === rows[0]?.length) ? (rows as number[][]) : undefined;
}
