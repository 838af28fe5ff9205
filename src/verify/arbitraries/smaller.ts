// What is simpler than a tree or a number, simplest first: the steps of shrinking.

import type { Grammar } from "./grammar.js";
import { operationsOf, subtrees, type Tree } from "./tree.js";

/** Numbers that read well, the best first. */
const favourites = [1, 2, 0.5, -1, -2, 0];

/**
 * Simpler numbers: 1, 2, 0.5, ..., then whole numbers, then fewer digits.
 * @example
 * [...simplerNumbers(-2.718)]   // [1, 2, 0.5, -1, -2, 0, -3, -2.7, -2.72]
 */
export function* simplerNumbers(x: number): Generator<number> {
  const rank = favourites.findIndex((favourite) => Object.is(favourite, x));
  yield* rank < 0 ? favourites : favourites.slice(0, rank);
  const size = Math.abs(x);
  const [, exponent = "0"] = x.toExponential().split("e");
  const candidates = [
    ...(size > 9 || size < 0.01 ? [Number(`${x < 0 ? "-" : ""}1e${Math.trunc(Number(exponent) / 2)}`)] : []),
    ...[1, 2, 3].map((digits) => Number(x.toPrecision(digits))),
  ];
  yield* new Set(candidates.filter((candidate) => candidate !== x && !favourites.includes(candidate)));
}

/** Rows whose results are truth values. */
const truths = new Set(["lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"]);

const isTruth = (tree: Tree) => "row" in tree && truths.has(tree.row);

/** Simpler trees of the same grammar: a variable, a part of the tree, then the tree with something simpler in one place. */
export function* simplerTrees(tree: Tree, grammar: Grammar): Generator<Tree> {
  const first = grammar.variables[0] as string;
  if ("leaf" in tree) {
    if (typeof tree.leaf === "string") {
      const rank = grammar.variables.indexOf(tree.leaf);
      for (const simpler of rank < 0 ? [first] : grammar.variables.slice(0, rank)) yield { leaf: simpler };
    } else if (grammar.anyNumbers) for (const simpler of simplerNumbers(tree.leaf)) yield { leaf: simpler };
    return;
  }
  const same = isTruth(tree);
  if (!same) {
    yield { leaf: first };
    if (grammar.anyNumbers) yield { leaf: 1 };
  }
  const parts = subtrees(tree).filter((part) => part !== tree && "row" in part && isTruth(part) === same);
  yield* parts.sort((a, b) => operationsOf(a) - operationsOf(b));
  for (const [k, operand] of tree.operands.entries()) {
    for (const simpler of simplerTrees(operand, grammar)) {
      yield { ...tree, operands: tree.operands.map((other, i) => (i === k ? simpler : other)) };
    }
  }
}
