// From a computation graph back to a formula.

import {
  AccessorNode,
  ArrayNode,
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  IndexNode,
  isSymbolNode,
  type MathNode,
  OperatorNode,
  ParenthesisNode,
  SymbolNode,
} from "mathjs/number";
import type { Graph, NodeId } from "../graph/graph.js";
import { neededNodes } from "../graph/needed.js";
import { broadcastShape, type Shape, sameShape, sizeOf } from "../graph/shape.js";
import { type Row, rowOf } from "../primitives/row.js";
import { FormulaError } from "./errors.js";
import { isName } from "./lexer.js";
import { formulaText } from "./print.js";
import { literalOf } from "./tree.js";
import { constants, functions, isGreek, refusal } from "./vocabulary.js";

/**
 * The mathjs node that computes an output of the graph. What the graph shares, the result shares in memory.
 * @param output  the first output of the graph unless given
 * @throws {FormulaError} "unsupported", naming the operation that no formula can say
 * @example
 * graphToNode(record(({ x, y }) => mul(add(x, y), x), { x: 1, y: 2 }).graph).toString()   // "(x + y) * x"
 */
export function graphToNode(graph: Graph, output: NodeId = graph.outputs[0] as NodeId): MathNode {
  const needed = neededNodes(graph.withOutputs([output]));
  const names = new Map(graph.inputs.map((input) => [input.node, input.name]));
  const nodes: MathNode[] = [];
  for (let node = 0; node <= output; node++) if (needed[node] === 1) nodes[node] = nodeOf(graph, node, nodes, names);
  return writable(graph, output, nodes);
}

/**
 * The formula of a graph, which `parseFormula` reads back to a function with the same values.
 * @throws {FormulaError} "unsupported" for what no formula can say, "too-large" for what nobody could read
 * @example
 * graphToFormula(record(({ x, y }) => mul(add(x, y), x), { x: 1, y: 2 }).graph)   // "(x + y) * x"
 */
export function graphToFormula(graph: Graph, output?: NodeId): string {
  return formulaText(output === undefined ? graphToNode(graph) : graphToNode(graph, output));
}

function unsayable(what: string, advice = "evaluate the graph itself."): FormulaError {
  return new FormulaError("unsupported", `A formula cannot say ${what}: ${advice}`);
}

function nodeOf(graph: Graph, node: NodeId, nodes: readonly MathNode[], names: ReadonlyMap<NodeId, string>): MathNode {
  const primitive = graph.primitive(node);
  const attribute = graph.attribute(node);
  if (primitive === "input") return variable(names.get(node) as string);
  if (primitive === "constant")
    return typeof attribute === "number" ? numberNode(attribute) : arrayNode(attribute as Float64Array, graph.shape(node));
  // Repeating and reshaping are written by those who use their result: here they are what they repeat.
  if (primitive === "broadcast" || primitive === "reshape") return nodes[graph.operand(node, 0)] as MathNode;
  const operands = graph
    .operands(node)
    .map((operand) => (mayStretch(graph, node, operand) ? (nodes[operand] as MathNode) : writable(graph, operand, nodes)));
  const row = rowOf(primitive);
  if (row.kind === "elementwise") return elementwise(graph, node, row, operands);
  if (primitive === "stack") return new ArrayNode(operands);
  if (primitive === "index") return entry(graph, node, operands[0] as MathNode);
  if (primitive === "matmul") return operatorNode("*", operands);
  if (primitive === "sum" && graph.shape(node).length > 0) throw unsayable("a sum along one axis");
  if (primitive !== "sum" && attribute !== undefined) throw unsayable(`"${primitive}"`);
  return call(row, operands);
}

/** True where the user of an operand fits its shape again when the formula is read. */
function mayStretch(graph: Graph, user: NodeId, operand: NodeId): boolean {
  const primitive = graph.primitive(operand);
  if (primitive === "broadcast") return rowOf(graph.primitive(user)).kind === "elementwise";
  return primitive === "reshape" && graph.primitive(user) === "matmul" && isVectorSide(graph, user, operand);
}

/** A vector as the column on the right, or the row on the left, of a matrix product. */
function isVectorSide(graph: Graph, product: NodeId, operand: NodeId): boolean {
  const from = graph.shape(graph.operand(operand, 0));
  const other = graph.operands(product).find((one) => one !== operand);
  const fits = graph.shape(operand)[graph.operand(product, 1) === operand ? 1 : 0] === 1;
  return from.length === 1 && fits && other !== undefined && graph.primitive(other) !== "reshape";
}

/** The node, unless its value has another shape when it is read as a formula. */
function writable(graph: Graph, node: NodeId, nodes: readonly MathNode[]): MathNode {
  const primitive = graph.primitive(node);
  if (primitive === "broadcast") throw unsayable("a repeated value by itself");
  const vectorSides = (product: NodeId) => graph.operands(product).filter((operand) => mayStretch(graph, product, operand)).length;
  if (primitive === "matmul" && vectorSides(node) > 0) throw unsayable("a product with a vector that stays a matrix");
  if (primitive === "reshape") {
    const product = graph.operand(node, 0);
    const isProduct = graph.primitive(product) === "matmul" && vectorSides(product) === 1 && graph.shape(node).length === 1;
    if (!isProduct) throw unsayable("a change of shape", "lower the graph to scalars first.");
  }
  return nodes[node] as MathNode;
}

