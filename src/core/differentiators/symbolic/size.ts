// Expression swell: how large an expression is written out as a tree, and how large its derivative would be, without building it.

import type { MathNode } from "mathjs/number";
import { sizes } from "./build.js";
import { sizer } from "./nodes.js";
import { carryOut, plan, type Variable } from "./plan.js";

export { depth } from "./nodes.js";

/**
 * Nodes of the expression as a tree: operators, functions, constants, variables (w[1] is one), conditionals and arrays.
 * Parentheses do not count, and a subtree that is shared in memory counts wherever it stands.
 * @returns dimensionless; beyond 2^53 rounded, at last Infinity
 * @example
 * import { parse } from "mathjs/number";
 * treeSize(parse("(x + y) * z"))   // 5
 */
export function treeSize(node: MathNode): number {
  return sizer()(node);
}

/**
 * The tree size that `derive(node, variable).result` has or would have, in time proportional to the distinct nodes of `node`.
 * @throws {NoRule} names the function that has no rule
 * @example
 * import { parse } from "mathjs/number";
 * derivativeSize(parse("sin(x)^2"), "x")   // 7
 */
export function derivativeSize(node: MathNode, variable: Variable): number {
  const steps = plan(node, variable);
  return carryOut(steps, sizes())(steps.root).size;
}
