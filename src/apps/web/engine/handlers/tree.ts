// The expression tree of a formula or of one of its derivatives, and how derivatives grow when they are written out.

import { reverse } from "../../../../core/differentiators/automatic/index.js";
import { UnsupportedError } from "../../../../core/differentiators/errors.js";
import {
  derivativeSize,
  derive,
  ExpressionTooDeep,
  ExpressionTooLarge,
  expressionTree,
  treeSize,
} from "../../../../core/differentiators/symbolic/index.js";
import { describeError } from "../../../../verify/compare/record.js";
import { treePicture } from "../../../../views/graph/from-tree.js";
import { drawSvg } from "../../../../views/graph/svg.js";
import { type FormulaQuestion, readQuestion } from "./read.js";
import { writtenOut } from "./written.js";

export interface TreeQuestion extends FormulaQuestion {
  readonly variable: string;
  /** 0 draws f, 1 its derivative, 2 the derivative of that */
  readonly order: number;
}

export interface TreeFound {
  readonly variable: string;
  /** undefined where the tree is too large to be read; then `reason` says so */
  readonly svg: string | undefined;
  readonly reason: string | undefined;
  /** nodes of f, f', f'', ... written out; rounded beyond 2^53 */
  readonly sizes: readonly number[];
  /** operations in which reverse mode computes f and its whole gradient */
  readonly reverseOperations: number;
}

export type TreeAnswer = TreeFound | { readonly refused: string };

const orders = 4;
/** Larger derivatives are not built: their size is known all the same. */
const mostBuilt = 20_000;
const mostDrawn = 150;

export function treeHandler({ variable, order, ...question }: TreeQuestion): TreeAnswer {
  const read = readQuestion(question);
  if ("error" in read) return { refused: read.error.message };
  try {
    let node = writtenOut(read.formula, read.point);
    const sizes = [treeSize(node)];
    let drawn = order === 0 ? node : undefined;
    for (let i = 1; i <= orders; i++) {
      const size = derivativeSize(node, variable);
      sizes.push(size);
      if (size > mostBuilt) break;
      node = derive(node, variable).result;
      if (order === i) drawn = node;
      // What comes after a single number or name is no surprise.
      if (size === 1) break;
    }
    const { operations } = reverse.gradient(read.formula)(read.point);
    const picture =
      drawn === undefined
        ? { reason: order < sizes.length ? "It was too large to be built." : "It is 0." }
        : drawnTree(drawn, question.formula);
    return { variable, svg: undefined, reason: undefined, sizes, reverseOperations: operations, ...picture };
  } catch (error) {
    if (error instanceof UnsupportedError || error instanceof ExpressionTooLarge || error instanceof ExpressionTooDeep)
      return { refused: error.message };
    return { refused: describeError(error).message };
  }
}

function drawnTree(node: Parameters<typeof expressionTree>[0], title: string): { readonly svg?: string; readonly reason?: string } {
  try {
    return { svg: drawSvg(treePicture(expressionTree(node, mostDrawn), `Expression tree: ${title}`)) };
  } catch (error) {
    if (error instanceof ExpressionTooLarge) return { reason: error.message };
    throw error;
  }
}
