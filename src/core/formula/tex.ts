// Writing a formula in TeX, as a textbook would.

import {
  isAccessorNode,
  isArrayNode,
  isConditionalNode,
  isFunctionNode,
  isOperatorNode,
  isRelationalNode,
  isSymbolNode,
  type MathNode,
} from "mathjs/number";
import { allRows } from "../primitives/row.js";
import { FormulaError } from "./errors.js";
import { fold, type Part, requirePrintable } from "./fold.js";
import { comparisonSymbols, strengths } from "./print.js";
import { literalOf, positionsIn, unwrap } from "./tree.js";
import { constants, greekName, isGreek } from "./vocabulary.js";

export interface TexOptions {
  /** these parts get the class "changed" where the TeX is set for a page, by \\htmlClass */
  readonly changed?: ReadonlySet<MathNode>;
}

/**
 * The formula in TeX. A derivative that the symbolic method has still to work out, D(u, x), is written with its sign.
 * @throws {FormulaError} "too-large" when nobody could read it
 * @example
 * formulaTex(parseFormula("sin(theta)^2 / w1").node)   // "\\frac{\\sin(\\theta)^{2}}{w_{1}}"
 */
export function formulaTex(node: MathNode, { changed = new Set() }: TexOptions = {}): string {
  requirePrintable(node);
  const marked = (one: MathNode, parts: readonly Part[]): Part => {
    const plain = tex(one, parts);
    // A sign before a number is set as one with it.
    const isNew = changed.has(one) || (literalOf(one) !== undefined && isOperatorNode(one) && changed.has(one.args[0] as MathNode));
    return isNew ? { ...plain, text: `\\htmlClass{changed}{${plain.text}}` } : plain;
  };
  return fold(node, marked).text;
}

const part = (text: string, strength = 9): Part => ({ text, strength, depth: 0 });

function tex(node: MathNode, parts: readonly Part[]): Part {
  const literal = literalOf(node);
  if (literal !== undefined) return number(literal);
  if (isSymbolNode(node)) return part(symbolTex(node.name));
  if (isOperatorNode(node)) return operator(node.op, parts);
  if (isFunctionNode(node)) return node.fn.name === "D" ? pending(parts) : call(node.fn.name, parts);
  const [x, y, z] = parts as readonly [Part, Part, Part];
  if (isAccessorNode(node)) {
    const positions = positionsIn(node)?.join(",") ?? "?";
    const object = unwrap(node.object);
    // A subscript of a name with a subscript would be set twice: w_{1,2}.
    if (isSymbolNode(object) && x.text.includes("_{")) return part(x.text.replace(/\}$/u, `,${positions}}`));
    return part(`${bracketed(x, 8)}_{${positions}}`);
  }
  if (isConditionalNode(node))
    return part(`\\begin{cases} ${y.text} & \\text{if } ${x.text} \\\\ ${z.text} & \\text{else} \\end{cases}`, 0);
  if (isRelationalNode(node)) {
    const symbols = (node.conditionals as string[]).map((name) => symbolOf(comparisonSymbols.get(name) ?? "<"));
    return part(parts.map((one, i) => (i === 0 ? "" : `${symbols[i - 1]} `) + bracketed(one, 4)).join(" "), 3);
  }
  if (isArrayNode(node)) return array(node.items as MathNode[], parts);
  throw new FormulaError("unsupported", `A formula cannot say this (${node.type}).`);
}

function operator(op: string, parts: readonly Part[]): Part {
  const [x, y] = parts as readonly [Part, Part];
  if (parts.length === 1) {
    if (op === "'") return part(`${bracketed(x, 8)}^{\\top}`, 7);
    return op === "not" ? part(`\\lnot ${bracketed(x, 6)}`, 6) : part(`${op}${bracketed(x, 5)}`, 4.5);
  }
  switch (op) {
    case "*":
      return product(x, y);
    case "/":
      // A fraction is a bracket of its own, except under an exponent.
      return part(`\\frac{${x.text}}{${y.text}}`, 7);
    case "^":
      return part(`${bracketed(x, 8)}^{${y.text}}`, 7);
    case ".^":
      return part(`${bracketed(x, 8)}^{\\circ ${bracketed(y, 5)}}`, 7);
    default: {
      const strength = strengths.get(op) ?? 5;
      const left = bracketed(x, strength === 3 ? 4 : strength);
      return part(`${left} ${symbolOf(op)} ${bracketed(y, strength + 1)}`, strength);
    }
  }
}

