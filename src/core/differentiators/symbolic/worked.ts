// A derivation as one writes it on paper: the whole expression line by line, each rule applied where it is its turn.

import { FunctionNode, isConditionalNode, isFunctionNode, isOperatorNode, type MathNode, parse } from "mathjs/number";
import { like } from "./build.js";
import { type Derivation, type Step, unexpanded } from "./derive.js";
import { children, unwrap } from "./nodes.js";

export interface WorkedLine {
  readonly step: Step;
  /** the whole derivative so far; D(u, x) stands for what is still to be worked out */
  readonly whole: MathNode;
  /** what the rule put there: one node, wherever it stands */
  readonly changed: MathNode;
}

/**
 * Every line below d/dx f. Zeros and factors 1 that a later rule makes are still there: `derivation.result` is without them.
 * @example
 * import { parse } from "mathjs/number";
 * import { derive } from "./derive.js";
 * import { text } from "./text.js";
 * workedLines(derive(parse("x * y"), "x")).map(({ whole }) => text(whole))   // ["y * d/dx(x)", "y * 1"]
 */
export function workedLines({ steps, variable }: Pick<Derivation, "steps" | "variable">): readonly WorkedLine[] {
  const first = steps[0];
  if (first === undefined) return [];
  let whole: MathNode = new FunctionNode("D", [unwrap(first.before), parse(variable)]);
  return steps.map((step, i) => {
    // What was worked out before has no step of its own when it comes again: it is put in at once.
    const known = (operand: MathNode) => steps.slice(0, i).find(({ before }) => isSame(operand, before))?.after;
    // A node of its own, so that it is not taken for an equal part elsewhere.
    const changed = replaced(step.after, known).clone();
    whole = replaced(whole, (operand) => (isSame(operand, step.before) ? changed : undefined));
    return { step, whole, changed };
  });
}

/** Puts in the place of each D(u, x) what there is for u, and in that again. */
function replaced(node: MathNode, by: (operand: MathNode) => MathNode | undefined): MathNode {
  const pending = unexpanded(node);
  if (pending !== undefined) {
    const found = by(pending.operand);
    return found === undefined ? node : replaced(found, by);
  }
  if (!isOperatorNode(node) && !isFunctionNode(node) && !isConditionalNode(node)) return node;
  const parts = children(node);
  const next = parts.map((part) => replaced(part, by));
  return next.every((part, i) => part === parts[i]) ? node : like(node, next);
}

/** Variables and numbers are worked out once for all places where they stand. */
function isSame(operand: MathNode, before: MathNode): boolean {
  if (operand === before) return true;
  const isLeaf = before.type === "ConstantNode" || before.type === "SymbolNode" || before.type === "AccessorNode";
  return isLeaf && operand.type === before.type && operand.toString() === before.toString();
}
