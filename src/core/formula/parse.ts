// A formula: text that was checked, parsed by mathjs, and can be evaluated.

import { FunctionNode, isOperatorNode, type MathNode, parse, SymbolNode } from "mathjs/number";
import { ShapeError } from "../graph/shape.js";
import { toTensor } from "../graph/tensor.js";
import { Traced, type Value } from "../graph/trace.js";
import { FormulaError } from "./errors.js";
import { tokenise } from "./lexer.js";
import { locate } from "./locate.js";
import { noValue } from "./naming.js";
import { normalise, type Piece, spell } from "./normalise.js";
import { nodeToProgram, type Program } from "./program.js";
import { operandsOf, postorder, replaceOperands } from "./tree.js";
import { constants } from "./vocabulary.js";

export interface Formula {
  /** as it was typed */
  readonly text: string;
  /** as mathjs understands it; every function has the first of its names, and a point between vectors is `dot` */
  readonly node: MathNode;
  /** the variables in order of first appearance; e and pi are none */
  readonly names: readonly string[];
  /** index in `text` where a variable appears first; undefined when it does not */
  positionOf(name: string): number | undefined;
  /**
   * The value for these inputs; traced inputs are recorded.
   * @throws {FormulaError} for a missing or unusable value, and for shapes that do not fit
   */
  evaluate(inputs: Readonly<Record<string, Value>>): Value;
}

/**
 * Reads a formula: `(x + y) * z`, `2x`, `e^x`, `x**2`, `|x|`, `sigma(w . x)`, `x > 0 ? x : 0`, `[1, 1, -1.5]`, `W * h`.
 * @throws {FormulaError} with kind, place and advice for everything that is not on the closed list of formulas
 * @example
 * parseFormula("(x + y) * z").evaluate({ x: -2, y: 5, z: -4 })   // -12
 */
export function parseFormula(text: string): Formula {
  if (typeof text !== "string") throw new FormulaError("syntax", "A formula is a text such as (x + y) * z.");
  const pieces = normalise(text, tokenise(text));
  const parsed = parsePieces(text, pieces);
  const places = locate(parsed, pieces, text);
  const node = spellDots(parsed, places);
  const program = nodeToProgram(node, { text, positionOf: (n) => places.get(n) });
  const first = new Map<string, number>();
  for (const { role, text: name, position } of pieces) {
    if (role === "name" && !first.has(name)) first.set(name, position);
  }
  const names = [...first.keys()].filter((name) => !constants.has(name));
  return {
    text,
    node,
    names,
    positionOf: (name) => (constants.has(name) ? undefined : first.get(name)),
    evaluate: (inputs) => evaluate({ text, names, places: first, program }, inputs),
  };
}

function parsePieces(text: string, pieces: readonly Piece[]): MathNode {
  const { spelled, starts } = spell(pieces);
  try {
    return parse(spelled);
  } catch (error) {
    if (error instanceof RangeError)
      throw new FormulaError("too-large", "The formula is nested too deeply: give its inner parts names.", { text });
    const at = (error as { readonly char?: unknown }).char;
    const index = typeof at === "number" ? starts.findLastIndex((start) => start < at) : -1;
    const piece = index < 0 || (at as number) > spelled.length ? undefined : pieces[index];
    if (error instanceof Error && error.message.startsWith("Column")) {
      throw new FormulaError("syntax", "The rows of a matrix must all have the same number of entries, as in [1, 2; 3, 4].", {
        text,
        position: (piece ?? pieces.at(-1))?.position,
      });
    }
    const message =
      piece === undefined
        ? "The formula cannot be read to its end: is something missing?"
        : `The formula cannot be read here: "${piece.text}" does not fit.`;
    throw new FormulaError("syntax", message, { text, position: piece?.position ?? text.length });
  }
}

/** The internal operator `mod` becomes what it means: dot(w, x). */
function spellDots(root: MathNode, places: Map<MathNode, number>): MathNode {
  const spelled = (node: MathNode): MathNode => {
    if (!isOperatorNode(node) || (node.op as string) !== "mod") return node;
    const call = new FunctionNode(new SymbolNode("dot"), node.args as MathNode[]);
    const place = places.get(node);
    if (place !== undefined) places.set(call, place);
    return call;
  };
  for (const node of postorder(root, (n) => operandsOf(n) ?? [])) replaceOperands(node, spelled);
  return spelled(root);
}

interface Parts {
  readonly text: string;
  readonly names: readonly string[];
  /** where each variable and constant appears first */
  readonly places: ReadonlyMap<string, number>;
  readonly program: Program;
}

function evaluate({ text, names, places, program }: Parts, inputs: Readonly<Record<string, Value>>): Value {
  for (const [name, value] of constants) {
    if (!Object.hasOwn(inputs, name)) continue;
    throw new FormulaError("bad-value", `"${name}" is the number ${value} in every formula and takes no value: choose another name.`, {
      text,
      position: places.get(name),
    });
  }
  for (const name of names) {
    const position = places.get(name);
    if (!Object.hasOwn(inputs, name) || inputs[name] === undefined) throw noValue(name, names, Object.keys(inputs), { text, position });
    checkValue(name, inputs[name], { text, position });
  }
  return program(inputs);
}

function checkValue(name: string, value: Value, place: { readonly text: string; readonly position: number | undefined }): void {
  if (value instanceof Traced) return;
  try {
    const wrong = toTensor(value, name).data.find((entry) => !Number.isFinite(entry));
    if (wrong === undefined) return;
    throw new FormulaError("bad-value", `The value of ${name} is ${wrong}: give a finite number.`, place);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new FormulaError(
      "bad-value",
      `The value of ${name} cannot be used: ${error.message} Give it as in ${name}=2 or ${name}=[1, 2].`,
      place,
    );
  }
}
