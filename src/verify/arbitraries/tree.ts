// Expressions as trees over the primitives table: what formulas and programs are drawn as, and written from.

import "../../core/primitives/index.js";
import { formulaText, parseFormula } from "../../core/formula/index.js";
import type { Value } from "../../core/graph/trace.js";
import { applyRow } from "../../core/primitives/apply.js";
import { rowOf } from "../../core/primitives/row.js";

export type Tree = Leaf | Call;

/** A variable or a number. */
export interface Leaf {
  readonly leaf: string | number;
}

/** An elementwise row of the primitives table, applied. */
export interface Call {
  readonly row: string;
  readonly operands: readonly Tree[];
}

/**
 * The tree as a formula, with only the brackets that it needs.
 * @example
 * treeText({ row: "mul", operands: [{ row: "add", operands: [{ leaf: "x" }, { leaf: 1 }] }, { leaf: "y" }] })   // "(x + 1) * y"
 */
export function treeText(tree: Tree): string {
  return formulaText(parseFormula(bracketed(tree)).node);
}

function bracketed(tree: Tree): string {
  if ("leaf" in tree) return `(${leafText(tree.leaf)})`;
  const { spelling } = rowOf(tree.row);
  const [x = "", y = "", w = ""] = tree.operands.map(bracketed);
  if (tree.row === "where") return `(${x} ? ${y} : ${w})`;
  if (spelling.infix !== undefined) return y === "" ? `(${spelling.infix.symbol} ${x})` : `(${x} ${spelling.infix.symbol} ${y})`;
  return `${spelling.names[0]}(${tree.operands.map(bracketed).join(", ")})`;
}

/**
 * The tree as calls of the functions that programs are written with.
 * @example
 * treeCode({ row: "add", operands: [{ leaf: "x" }, { leaf: 1 }] })   // "add(x, 1)"
 */
export function treeCode(tree: Tree): string {
  if ("leaf" in tree) return leafText(tree.leaf);
  return `${tree.row}(${tree.operands.map(treeCode).join(", ")})`;
}

/** JavaScript itself writes -0 as 0. */
export function leafText(x: string | number): string {
  return Object.is(x, -0) ? "-0" : String(x);
}

/** The value of the tree for these variables; traced ones are recorded. */
export function treeValue(tree: Tree, variables: Readonly<Record<string, Value>>): Value {
  if ("leaf" in tree) return typeof tree.leaf === "number" ? tree.leaf : (variables[tree.leaf] as Value);
  return applyRow(
    rowOf(tree.row),
    tree.operands.map((operand) => treeValue(operand, variables)),
  );
}

/** The variables of a tree, each once. */
export function variablesOf(tree: Tree): ReadonlySet<string> {
  return new Set(subtrees(tree).flatMap((part) => ("leaf" in part && typeof part.leaf === "string" ? [part.leaf] : [])));
}

/** How many operations there are. */
export function operationsOf(tree: Tree): number {
  return subtrees(tree).filter((part) => "row" in part).length;
}

/** The tree itself, and all parts of it. */
export function subtrees(tree: Tree): readonly Tree[] {
  return "leaf" in tree ? [tree] : [tree, ...tree.operands.flatMap(subtrees)];
}

/** The tree with every leaf replaced by what `replace` gives for it. */
export function mapLeaves(tree: Tree, replace: (leaf: Leaf) => Tree): Tree {
  return "leaf" in tree ? replace(tree) : { ...tree, operands: tree.operands.map((operand) => mapLeaves(operand, replace)) };
}