function elementwise(graph: Graph, node: NodeId, row: Row, operands: readonly MathNode[]): MathNode {
  const shapes = graph
    .operands(node)
    .map((operand): Shape => graph.shape(graph.primitive(operand) === "broadcast" ? graph.operand(operand, 0) : operand));
  const fitted = shapes.reduce((a, b) => broadcastShape(a, b, row.name));
  if (!sameShape(fitted, graph.shape(node))) throw unsayable("a repeated value by itself");
  if (row.name === "where") return new ConditionalNode(operands[0] as MathNode, operands[1] as MathNode, operands[2] as MathNode);
  if (row.name === "not") return operatorNode("not", operands);
  if (row.name === "neg") {
    const [operand] = operands as readonly [MathNode];
    // -(2) is an operation, -2 a number.
    return operatorNode("-", [literalOf(operand) === undefined ? operand : new ParenthesisNode(operand)]);
  }
  const symbol = row.spelling.infix?.symbol;
  if (symbol === undefined) return call(row, operands);
  const [, second = []] = shapes;
  const arrays = shapes.filter((shape) => shape.length > 0).length;
  const pointed = symbol === "*" ? arrays === 2 : symbol === "/" ? second.length > 0 : symbol === "^" && arrays > 0;
  // The base e would be read as the function exp.
  const [base, exponent] = operands as readonly [MathNode, MathNode];
  const spelled = symbol === "^" && isSymbolNode(base) && base.name === "e" ? [new ConstantNode(Math.E), exponent] : operands;
  return operatorNode(pointed ? `.${symbol}` : symbol, spelled);
}

const operatorNames: ReadonlyMap<string, string> = new Map([
  ["+", "add"],
  ["-", "subtract"],
  ["*", "multiply"],
  ["/", "divide"],
  ["^", "pow"],
  [".*", "dotMultiply"],
  ["./", "dotDivide"],
  [".^", "dotPow"],
  ["<", "smaller"],
  ["<=", "smallerEq"],
  [">", "larger"],
  [">=", "largerEq"],
  ["==", "equal"],
  ["!=", "unequal"],
  ["and", "and"],
  ["or", "or"],
  ["not", "not"],
]);

function operatorNode(symbol: string, operands: readonly MathNode[]): MathNode {
  const name = operands.length === 1 && symbol === "-" ? "unaryMinus" : operatorNames.get(symbol);
  if (name === undefined) throw unsayable(`"${symbol}"`);
  // mathjs types its operators as literal pairs; here the pair comes from a table.
  return new OperatorNode(symbol as "+", name as "add", [...operands]);
}

function call(row: Row, operands: readonly MathNode[]): MathNode {
  const [name] = row.spelling.names;
  if (name === undefined) throw unsayable(`"${row.name}"`);
  return new FunctionNode(new SymbolNode(name), [...operands]);
}

function variable(name: string): MathNode {
  const free = isName(name) && refusal(name) === undefined && !constants.has(name) && (isGreek(name) || !functions().has(name));
  if (!free) throw unsayable(`the input name "${name}"`, "give it another name.");
  return new SymbolNode(name);
}

function numberNode(value: number): MathNode {
  if (!Number.isFinite(value)) throw unsayable(`the number ${value}`);
  for (const [name, constant] of constants) if (value === constant) return new SymbolNode(name);
  const size = new ConstantNode(Math.abs(value));
  return value < 0 || Object.is(value, -0) ? operatorNode("-", [size]) : size;
}

function arrayNode(data: Float64Array, shape: Shape): MathNode {
  // Literal numbers throughout: an array with a name in it would be read as an operation.
  const entries = Array.from(data, (value) => (value === Math.PI || value === Math.E ? new ConstantNode(value) : numberNode(value)));
  if (shape.length === 1) return new ArrayNode(entries);
  const width = shape[1] as number;
  return new ArrayNode(Array.from({ length: shape[0] as number }, (_, i) => new ArrayNode(entries.slice(i * width, (i + 1) * width))));
}

function entry(graph: Graph, node: NodeId, object: MathNode): MathNode {
  const shape = graph.shape(graph.operand(node, 0));
  const attribute = graph.attribute(node);
  const [offset = 0, ...extents] = typeof attribute === "number" ? [attribute] : (attribute as readonly number[]);
  const [, columns = 1] = shape;
  const row = Math.floor(offset / columns) + 1;
  const isRow = shape.length === 2 && sameShape(extents, [columns]) && offset % columns === 0;
  if (sizeOf(extents) !== 1 && !isRow) throw unsayable("several entries at once");
  if (extents.length > 0 && !isRow) throw unsayable("several entries at once");
  const positions = isRow || shape.length === 1 ? [row] : [row, (offset % columns) + 1];
  const indexed = isSymbolNode(object) ? object : new ParenthesisNode(object);
  return new AccessorNode(indexed, new IndexNode(positions.map((position) => new ConstantNode(position)))) as unknown as MathNode;
}
