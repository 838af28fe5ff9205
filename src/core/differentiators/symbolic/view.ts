// What a node means to the rules: an operation with operands. Functions of many arguments are reduced to their definitions here.

import {
  ConstantNode,
  FunctionNode,
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
import { binary } from "./build.js";
import { NoRule } from "./errors.js";
import { children, unwrap } from "./nodes.js";
import { aliases, termRules } from "./rules.js";

export interface View {
  readonly name: string;
  readonly operands: readonly MathNode[];
}

export function view(node: MathNode): View {
  if (isConstantNode(node)) return { name: "constant", operands: [] };
  if (isSymbolNode(node) || isAccessorNode(node)) return { name: "symbol", operands: [] };
  if (isConditionalNode(node)) return { name: "conditional", operands: children(node) };
  if (isRelationalNode(node)) return { name: "relational", operands: children(node) };
  if (isArrayNode(node)) return { name: "array", operands: children(node) };
  if (isOperatorNode(node)) return define(canonical(node.fn), children(node));
  if (isFunctionNode(node)) return define(canonical(node.fn.name), children(node));
  throw new NoRule(node.type);
}

const canonical = (name: string): string => (Object.hasOwn(aliases, name) ? (aliases[name] as string) : name);

function define(name: string, args: readonly MathNode[]): View {
  if (args.length === 0) return { name, operands: [] };
  const items = args.flatMap((arg) => (isArrayNode(arg) ? children(arg) : [arg]));
  switch (name) {
    case "max":
    case "min":
      return chain(name, items, (a, b) => new FunctionNode(name, [a, b]));
    case "add":
      return chain("add", args, (a, b) => binary("+", a, b));
    case "multiply":
      return chain("multiply", args, (a, b) => binary("*", a, b));
    case "sum":
      return args.some(isArrayNode) || args.length > 1 ? chain("add", items, (a, b) => binary("+", a, b)) : { name, operands: args };
    case "mean": {
      if (!args.some(isArrayNode) || items.length === 0) return { name, operands: args };
      const total = items.reduce((sum, item) => binary("+", sum, item));
      return { name: "divide", operands: [total, new ConstantNode(items.length)] };
    }
    case "dot":
      return dot(args) ?? { name, operands: args };
    case "log":
      if (args.length === 2) return { name: "divide", operands: args.map((arg) => new FunctionNode("log", [arg])) };
      return { name, operands: args };
    default:
      return { name, operands: Object.hasOwn(termRules, name) ? items : args };
  }
}

/** max(a, b, c) is max(max(a, b), c): the last step of it, with its two operands. */
function chain(name: string, items: readonly MathNode[], join: (a: MathNode, b: MathNode) => MathNode): View {
  if (items.length === 0) return { name, operands: items };
  if (items.length === 1) return { name: "unaryPlus", operands: items };
  if (items.length <= 2) return { name, operands: items };
  return { name, operands: [items.slice(0, -1).reduce(join), items.at(-1) as MathNode] };
}

function dot(args: readonly MathNode[]): View | undefined {
  const [a, b] = args.map((arg) => unwrap(arg));
  if (a === undefined || b === undefined || !isArrayNode(a) || !isArrayNode(b) || a.items.length !== b.items.length) return undefined;
  const right = children(b);
  const products = children(a).map((x, i) => binary("*", x, right[i] as MathNode));
  return chain("add", products, (x, y) => binary("+", x, y));
}
