// Derivations as text: one line for each step. Parentheses stand where the precedence asks for them.

import { isSymbolNode, type MathNode } from "mathjs/number";
import { type Step, sizeLimit, unexpanded } from "./derive.js";
import { ExpressionTooDeep, ExpressionTooLarge } from "./errors.js";
import { depth, treeSize } from "./size.js";

/** mathjs prints recursively; beyond this it could overflow the stack. */
export const depthLimit = 500;

/**
 * The expression in the syntax of formulas; D(u, x) reads d/dx(u).
 * @throws {ExpressionTooDeep} when it is nested more than 500 deep
 * @throws {ExpressionTooLarge} when shared parts written out make more than 100,000 nodes
 * @example
 * import { parse } from "mathjs/number";
 * import { derive } from "./derive.js";
 * text(derive(parse("sin(x + y)"), "x").result)   // "cos(x + y)"
 */
export function text(node: MathNode): string {
  const deep = depth(node);
  if (deep > depthLimit) throw new ExpressionTooDeep(deep, depthLimit);
  const size = treeSize(node);
  if (size > sizeLimit) throw new ExpressionTooLarge(size, sizeLimit, "the expression");
  return node.toString(options);
}

/**
 * A step on one line: rule, what is differentiated, what the rule makes of it.
 * @example
 * import { parse } from "mathjs/number";
 * import { derive } from "./derive.js";
 * stepText(derive(parse("x * y"), "x").steps[0], "x")   // "constant factor: d/dx(x * y) = y * d/dx(x)"
 */
export function stepText(step: Step, variable: string): string {
  return `${step.rule}: d/d${variable}(${text(step.before)}) = ${text(step.after)}`;
}

const options = {
  parenthesis: "auto",
  implicit: "show",
  handler(node: MathNode): string | undefined {
    const part = unexpanded(node);
    if (part === undefined) return undefined;
    const name = isSymbolNode(part.variable) ? part.variable.name : part.variable.toString();
    return `d/d${name}(${part.operand.toString(options)})`;
  },
} as const;
