// Conditions as they hold around a point, and not only on it.

import { isSymbolNode, type MathNode } from "mathjs/number";
import { like, number } from "./build.js";
import { postorder, unwrap } from "./nodes.js";
import { functionRules, truthValues } from "./rules.js";
import type { View } from "./view.js";

export interface Conditions {
  /** True for an equality or inequality with a side that moves: it changes on single points only. */
  isThin(node: MathNode): boolean;
  /** The condition with every thin equality replaced by what holds beside it: 0 for ==, 1 for !=. */
  around(condition: MathNode): MathNode;
}

/** @param depends  on the variable of the derivation */
export function conditions(viewOf: (node: MathNode) => View, depends: (node: MathNode) => boolean): Conditions {
  const moving = new Map<MathNode, boolean>();
  // Between its jumps a step such as floor(x) stands still, and so does what is made of steps alone.
  const moves = (raw: MathNode): boolean => {
    const root = unwrap(raw);
    const operandsOf = (node: MathNode) => viewOf(node).operands.map(unwrap);
    for (const node of postorder(root, operandsOf, (known) => moving.has(known))) {
      const { name, operands } = viewOf(node);
      const chosen = name === "conditional" ? operands.slice(1) : operands;
      const jumps = truthValues.has(name) || functionRules[name] === "0";
      moving.set(node, name === "symbol" ? depends(node) : !jumps && chosen.some((part) => moving.get(unwrap(part))));
    }
    return moving.get(root) as boolean;
  };
  const isThin = (raw: MathNode): boolean => {
    const { name, operands } = viewOf(unwrap(raw));
    const [u, v] = operands.map(unwrap) as [MathNode, MathNode];
    return (name === "equal" || name === "unequal") && !isSame(u, v) && (moves(u) || moves(v));
  };
  const around = (raw: MathNode): MathNode => {
    const node = unwrap(raw);
    const { name, operands } = viewOf(node);
    if (isThin(node)) return number(name === "equal" ? 0 : 1);
    if (name !== "and" && name !== "or" && name !== "not") return node;
    const parts = operands.map(around);
    return parts.every((part, i) => part === unwrap(operands[i] as MathNode)) ? node : like(node, parts);
  };
  return { isThin, around };
}

/** x == x holds everywhere. */
function isSame(u: MathNode, v: MathNode): boolean {
  return u === v || (isSymbolNode(u) && isSymbolNode(v) && u.name === v.name);
}
