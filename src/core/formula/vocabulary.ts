// The names that formulas know: functions from the primitives table, constants, and names that nothing may have.

import type { Value } from "../graph/trace.js";
import { applyRow, shapeOf } from "../primitives/apply.js";
import { dot, index, matmul, max, min, sum } from "../primitives/index.js";
import { allRows, type Row } from "../primitives/row.js";

export interface FormulaFunction {
  /** the first of its names */
  readonly name: string;
  readonly fewest: number;
  readonly most: number;
  call(operands: readonly Value[]): Value;
}

export const constants: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

let known: ReadonlyMap<string, FormulaFunction> = new Map();
let knownRows = 0;

/** Every function by each of its names. A row added to the table is known at once. */
export function functions(): ReadonlyMap<string, FormulaFunction> {
  const rows = allRows();
  if (rows.length !== knownRows) {
    // A Map and not an object: "constructor" must not be found.
    known = new Map(rows.flatMap((row) => row.spelling.names.map((name) => [name, functionOf(row)] as const)));
    knownRows = rows.length;
  }
  return known;
}

function functionOf(row: Row): FormulaFunction {
  const name = row.spelling.names[0] as string;
  const fold = folding.get(row.name);
  if (fold !== undefined) return { name, fewest: 1, most: Number.POSITIVE_INFINITY, call: (operands) => folded(fold, operands) };
  const arity = row.kind === "elementwise" ? row.arity : typeof row.pull === "function" ? Number.POSITIVE_INFINITY : row.pull.length;
  return {
    name,
    fewest: Number.isFinite(arity) ? arity : 1,
    most: arity,
    call: wrappers.get(row.name) ?? ((operands) => applyRow(row, operands)),
  };
}

/** Rows whose function does more than apply them: it fits the shapes first. */
const wrappers: ReadonlyMap<string, FormulaFunction["call"]> = new Map([
  ["sum", ([x]) => sum(x as Value)],
  ["dot", ([x, y]) => dot(x as Value, y as Value)],
  ["matmul", ([x, y]) => matmul(x as Value, y as Value)],
]);

const folding: ReadonlyMap<string, (x: Value, y: Value) => Value> = new Map([
  ["max", max],
  ["min", min],
]);

/** max(x, y, z), and max(w) over the entries of a vector. */
function folded(f: (x: Value, y: Value) => Value, operands: readonly Value[]): Value {
  const [only] = operands;
  const [entries] = operands.length === 1 ? shapeOf(only as Value) : [];
  const all = entries === undefined ? operands : Array.from({ length: entries }, (_, i) => index(only as Value, i));
  return all.reduce((total, operand) => f(total, operand));
}

/** Names that JavaScript's objects have already: as keys they would reach what is not ours. */
const prototypeNames: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

/** Words that mean something to mathjs or in other languages, and nothing here, with what to do. */
const reserved: ReadonlyMap<string, string> = new Map([
  ["true", "write 1, or a comparison such as x > 0."],
  ["false", "write 0, or a comparison such as x > 0."],
  ["null", "write a number."],
  ["undefined", "write a number."],
  ["NaN", "write a number."],
  ["Infinity", "write a large number such as 1e300."],
  ["mod", "a remainder is x - y*floor(x/y)."],
  ["xor", "write (x or y) and not (x and y)."],
  ["to", "units are not supported: convert the numbers first."],
  ["in", "units are not supported: convert the numbers first."],
  ["end", "write the position as a number, as in w[3]."],
]);

/** Why nothing may have this name; undefined when it is free. */
export function refusal(name: string): string | undefined {
  if (prototypeNames.has(name)) return `"${name}" is a name that JavaScript keeps for itself: choose another.`;
  const advice = reserved.get(name);
  return advice === undefined ? undefined : `"${name}" has no meaning in a formula: ${advice}`;
}

const units = new Set("cm mm km kg mg ms deg rad inch ft lb hour Hz kHz mol liter grad degC".split(" "));

export function isUnit(name: string): boolean {
  return units.has(name);
}

const greekNames =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega".split(" ");
const greekLetters = "αβγδεζηθικλμνξοπρστυφχψω";

/** theta for θ, Theta for Θ; undefined for anything but a single Greek letter. */
export function greekName(letter: string): string | undefined {
  const name = greekNames[letter.length === 1 ? greekLetters.indexOf(letter.toLowerCase()) : -1];
  return name === undefined || letter === letter.toLowerCase() ? name : `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

/** Names of Greek letters are variables too, even where a function has one: sigma and sigma(x). */
export function isGreek(name: string): boolean {
  return greekNames.includes(name.toLowerCase()) || /^[\u0370-\u03FF]$/u.test(name);
}
