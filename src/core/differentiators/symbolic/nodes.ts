// Walking over mathjs nodes without recursion, and the sizes that need only a walk.

import {
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

/** The parts of a node, without parentheses. An indexed variable w[1] counts as one leaf. */
export function children(node: MathNode): readonly MathNode[] {
  if (isOperatorNode(node) || isFunctionNode(node)) return node.args.map(unwrap);
  if (isConditionalNode(node)) return [node.condition, node.trueExpr, node.falseExpr].map(unwrap);
  if (isArrayNode(node)) return node.items.map(unwrap);
  if (isRelationalNode(node)) return node.params.map(unwrap);
  return [];
}

/** All distinct nodes below `root`, each after its parts; `skip` leaves out what is known already. */
export function postorder(
  root: MathNode,
  parts: (node: MathNode) => readonly MathNode[],
  skip: (node: MathNode) => boolean = () => false,
): MathNode[] {
  const order: MathNode[] = [];
  const entered = new Set<MathNode>();
  const stack: { node: MathNode; left: boolean }[] = [{ node: root, left: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, left } = top;
    if (left) {
      order.push(node);
      continue;
    }
    if (entered.has(node) || skip(node)) continue;
    entered.add(node);
    stack.push({ node, left: true });
    const below = parts(node);
    for (let i = below.length - 1; i >= 0; i--) stack.push({ node: below[i] as MathNode, left: false });
  }
  return order;
}

/** A function that computes a quantity from the parts upwards and remembers it for every node it has seen. */
export function measure(combine: (node: MathNode, parts: readonly number[]) => number): (node: MathNode) => number {
  const known = new Map<MathNode, number>();
  return (root) => {
    const node = unwrap(root);
    for (const n of postorder(node, children, (n) => known.has(n))) {
      known.set(
        n,
        combine(
          n,
          children(n).map((part) => known.get(part) as number),
        ),
      );
    }
    return known.get(node) as number;
  };
}

export const sizer = (): ((node: MathNode) => number) => measure((_, parts) => parts.reduce((sum, part) => sum + part, 1));

/** How many nodes deep an expression is; a leaf is 1 deep. */
export const depth = (node: MathNode): number => measure((_, parts) => parts.reduce((deepest, d) => Math.max(deepest, d), 0) + 1)(node);

/** The number a literal such as 2 or -2 stands for. */
export function literal(node: MathNode): number | undefined {
  const inner = unwrap(node);
  if (isConstantNode(inner)) return typeof inner.value === "number" ? inner.value : undefined;
  if (!isOperatorNode(inner) || inner.fn !== "unaryMinus") return undefined;
  const positive = unwrap(inner.args[0] as MathNode);
  return isConstantNode(positive) && typeof positive.value === "number" ? -positive.value : undefined;
}

/** "w[1]" or "W[1,2]" for a variable with literal indices. */
export function accessorName(node: MathNode): { readonly base: string; readonly full: string | undefined } | undefined {
  if (!isAccessorNode(node)) return undefined;
  const indices = node.index.dimensions.map((dimension) => literal(dimension));
  const object = unwrap(node.object);
  const base = isSymbolNode(object) ? object.name : object.type;
  return { base, full: indices.includes(undefined) ? undefined : `${base}[${indices.join(",")}]` };
}
