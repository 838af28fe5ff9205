// Writing a formula with only the brackets that it needs.

import {
  isAccessorNode,
  isArrayNode,
  isConditionalNode,
  isConstantNode,
  isFunctionNode,
  isOperatorNode,
  isRelationalNode,
  isSymbolNode,
  type MathNode,
} from "mathjs/number";
import { FormulaError } from "./errors.js";
import { fold, type Part, requirePrintable } from "./fold.js";
import { limits } from "./lexer.js";
import { literalOf, positionsIn, unwrap } from "./tree.js";

/** Binding strengths as in the primitives table: 1 or, 2 and, 3 comparison, 4 sum, 5 product, 6 sign, 7 power; 0 a condition, 8 a transpose, 9 an atom. */
export const strengths: ReadonlyMap<string, number> = new Map([
  ["or", 1],
  ["and", 2],
  ...["<", "<=", ">", ">=", "==", "!="].map((op) => [op, 3] as const),
  ["+", 4],
  ["-", 4],
  ...["*", "/", ".*", "./", "mod"].map((op) => [op, 5] as const),
  ["^", 7],
  [".^", 7],
]);

export const comparisonSymbols: ReadonlyMap<string, string> = new Map([
  ["smaller", "<"],
  ["smallerEq", "<="],
  ["larger", ">"],
  ["largerEq", ">="],
  ["equal", "=="],
  ["unequal", "!="],
]);

/**
 * The formula as text that `parseFormula` reads back to the same value.
 * @throws {FormulaError} "too-large" when it would be longer or deeper than a formula may be, "unsupported" for what no formula can say
 * @example
 * formulaText(parseFormula("((x)+(y))*(z)").node)   // "(x + y) * z"
 */
export function formulaText(node: MathNode): string {
  requirePrintable(node);
  const { text, depth } = fold(node, print);
  if (depth <= limits.depth && text.length <= limits.characters) return text;
  const size =
    depth > limits.depth
      ? `would nest ${depth} deep, at most ${limits.depth} levels`
      : `would have ${text.length} characters, at most ${limits.characters}`;
  throw new FormulaError("too-large", `As a formula it ${size} are read: write it in parts.`);
}

function print(node: MathNode, parts: readonly Part[]): Part {
  const literal = literalOf(node);
  if (literal !== undefined) return number(literal);
  const [x, y, z] = parts as readonly [Part, Part, Part];
  if (isSymbolNode(node)) return { text: node.name, strength: 9, depth: 0 };
  if (isFunctionNode(node)) return around(`${node.fn.name}(`, parts, ")");
  if (isArrayNode(node)) return around("[", parts, "]");
  if (isAccessorNode(node)) {
    const object = isSymbolNode(unwrap(node.object)) ? x : around("(", [x], ")");
    return { text: `${object.text}[${positionsIn(node)?.join(", ") ?? "?"}]`, strength: 9, depth: object.depth + 1 };
  }
  if (isConditionalNode(node)) {
    const [condition, yes] = [bracketed(x, 1), bracketed(y, 1)];
    return { text: `${condition.text} ? ${yes.text} : ${z.text}`, strength: 0, depth: Math.max(condition.depth, yes.depth, z.depth) + 2 };
  }
  if (isRelationalNode(node)) {
    const symbols = (node.conditionals as string[]).map((name) => comparisonSymbols.get(name));
    const links = parts.map((part) => bracketed(part, 4));
    return {
      text: links.map(({ text }, i) => (i === 0 ? text : `${symbols[i - 1]} ${text}`)).join(" "),
      strength: 3,
      depth: deepest(links),
    };
  }
  if (isOperatorNode(node)) return operator(node.op, parts, node);
  throw new FormulaError("unsupported", `A formula cannot say this (${node.type}).`);
}

function operator(op: string, parts: readonly Part[], node: MathNode): Part {
  const [x, y] = parts as readonly [Part, Part];
  if (parts.length === 1) {
    if (op === "'") return { ...bracketed(x, 8), text: `${bracketed(x, 8).text}'`, strength: 8 };
    // Without its brackets -(2) would be the number -2 and not the opposite of 2.
    const onNumber = isOperatorNode(node) && isConstantNode(unwrap((node.args as MathNode[])[0] as MathNode));
    const operand = bracketed(x, onNumber ? 10 : 6);
    return { text: `${op}${op === "not" ? " " : ""}${operand.text}`, strength: 6, depth: operand.depth + 1 };
  }
  const strength = strengths.get(op);
  if (strength === undefined) throw new FormulaError("unsupported", `A formula has no operator "${op}".`);
  const power = strength === 7;
  // Comparisons are bracketed on both sides, because a < b < c is a chain; powers are read from the right.
  const left = bracketed(x, power || strength === 3 ? strength + 1 : strength);
  const right = bracketed(y, power ? 6 : strength + 1);
  const depth = power ? Math.max(left.depth, right.depth + 1) : Math.max(left.depth, right.depth);
  return { text: op === "^" ? `${left.text}^${right.text}` : `${left.text} ${op} ${right.text}`, strength, depth };
}

function number(value: number): Part {
  if (!Number.isFinite(value)) throw new FormulaError("unsupported", `A formula cannot say the number ${value}.`);
  const negative = value < 0 || Object.is(value, -0);
  return { text: Object.is(value, -0) ? "-0" : String(value), strength: negative ? 6 : 9, depth: negative ? 1 : 0 };
}

function around(before: string, parts: readonly Part[], after: string): Part {
  return { text: `${before}${parts.map(({ text }) => text).join(", ")}${after}`, strength: 9, depth: deepest(parts) + 1 };
}

function bracketed(part: Part, needed: number): Part {
  return part.strength >= needed ? part : around("(", [part], ")");
}

function deepest(parts: readonly Part[]): number {
  return parts.reduce((depth, part) => Math.max(depth, part.depth), 0);
}
