// Writing a tree from its leaves upwards, after its size was found small enough to be read.

import { isAccessorNode, type MathNode } from "mathjs/number";
import { FormulaError } from "./errors.js";
import { limits } from "./lexer.js";
import { literalOf, operandsOf, postorder, unwrap } from "./tree.js";

/** A written part, how tightly its outermost operator binds, and how many levels a reader must go down in it. */
export interface Part {
  readonly text: string;
  readonly strength: number;
  readonly depth: number;
}

/** Shared nodes are written once and their text is used again. */
export function fold<T>(root: MathNode, combine: (node: MathNode, parts: readonly T[]) => T): T {
  const done = new Map<MathNode, T>();
  const whole = unwrap(root);
  for (const node of postorder(whole, parts))
    done.set(
      node,
      combine(
        node,
        parts(node).map((part) => done.get(part) as T),
      ),
    ); // children first
  return done.get(whole) as T;
}

function parts(node: MathNode): readonly MathNode[] {
  if (literalOf(node) !== undefined) return [];
  if (isAccessorNode(node)) return [unwrap(node.object)];
  return (operandsOf(node) ?? []).map(unwrap);
}

/** Nodes of the formula written out, where what is shared comes as often as it is used. */
export function treeSize(root: MathNode): number {
  return fold<number>(root, (_, sizes) => sizes.reduce((total, size) => total + size, 1));
}

/** @throws {FormulaError} "too-large", with the size it would have */
export function requirePrintable(root: MathNode): void {
  const size = treeSize(root);
  if (size <= limits.tokens) return;
  const count = size === Number.POSITIVE_INFINITY ? "more than 10^308" : size < 1e15 ? String(size) : size.toExponential(1);
  throw new FormulaError(
    "too-large",
    `Written out, the formula would have ${count} numbers, names and operators; at most ${limits.tokens} are written. Write it in parts.`,
  );
}
