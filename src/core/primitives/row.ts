// What one row of the primitives table says, and the registry of all rows.

import type { Attribute } from "../graph/graph.js";
import type { Shape } from "../graph/shape.js";
import type { Tensor } from "../graph/tensor.js";
import type { Value } from "../graph/trace.js";

/**
 * Adjoint of operand k: `delta` is the adjoint of the result `z`, `x` and `y` are the operands.
 * Undefined: nothing flows to this operand, its derivative is 0 wherever it exists.
 */
export type PullRule = (delta: Value, operands: Operands, z: Value, shapes: RuleShapes) => Value | undefined;
export type Operands = { readonly x: Value; readonly y: Value; readonly all: readonly Value[] };
export interface RuleShapes {
  readonly operands: readonly Shape[];
  readonly result: Shape;
  readonly attribute: Attribute | undefined;
}

/** Where an operand may not be, or where the function is not smooth. */
export interface Kink {
  /** signed distance of the operands from the kink; 0 on it */
  readonly distance: (x: number, y: number) => number;
  /** what automatic and symbolic differentiation answer on it */
  readonly convention: string;
}

/** How far an argument may move inside one stencil of numerical differentiation (see AGREEMENT, gates). */
export type Gate =
  | "anywhere"
  | "by-one"
  | "by-half"
  | "same-branch"
  | "same-value"
  /** by all operands at both ends of the stencil */
  | ((left: readonly number[], right: readonly number[]) => boolean);

/** The gate "by-half": on one side of 0, and by at most half of the smaller argument. */
export function movedByHalf(a: number, b: number): boolean {
  return a === b || (Math.sign(a) === Math.sign(b) && Math.abs(b - a) <= 0.5 * Math.min(Math.abs(a), Math.abs(b)));
}

/** A gate for functions with singular points at -1 and 1: by at most half of the smaller distance from each. */
export const insideUnitInterval: Gate = ([x = 0], [x2 = 0]) => movedByHalf(1 - x, 1 - x2) && movedByHalf(1 + x, 1 + x2);

export interface Spelling {
  /** name in a formula; further names are aliases */
  readonly names: readonly string[];
  /** infix operator and its binding strength, when it has one: 1 or, 2 and, 3 comparison, 4 sum, 5 product, 6 unary, 7 power */
  readonly infix?: { readonly symbol: string; readonly strength: number };
  /** TeX with #1, #2 for the operands; braces group already */
  readonly tex: string;
}

interface Common {
  readonly name: string;
  readonly spelling: Spelling;
  /** one rule for each operand, in primitives, as the slides write them; a function of the position where any number of operands goes */
  readonly pull: readonly PullRule[] | ((position: number) => PullRule);
  /** the rule's name when a backward pass is played step by step */
  readonly rule: "add" | "multiply" | "function" | "branch" | "copy";
}

/** Works on scalars one by one; operands are broadcast to one shape first. */
export interface ElementwiseRow extends Common {
  readonly kind: "elementwise";
  readonly arity: 1 | 2 | 3;
  readonly value: (x: number, y: number, w: number) => number;
  /** error of `value` in units of machine epsilon times its magnitude: 1 for + - * / sqrt, 4 for V8's elementary functions, 0 when exact */
  readonly ulps: number;
  /** size of a term inside `value` that may cancel against another, so that its rounding is larger than the result's own; absent where nothing cancels */
  readonly term?: (x: number, y: number) => number;
  /** true where the function is defined and real; `domainText` says it in words with x, y for the operands */
  readonly domain?: (x: number, y: number) => boolean;
  readonly domainText?: string;
  /** points of the domain where a derivative is infinite or undefined, e.g. sqrt at 0 */
  readonly singular?: (x: number, y: number, active: readonly boolean[]) => boolean;
  readonly kinks?: readonly Kink[];
  readonly gates: readonly Gate[];
}

/** Works on whole vectors and matrices. Linear in each operand alone, in all of them jointly, or with a tangent rule of its own. */
export interface ArrayRow extends Common {
  readonly kind: "array";
  readonly linear: "each" | "jointly" | false;
  readonly shape: (operands: readonly Shape[], attribute: Attribute | undefined) => Shape;
  /** fills all of `out`, whatever was in it */
  readonly value: (operands: readonly Tensor[], out: Float64Array, attribute: Attribute | undefined, shape: Shape) => void;
  /** tangent of the result for the tangent of the operand at a position; absent for linear rows, which are applied to the tangent */
  readonly push?: (tangent: Value, operands: Operands, z: Value, position: number) => Value;
  /** rounding error of each entry of the result in units of machine epsilon; absent where nothing is rounded */
  readonly rounding?: (operands: readonly Tensor[], out: Float64Array, result: Float64Array, shape: Shape) => void;
  /** how far errors of the operands move each entry of the result, |J| err; only for rows that are not linear */
  readonly sensitivity?: (operands: readonly Tensor[], errors: readonly Tensor[], out: Float64Array) => void;
  /** scalar operations for these shapes; 0 for mere copying */
  readonly operations: (operands: readonly Shape[], result: Shape) => number;
  /** scalar form: rows of scalar values in row-major order, written with primitives */
  readonly lower: (operands: readonly (readonly Value[])[], shapes: RuleShapes) => readonly Value[];
}

export type Row = ElementwiseRow | ArrayRow;

const rows = new Map<string, Row>();

export function register<R extends Row>(row: R): R {
  if (rows.has(row.name)) throw new Error(`two rows are named ${row.name}`);
  rows.set(row.name, row);
  return row;
}

/** All rows, in the order of the table. */
export function allRows(): readonly Row[] {
  return [...rows.values()];
}

/** @throws {Error} when no row has this name */
export function rowOf(primitive: string): Row {
  const row = rows.get(primitive);
  if (row === undefined) throw new Error(`no primitive is named ${primitive}`);
  return row;
}

/** The rule for one operand. */
export function pullRule(row: Row, position: number): PullRule {
  const rule = typeof row.pull === "function" ? row.pull(position) : row.pull[position];
  if (rule === undefined) throw new Error(`${row.name} has no rule for operand ${position}`);
  return rule;
}
