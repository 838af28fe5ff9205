// A shorter form of a derivative to look at: products and sums are collected, numbers reckoned up.

import { isConditionalNode, isFunctionNode, isOperatorNode, type MathNode } from "mathjs/number";
import { binary, like, negative, number, one, zero } from "./build.js";
import { type Fraction, minusOne, plus, power, times, unit } from "./fraction.js";
import { children, depth, literal, postorder, sizer, unwrap } from "./nodes.js";
import { depthLimit, text } from "./text.js";

/** Larger expressions stay as they are: nobody reads them, and collecting is quadratic. */
const sizeLimit = 500;

/**
 * The expression in a shorter form, for display only; large or deep ones are returned unchanged.
 * It may change the domain (x^2 / x becomes x) and rounds differently: never compute a value from it.
 * @example
 * import { parse } from "mathjs/number";
 * import { text } from "./text.js";
 * text(simplified(parse("2 * x * 3 + x - (x - 0)")))   // "6 * x"
 */
export function simplified(node: MathNode): MathNode {
  const size = sizer();
  if (size(node) > sizeLimit || depth(node) > depthLimit) return node;
  const short = new Map<MathNode, MathNode>();
  for (const n of postorder(unwrap(node), children)) {
    const parts = children(n).map((part) => short.get(part) as MathNode);
    short.set(n, collect(isOperatorNode(n) || isFunctionNode(n) || isConditionalNode(n) ? like(n, parts) : n));
  }
  const result = short.get(unwrap(node)) as MathNode;
  return size(result) <= size(node) ? result : node;
}

const plain: Readonly<Record<string, number>> = {
  "exp(0)": 1,
  "log(1)": 0,
  "log(e)": 1,
  "sin(0)": 0,
  "cos(0)": 1,
  "tanh(0)": 0,
  "sqrt(1)": 1,
};

function collect(node: MathNode): MathNode {
  if (isConditionalNode(node)) return text(node.trueExpr) === text(node.falseExpr) ? node.trueExpr : node;
  if (isFunctionNode(node)) {
    const value = plain[text(node)];
    return value === undefined ? node : number(value);
  }
  if (!isOperatorNode(node)) return node;
  switch (node.fn) {
    case "add":
    case "subtract":
      return fromSum(node);
    case "unaryPlus":
      return node.args[0] as MathNode;
    case "multiply":
    case "divide":
    case "unaryMinus":
    case "pow":
      return fromProduct(asProduct(node));
    default:
      return node;
  }
}

interface Product {
  coefficient: Fraction;
  readonly factors: Map<string, { readonly base: MathNode; exponent: number }>;
}

function asProduct(node: MathNode): Product {
  const product: Product = { coefficient: unit, factors: new Map() };
  multiplyInto(product, node, 1);
  return product;
}

function multiplyInto(product: Product, node: MathNode, exponent: number): void {
  const value = literal(node);
  // 0^-1 is no number: it stays and shows that something is undefined.
  if (value !== undefined && (value !== 0 || exponent > 0)) {
    product.coefficient = times(product.coefficient, power({ p: value, q: 1 }, exponent));
    return;
  }
  if (isOperatorNode(node)) {
    const [a, b] = node.args as [MathNode, MathNode];
    if (node.fn === "unaryMinus") {
      product.coefficient = times(product.coefficient, power(minusOne, exponent));
      multiplyInto(product, a, exponent);
      return;
    }
    if (node.fn === "multiply" || node.fn === "divide") {
      multiplyInto(product, a, exponent);
      multiplyInto(product, b, node.fn === "divide" ? -exponent : exponent);
      return;
    }
    const n = node.fn === "pow" ? literal(b) : undefined;
    // Only whole exponents may be multiplied: (x^2)^0.5 is not x.
    if (n !== undefined && Number.isInteger(n)) {
      if (n !== 0) multiplyInto(product, a, exponent * n);
      return;
    }
  }
  const key = text(node);
  const known = product.factors.get(key);
  if (known === undefined) product.factors.set(key, { base: node, exponent });
  else known.exponent += exponent;
}

function fromProduct({ coefficient: { p, q }, factors }: Product): MathNode {
  if (p === 0) return zero;
  const above: MathNode[] = Math.abs(p) === 1 ? [] : [number(Math.abs(p))];
  const below: MathNode[] = q === 1 ? [] : [number(q)];
  for (const { base, exponent } of factors.values()) {
    const n = Math.abs(exponent);
    if (n !== 0) (exponent > 0 ? above : below).push(n === 1 ? base : binary("^", base, number(n)));
  }
  const join = (nodes: MathNode[]) => nodes.reduce((a, b) => binary("*", a, b));
  const numerator = above.length === 0 ? one : join(above);
  const whole = below.length === 0 ? numerator : binary("/", numerator, join(below));
  if (p > 0) return whole;
  return above.length === 0 && below.length === 0 ? number(-1) : negative(whole);
}

interface Term {
  readonly node: MathNode;
  coefficient: Fraction;
}

function fromSum(node: MathNode): MathNode {
  const terms = new Map<string, Term>();
  addInto(terms, node, unit);
  const left = [...terms.values()].filter((term) => term.coefficient.p !== 0);
  if (left.length === 0) return zero;
  return left.map(termNode).reduce((sum, term) => {
    const minus = isOperatorNode(term) && term.fn === "unaryMinus";
    return minus ? binary("-", sum, term.args[0] as MathNode) : binary("+", sum, term);
  });
}

function termNode({ node, coefficient }: Term): MathNode {
  const product = asProduct(node);
  product.coefficient = times(product.coefficient, coefficient);
  return fromProduct(product);
}

function addInto(terms: Map<string, Term>, node: MathNode, sign: Fraction): void {
  if (isOperatorNode(node) && (node.fn === "add" || node.fn === "subtract")) {
    const [a, b] = node.args as [MathNode, MathNode];
    addInto(terms, a, sign);
    addInto(terms, b, node.fn === "add" ? sign : times(sign, minusOne));
    return;
  }
  const product = asProduct(node);
  const coefficient = times(sign, product.coefficient);
  const bare = fromProduct({ ...product, coefficient: unit });
  const key = text(bare);
  const known = terms.get(key);
  if (known === undefined) terms.set(key, { node: bare, coefficient });
  else known.coefficient = plus(known.coefficient, coefficient);
}
