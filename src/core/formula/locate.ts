// Where each node of a parsed formula stands in the text: mathjs does not say, so nodes and pieces are walked side by side.

import {
  isAccessorNode,
  isArrayNode,
  isConstantNode,
  isFunctionNode,
  isOperatorNode,
  isRelationalNode,
  isSymbolNode,
  type MathNode,
} from "mathjs/number";
import { FormulaError } from "./errors.js";
import type { Piece } from "./normalise.js";
import { operandsOf } from "./tree.js";

/** A node to enter, or the place of a node's own piece: taken, or only looked at where the node has none. */
type Visit = { readonly enter: MathNode } | { readonly own: MathNode; readonly takes: Takes };

/** A row of [1, 2; 3, 4] is an array without a bracket of its own. */
type Takes = boolean | "if-array";

/**
 * Index in the text for every node: its operator, its name, or its first piece.
 * @throws {FormulaError} for a kind of node that formulas cannot have
 */
export function locate(root: MathNode, pieces: readonly Piece[], text: string): Map<MathNode, number> {
  const places = new Map<MathNode, number>();
  const significant = pieces.filter((piece) => piece.role !== "punctuation");
  let next = 0;
  const stack: Visit[] = [{ enter: root }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const position = significant[next]?.position;
    if ("own" in visit) {
      // The operators of a chain a < b < c are several: the first counts.
      if (position !== undefined && !places.has(visit.own)) places.set(visit.own, position);
      if (visit.takes === true || (visit.takes === "if-array" && significant[next]?.role === "array")) next++;
      continue;
    }
    const inside = visitsOf(visit.enter);
    if (inside === undefined) {
      throw new FormulaError(
        "unsupported",
        `A formula cannot have this (${visit.enter.type}): use + - * / ^, functions, conditions and vectors.`,
        { text, position },
      );
    }
    for (const one of inside.toReversed()) stack.push(one);
  }
  return places;
}

/** What a node consists of, in the order of the text. */
function visitsOf(node: MathNode): readonly Visit[] | undefined {
  const operands = operandsOf(node);
  if (operands === undefined) return undefined;
  const entered = operands.map((operand): Visit => ({ enter: operand }));
  const own = (takes: Takes): Visit => ({ own: node, takes });
  if (isConstantNode(node) || isSymbolNode(node) || isFunctionNode(node)) return [own(true), ...entered];
  if (isOperatorNode(node)) {
    if (operands.length === 1) return (node.op as string) === "'" ? [...entered, own(true)] : [own(true), ...entered];
    return [entered[0] as Visit, own(!node.implicit), ...entered.slice(1)];
  }
  if (isRelationalNode(node)) return entered.flatMap((one, i) => (i === 0 ? [one] : [own(true), one]));
  if (isAccessorNode(node))
    return [own(false), ...entered, ...(node.index.dimensions as MathNode[]).map((dimension): Visit => ({ enter: dimension }))];
  return [own(isArrayNode(node) ? "if-array" : false), ...entered];
}