function product(x: Part, y: Part): Part {
  // A sign in front of a product is the same sign in front of its first factor: -w x. A number keeps its own: (-1) x.
  const signed = x.strength === 4.5 && !/^(?:\\htmlClass\{\w+\}\{)?-\d/u.test(x.text);
  const [left, right] = [bracketed(x, signed ? 4.5 : 5), bracketed(y, 5)];
  // Between digits a gap would read as one number.
  const sign = /^(?:\\htmlClass\{\w+\}\{)?(\d|\\frac\{\d)/u.test(right) ? " \\cdot " : " ";
  return part(`${left}${sign}${right}`, signed ? 4.5 : 5);
}

const symbols: ReadonlyMap<string, string> = new Map([
  ["<=", "\\le"],
  [">=", "\\ge"],
  ["==", "="],
  ["!=", "\\ne"],
  ["and", "\\land"],
  ["or", "\\lor"],
  [".*", "\\odot"],
  ["./", "\\oslash"],
  ["mod", "\\cdot"],
]);

function symbolOf(op: string): string {
  return symbols.get(op) ?? op;
}

/** d/dx of u, which binds like a product. */
function pending([u, x]: readonly Part[]): Part {
  return part(`\\frac{\\partial}{\\partial ${x?.text ?? ""}} ${u === undefined ? "" : bracketed(u, 9)}`, 5);
}

/** By the row's own TeX where its operands fit it, else as a name with arguments. */
function call(name: string, parts: readonly Part[]): Part {
  const row = allRows().find((one) => one.spelling.names.includes(name));
  const slots = row?.spelling.tex.match(/#\d/gu)?.length;
  if (row === undefined || slots !== parts.length) {
    const list = parts.map(({ text }) => text).join(", ");
    const title = name === "max" || name === "min" ? `\\${name}` : `\\operatorname{${name.replaceAll("_", "\\_")}}`;
    return part(title + (parts.some(isTall) ? stretched("(") : "(") + list + (parts.some(isTall) ? stretched(")") : ")"));
  }
  const template = parts.some(isTall) ? row.spelling.tex.replace(fixedBracket, stretched) : row.spelling.tex;
  const closed = /[(|]|\\lfloor|\\lceil/u.test(template);
  const text = template.replace(/#(\d)/gu, (_, digit: string, offset: number) => {
    const operand = parts[Number(digit) - 1] as Part;
    if (/^\}[\^_]/u.test(template.slice(offset + 2))) return bracketed(operand, 8);
    return closed || template[offset - 1] === "{" ? operand.text : bracketed(operand, row.spelling.infix?.strength ?? 7);
  });
  const power = /\^(\{[^}]*\}|\d)$/u.test(template);
  return part(
    text,
    power || template.startsWith("\\frac") ? 7 : closed || template.endsWith("}") ? 9 : (row.spelling.infix?.strength ?? 5),
  );
}

function array(items: readonly MathNode[], parts: readonly Part[]): Part {
  const rows = items.map(unwrap);
  if (rows.every((row) => isArrayNode(row))) {
    return part(
      `\\begin{pmatrix} ${parts.map(({ text }) => text.replace(/^\\begin\{pmatrix\} (.*) \\end\{pmatrix\}$/u, "$1").replaceAll(" \\\\ ", " & ")).join(" \\\\ ")} \\end{pmatrix}`,
    );
  }
  return part(`\\begin{pmatrix} ${parts.map(({ text }) => text).join(" \\\\ ")} \\end{pmatrix}`);
}

function number(value: number): Part {
  if (!Number.isFinite(value)) throw new FormulaError("unsupported", `A formula cannot say the number ${value}.`);
  const [digits = "", exponent] = (Object.is(value, -0) ? "-0" : String(value)).split("e");
  const text = exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`;
  return part(text, value < 0 || Object.is(value, -0) ? 4.5 : exponent === undefined ? 9 : 5);
}

/** Brackets of one size would look too small around it. */
function isTall({ text }: Part): boolean {
  return /\\(?:frac|begin|sum)\b/u.test(text);
}

const fixedBracket = /(?<!\\left|\\right)[()]|\\[lr](?:floor|ceil)/gu;

function stretched(bracket: string): string {
  return `${/^\(|^\\l/u.test(bracket) ? "\\left" : "\\right"}${bracket}`;
}

function bracketed({ text, strength }: Part, needed: number): string {
  return strength >= needed ? text : `\\left(${text}\\right)`;
}

// TeX has no capitals for the Greek letters that look Latin.
const latinCapitals = new Set("Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi".split(" "));
const variants: ReadonlyMap<string, string> = new Map([
  ["ϑ", "\\vartheta"],
  ["ϕ", "\\phi"],
  ["ϵ", "\\epsilon"],
  ["ς", "\\varsigma"],
]);

/**
 * A name in TeX: Greek letters, and digits at the end as subscript.
 * @example
 * symbolTex("theta1")   // "\\theta_{1}"
 */
export function symbolTex(name: string): string {
  if (name === "pi" || (constants.has(name) && name !== "e")) return `\\${name}`;
  const [, stem = name, index = ""] = /^(.*?)_?(\d+|(?<=_)[A-Za-z]+)?$/u.exec(name) ?? [];
  const isWord = /^[A-Za-z]/u.test(index);
  if (index === "" || stem === "" || (isWord && stem.length > 1 && !isGreek(stem))) return stemTex(name);
  return `${stemTex(stem)}_{${isWord && index.length > 1 ? `\\text{${index}}` : index}}`;
}

function stemTex(stem: string): string {
  const variant = variants.get(stem);
  if (variant !== undefined) return variant;
  const greek = greekName(stem) ?? stem;
  const isNamed = greek !== stem || isGreekWord(stem);
  if (isNamed) return latinCapitals.has(greek) || greek === "omicron" ? `\\mathrm{${greek[0]}}` : `\\${greek}`;
  return stem.length === 1 ? stem : `\\mathit{${stem.replaceAll("_", "\\_")}}`;
}

function isGreekWord(stem: string): boolean {
  return stem.length > 1 && /^[A-Z]?[a-z]+$/u.test(stem) && isGreek(stem);
}
