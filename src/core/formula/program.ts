// From a mathjs node to calls of the functions of the primitives table.

import {
  type AccessorNode,
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
import { ShapeError } from "../graph/shape.js";
import { Traced, traceOf, type Value } from "../graph/trace.js";
import { and, exp, index, stack, where } from "../primitives/index.js";
import { FormulaError, type FormulaErrorKind } from "./errors.js";
import { noValue } from "./naming.js";
import { comparison, operation, type Products } from "./operations.js";
import { literalArray, literalOf, operandsOf, positionsIn, postorder, unwrap } from "./tree.js";
import { constants, functions } from "./vocabulary.js";

export type Program = (inputs: Readonly<Record<string, Value>>) => Value;

export interface ProgramOptions {
  /** "scale": in every product a factor 0 wins, even over infinity, as the formulas of derivatives need */
  readonly products?: Products;
  readonly text?: string;
  /** where a node stands in the text */
  readonly positionOf?: (node: MathNode) => number | undefined;
}

interface Step {
  readonly node: MathNode;
  readonly operands: readonly number[];
  readonly apply: (operands: readonly Value[], inputs: Readonly<Record<string, Value>>) => Value;
}

/**
 * A function of named inputs that computes what the node says. A node that several others share is computed, and recorded, once.
 * @throws {FormulaError} at once for a node that formulas cannot have; when called, for missing values and shapes that do not fit
 * @example
 * nodeToProgram(parseFormula("x^2").node)({ x: 3 })   // 9
 */
export function nodeToProgram(root: MathNode, options: ProgramOptions = {}): Program {
  const fail = (node: MathNode, kind: FormulaErrorKind, message: string) =>
    new FormulaError(kind, message, { text: options.text, position: options.positionOf?.(node) });
  const slots = new Map<MathNode, number>();
  const steps: Step[] = [];
  const whole = unwrap(root);
  const inputsNeeded: string[] = [];
  for (const node of postorder(whole, (n) => stepOperands(n, fail))) {
    const operands = stepOperands(node, fail).map((operand) => slots.get(operand) as number);
    slots.set(node, steps.length);
    steps.push({ node, operands, apply: applicationOf(node, options, fail) });
    if (isSymbolNode(node) && !constants.has(node.name) && !inputsNeeded.includes(node.name)) inputsNeeded.push(node.name);
  }
  return (inputs) => {
    for (const name of inputsNeeded) {
      if (!Object.hasOwn(inputs, name))
        throw noValue(name, inputsNeeded, Object.keys(inputs), { text: options.text ?? "", position: undefined });
    }
    const trace = traceOf(Object.values(inputs));
    const values: Value[] = [];
    for (const { node, operands, apply } of steps) {
      let given = operands.map((slot) => values[slot] as Value);
      // Arithmetic on constants stays in the graph, where its rounding is counted.
      if (trace !== undefined && given.length > 0 && !given.some((value) => value instanceof Traced))
        given = given.map((value) => trace.lift(value));
      try {
        values.push(apply(given, inputs));
      } catch (error) {
        if (error instanceof ShapeError) throw fail(node, "bad-value", `The shapes do not fit: ${error.message}`);
        throw error;
      }
    }
    return values.at(-1) as Value;
  };
}

type Fail = (node: MathNode, kind: FormulaErrorKind, message: string) => FormulaError;

/** What must be computed before a node, without parentheses. */
function stepOperands(node: MathNode, fail: Fail): readonly MathNode[] {
  if (literalOf(node) !== undefined || literalArray(node) !== undefined) return [];
  const operands = operandsOf(node);
  if (operands === undefined)
    throw fail(node, "unsupported", `A formula cannot have this (${node.type}): use + - * / ^, functions, conditions and vectors.`);
  return (exponentialOf(node) ?? operands).map(unwrap);
}

/** The exponent of e^x, which is the function exp and no power of a rounded number. */
function exponentialOf(node: MathNode): readonly MathNode[] | undefined {
  if (!isOperatorNode(node) || ((node.op as string) !== "^" && (node.op as string) !== ".^")) return undefined;
  const [base, exponent] = node.args as MathNode[];
  const symbol = base === undefined ? undefined : unwrap(base);
  return isSymbolNode(symbol) && symbol.name === "e" ? [exponent as MathNode] : undefined;
}

function applicationOf(node: MathNode, { products = "mul" }: ProgramOptions, fail: Fail): Step["apply"] {
  const literal = literalOf(node) ?? literalArray(node);
  if (literal !== undefined) return () => literal;
  if (isConstantNode(node)) throw fail(node, "unsupported", `A formula has numbers only, not ${String(node.value)}.`);
  if (isSymbolNode(node)) {
    const constant = constants.get(node.name);
    return constant === undefined ? (_, inputs) => inputs[node.name] as Value : () => constant;
  }
  if (exponentialOf(node) !== undefined) return ([x]) => exp(x as Value);
  if (isOperatorNode(node)) {
    const op = operation(node.op, node.args.length, products, (kind, message) => fail(node, kind, message));
    if (op === undefined)
      throw fail(node, "unsupported", `The operator "${node.op}" means nothing in a formula: use + - * / ^, comparisons, and, or, not.`);
    return op;
  }
  if (isFunctionNode(node)) return callOf(node.fn.name, node.args.length, node, fail);
  if (isConditionalNode(node)) return ([condition, yes, no]) => where(condition as Value, yes as Value, no as Value);
  if (isRelationalNode(node)) {
    const links = (node.conditionals as string[]).map((name) => comparison(name));
    return (values) => links.map((link, i) => link(values[i] as Value, values[i + 1] as Value)).reduce((all, link) => and(all, link));
  }
  if (isArrayNode(node)) return arrayOf(node, fail);
  if (isAccessorNode(node)) return entryOf(node, fail);
  throw fail(node, "unsupported", `A formula cannot have this (${node.type}).`);
}

function callOf(name: string, count: number, node: MathNode, fail: Fail): Step["apply"] {
  const f = functions().get(name);
  if (f === undefined) throw fail(node, "unknown-name", `There is no function "${name}".`);
  if (count >= f.fewest && count <= f.most) return (operands) => f.call(operands);
  if (f.name === "log" && count === 2)
    throw fail(node, "unsupported", "log has one argument, its base is e: write log2(x), log10(x), or log(x)/log(b) for another base b.");
  const wanted = f.fewest === 1 ? "one argument" : `${f.fewest} arguments`;
  throw fail(node, "syntax", `${name} takes ${wanted}, not ${count}: write ${name}(${["x", "y", "z"].slice(0, f.fewest).join(", ")}).`);
}

function arrayOf(node: MathNode, fail: Fail): Step["apply"] {
  const items = (isArrayNode(node) ? (node.items as MathNode[]) : []).map(unwrap);
  if (items.length === 0) throw fail(node, "syntax", "A vector needs at least one entry: write it as [1, 2].");
  const rows = items.filter((item) => isArrayNode(item)) as unknown as { items: readonly MathNode[] }[];
  if (rows.length > 0 && (rows.length < items.length || rows.some((row) => row.items.length !== rows[0]?.items.length))) {
    throw fail(node, "syntax", "The rows of a matrix must all have the same number of entries, as in [1, 2; 3, 4].");
  }
  if (rows.some((row) => row.items.some((entry) => isArrayNode(unwrap(entry))))) {
    throw fail(node, "unsupported", "Vectors and matrices only: brackets in brackets in brackets are not supported.");
  }
  return (operands) => stack(operands);
}

function entryOf(node: AccessorNode, fail: Fail): Step["apply"] {
  const positions = positionsIn(node);
  if (positions === undefined) {
    throw fail(node, "unsupported", "An entry is picked by constant positions counted from 1: write w[1], or W[1, 2] for a matrix.");
  }
  const [row = 1, column] = positions;
  return ([x]) => {
    try {
      return column === undefined ? index(x as Value, row - 1) : index(x as Value, row - 1, column - 1);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      const shape = error.message.replace(/^index: (.*) has no entry.*$/, "$1");
      throw fail(node, "bad-value", `There is no entry [${positions.join(", ")}] in ${shape}: positions are counted from 1.`);
    }
  };
}
