// Building an expression from a template, in any algebra: one makes nodes, another only counts them.

import {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  isConditionalNode,
  isConstantNode,
  isFunctionNode,
  isOperatorNode,
  isSymbolNode,
  type MathNode,
  OperatorNode,
  parse,
} from "mathjs/number";
import { children, sizer, unwrap } from "./nodes.js";

/** `zero` and `one` are recognised by identity: only a derivative that is 0 or 1 by its rule is dropped, never a value. */
export interface Algebra<T> {
  readonly zero: T;
  readonly one: T;
  lift(node: MathNode): T;
  /** an operation like that of `model`, with other operands */
  like(model: MathNode, parts: readonly T[]): T;
}

/** What the symbols of a template stand for. */
export type Slots<T> = (symbol: string) => T | undefined;

export const zero: MathNode = new ConstantNode(0);
export const one: MathNode = new ConstantNode(1);

export function nodes(): Algebra<MathNode> {
  return { zero, one, lift: (node) => node, like };
}

interface Size {
  readonly size: number;
}

export function sizes(): Algebra<Size> {
  const size = sizer();
  const none: Size = { size: 1 };
  const unit: Size = { size: 1 };
  return {
    zero: none,
    one: unit,
    lift: (node) => (node === zero ? none : node === one ? unit : { size: size(node) }),
    like: (_, parts) => ({ size: parts.reduce((sum, part) => sum + part.size, 1) }),
  };
}

const functionOf = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "^": "pow" } as const;

export function binary(op: "+" | "-" | "*" | "/" | "^", a: MathNode, b: MathNode): MathNode {
  return operator(op, functionOf[op], [a, b]);
}

export const negative = (a: MathNode): MathNode => operator("-", "unaryMinus", [a]);

/** A literal; a negative one as the parser would read it. */
export const number = (n: number): MathNode => (n < 0 ? negative(new ConstantNode(-n)) : new ConstantNode(n));

function operator(op: string, fn: string, args: readonly MathNode[]): MathNode {
  // The constructor's types tie each symbol to its name; here both come from a node that exists.
  return new (OperatorNode as unknown as new (op: string, fn: string, args: MathNode[]) => MathNode)(op, fn, [...args]);
}

export function like(model: MathNode, parts: readonly MathNode[]): MathNode {
  if (isOperatorNode(model)) return operator(model.op, model.fn, parts);
  if (isFunctionNode(model)) return new FunctionNode(model.fn.name, [...parts]);
  const [condition, yes, no] = parts as [MathNode, MathNode, MathNode];
  return new ConditionalNode(condition, yes, no);
}

const sum = parse("u + v");
const negation = parse("-u");
const templates = new Map<string, MathNode>();

/** The template as nodes, parsed when it is first used. */
export function template(text: string): MathNode {
  let parsed = templates.get(text);
  if (parsed === undefined) {
    parsed = unwrap(parse(text));
    templates.set(text, parsed);
  }
  return parsed;
}

/** a + b, where a derivative that is 0 is left out. */
export function add<T>(a: T, b: T, algebra: Algebra<T>): T {
  if (a === algebra.zero) return b;
  return b === algebra.zero ? a : algebra.like(sum, [a, b]);
}

/** Fills a template. Terms without a derivative and factors 1 are left out as they arise. */
export function fill<T>(pattern: MathNode, slots: Slots<T>, algebra: Algebra<T>): T {
  if (isSymbolNode(pattern)) return slots(pattern.name) ?? algebra.lift(pattern);
  if (isConstantNode(pattern) && pattern.value === 0) return algebra.zero;
  if (!isOperatorNode(pattern) && !isFunctionNode(pattern) && !isConditionalNode(pattern)) return algebra.lift(pattern);
  const parts = children(pattern).map((part) => fill(part, slots, algebra));
  const [a, b, c] = parts as [T, T, T];
  const { zero: none, one: unit } = algebra;
  switch (isOperatorNode(pattern) ? pattern.fn : pattern.type) {
    case "add":
      return add(a, b, algebra);
    case "subtract":
      if (b === none) return a;
      return a === none ? algebra.like(negation, [b]) : algebra.like(pattern, parts);
    case "unaryMinus":
      return a === none ? none : algebra.like(pattern, parts);
    case "multiply":
      if (a === none || b === none) return none;
      if (a === unit) return b;
      return b === unit ? a : algebra.like(pattern, parts);
    case "divide":
      return a === none ? none : algebra.like(pattern, parts);
    case "ConditionalNode":
      return b === none && c === none ? none : algebra.like(pattern, parts);
    default:
      return algebra.like(pattern, parts);
  }
}
