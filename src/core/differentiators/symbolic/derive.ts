// Symbolic differentiation: rule by rule from the leaves up, each subexpression once.

import { FunctionNode, isFunctionNode, type MathNode, parse } from "mathjs/number";
import { nodes, one, sizes, zero } from "./build.js";
import { ExpressionTooLarge } from "./errors.js";
import { unwrap } from "./nodes.js";
import { apply, type Choice, carryOut, derivativesIn, isVariable, type Plan, plan, type Variable } from "./plan.js";

/** One line of a derivation. */
export interface Step {
  /** the textbook's name: "product", "chain rule for sin", ... */
  readonly rule: string;
  /** the subexpression that is differentiated */
  readonly before: MathNode;
  /** the rule applied once; derivatives still to be worked out stand as D(part, variable) */
  readonly after: MathNode;
  /** the finished derivative of `before` */
  readonly result: MathNode;
}

export interface Derivation {
  readonly variable: Variable;
  /** the raw derivative; subexpressions are shared between its parts and with the formula */
  readonly result: MathNode;
  /** the outermost rule first; computed when asked for */
  readonly steps: readonly Step[];
}

/** Trees of derivatives larger than this are refused. */
export const sizeLimit = 100_000;

/**
 * The derivative of a formula by the textbook's rules, d/dx f, with every step.
 * Terms without the variable and factors 1 are left out as they arise; nothing else is simplified, so that domain and value stay.
 * @param variable  a name such as `x`, or an element such as `w[1]` or `W[1,2]`
 * @param limit  largest tree size of the result, in nodes
 * @throws {NoRule} names the function that has no rule
 * @throws {ExpressionTooLarge} before anything is built, with the size that the result would have
 * @see Baydin et al., Automatic differentiation in machine learning: a survey, section 2.2 (expression swell)
 * @example
 * derive(parse("x^2 * y"), "x").result.toString({ parenthesis: "auto" })   // "y * 2 * x"
 */
export function derive(node: MathNode, variable: Variable, limit: number = sizeLimit): Derivation {
  const rules = plan(node, variable);
  const { size } = carryOut(rules, sizes())(rules.root);
  if (size > limit) throw new ExpressionTooLarge(size, limit);
  const derivative = carryOut(rules, nodes());
  let steps: readonly Step[] | undefined;
  return {
    variable,
    result: derivative(rules.root),
    get steps() {
      steps ??= record(rules, variable, derivative);
      return steps;
    },
  };
}

/** Parts of a step that are not worked out yet: the operand u and the variable x of D(u, x), which reads d/dx(u). */
export function unexpanded(node: MathNode): { readonly operand: MathNode; readonly variable: MathNode } | undefined {
  if (!isFunctionNode(node) || node.fn.name !== "D") return undefined;
  const [operand, variable] = node.args;
  return operand !== undefined && variable !== undefined ? { operand, variable } : undefined;
}

/** Depth first from the root, as one works on paper; a part that was worked out once is not repeated. */
function record(rules: Plan, variable: Variable, derivative: (node: MathNode) => MathNode): Step[] {
  const symbol = parse(variable);
  const pending = (operand: MathNode): MathNode => new FunctionNode("D", [unwrap(operand), symbol]);
  const steps: Step[] = [];
  const seen = new Set<MathNode | string>();
  const stack: MathNode[] = [rules.root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const choice = rules.choice(node);
    const known = isVariable(choice) ? "variable" : (leafText(node) ?? node);
    if (seen.has(known)) continue;
    seen.add(known);
    steps.push({ rule: choice.rule, before: node, after: afterOf(choice, pending), result: derivative(node) });
    for (const part of derivativesIn(choice).reverse()) stack.push(part);
  }
  return steps;
}

function afterOf(choice: Choice, pending: (operand: MathNode) => MathNode): MathNode {
  if (isVariable(choice)) return one;
  return choice.terms.length === 0 ? zero : apply(choice, pending, nodes());
}

/** Equal constants are worked out once. */
const leafText = (node: MathNode): string | undefined =>
  node.type === "ConstantNode" || node.type === "SymbolNode" ? node.toString() : undefined;
