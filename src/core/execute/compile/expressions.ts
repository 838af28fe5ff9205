// The closed list of what generated code may compute inline; every other row is called as a function.

import { type ElementwiseRow, rowOf } from "../../primitives/row.js";

type Template = (x: string, y: string, w: string) => string;

/** Each is the `value` of its row in other words; a test compares the two on all kinds of numbers. */
const templates: Readonly<Record<string, Template>> = {
  add: (x, y) => `${x} + ${y}`,
  sub: (x, y) => `${x} - ${y}`,
  mul: (x, y) => `${x} * ${y}`,
  div: (x, y) => `${x} / ${y}`,
  neg: (x) => `-${x}`,
  square: (x) => `${x} * ${x}`,
  where: (c, x, y) => `${c} !== 0 ? ${x} : ${y}`,
};

/** The elementwise rows that were met; the position of a row is its number in programs and in generated code. */
const numbered: ElementwiseRow[] = [];
const numbers = new Map<string, number>();

/** @throws {Error} for an array row: it has no number */
export function numberOf(primitive: string): number {
  const number = elementwiseNumber(primitive);
  if (number === undefined) throw new Error(`${primitive} is no elementwise row`);
  return number;
}

/** Undefined for array rows, inputs and constants. */
export function elementwiseNumber(primitive: string): number | undefined {
  const known = numbers.get(primitive);
  if (known !== undefined || primitive === "input" || primitive === "constant") return known;
  const row = rowOf(primitive);
  if (row.kind !== "elementwise") return undefined;
  const number = numbered.push(row) - 1;
  numbers.set(primitive, number);
  return number;
}

/** Does generated code call a function for each entry of such a node? */
export function isCalled(primitive: string): boolean {
  return elementwiseNumber(primitive) !== undefined && primitive !== "scale" && !Object.hasOwn(templates, primitive);
}

export function rowNumbered(number: number): ElementwiseRow {
  return numbered[number] as ElementwiseRow;
}

/** The functions that generated code calls, by the numbers of their rows. */
export function rowFunctions(): readonly ElementwiseRow["value"][] {
  return numbered.map((row) => row.value);
}

/** Statements that define v and the given number as a row of at most three operands, each a name or a number. */
export function definitionOf(variable: number, number: number, operands: readonly string[], called: Set<number>): string {
  const [x, y] = operands;
  // Only a product that is 0 or NaN needs the questions: nearly always one comparison is enough.
  if (rowNumbered(number).name === "scale") {
    const product = `p${variable}`;
    return `const ${product} = ${x} * ${y};\nconst v${variable} = Math.abs(${product}) > 0 ? ${product} : ${x} === 0 || ${y} === 0 ? 0 : ${product};`;
  }
  return `const v${variable} = ${expressionOf(number, operands, called)};`;
}

function expressionOf(number: number, [x = "", y = "", w = ""]: readonly string[], called: Set<number>): string {
  const row = rowNumbered(number);
  const template = Object.hasOwn(templates, row.name) ? templates[row.name] : undefined;
  if (template !== undefined) return template(x, y, w);
  called.add(number);
  return `f${number}(${[x, y, w].slice(0, row.arity).join(", ")})`;
}

/** A number as source text, in parentheses where a sign could meet another. */
export function literal(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.startsWith("-") ? `(${text})` : text;
}
