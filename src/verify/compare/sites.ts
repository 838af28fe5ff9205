// Where a formula is not smooth, not defined or too large at a point: what a verdict has to look at.

import { activeNodes } from "../../core/differentiators/automatic/activity.js";
import type { Evaluation, InputValues } from "../../core/execute/evaluator.js";
import { moveAllowed } from "../../core/execute/regime.js";
import { takenEntries } from "../../core/execute/taken.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { type ElementwiseRow, movedByHalf, rowOf } from "../../core/primitives/row.js";
import { type NodeErrors, runningErrors } from "../bounds/running.js";
import { type MovableEntries, movableEntries } from "./movable.js";

export interface Site {
  readonly node: NodeId;
  readonly primitive: string;
  readonly operands: readonly number[];
  /** the domain that is left, or the convention at the kink */
  readonly text: string;
}

export interface Sites {
  /** operands outside the domain of a primitive */
  readonly outside: readonly Site[];
  /** results that are not finite although their operands are, inside the domain */
  readonly overflow: readonly Site[];
  /** arguments that rounding may have moved further than one smooth piece of the function reaches, or across a jump */
  readonly lost: readonly Site[];
  /** operations on numbers so large or small that products of derivatives with them may overflow or underflow */
  readonly extreme: readonly Site[];
  /** points of the domain where a derivative is infinite or undefined */
  readonly singular: readonly Site[];
  /** arguments that stand on a kink, as far as their own rounding error can tell */
  readonly kinks: readonly Site[];
}

/**
 * Looks at every entry of every node that the value depends on, along the branches taken.
 * @param wrt   nodes of the inputs that are differentiated by: only what depends on them can be a kink
 */
export function findSites(graph: Graph, inputs: InputValues, evaluation: Evaluation, wrt: readonly NodeId[]): Sites {
  const taken = takenEntries(graph, evaluation);
  const active = activeNodes(graph, wrt);
  const errors = runningErrors(graph)(inputs, evaluation);
  const movable = movableEntries(graph, evaluation, errors, wrt);
  const sites = {
    outside: [] as Site[],
    overflow: [] as Site[],
    lost: [] as Site[],
    extreme: [] as Site[],
    singular: [] as Site[],
    kinks: [] as Site[],
  };
  for (let node = 0; node < graph.length; node++) {
    const marks = taken[node];
    if (marks === undefined || graph.operandCount(node) === 0) continue;
    const row = rowOf(graph.primitive(node));
    if (row.kind === "elementwise") lookAt(graph, node, row, { marks, active, movable, errors, evaluation, sites });
    else if (overflows(graph, node, evaluation)) sites.overflow.push({ node, primitive: row.name, operands: [], text: "" });
  }
  return sites;
}

/** A sum or product of finite entries that is too large for a double. */
function overflows(graph: Graph, node: NodeId, evaluation: Evaluation): boolean {
  const allFinite = (id: NodeId) => evaluation.node(id).every(Number.isFinite);
  return !allFinite(node) && graph.operands(node).every(allFinite);
}

const algebraic: ReadonlySet<string> = new Set(["atan", "asinh"]);

/** Products of derivatives with such numbers may leave the range of doubles, although no number on the way does. */
function isExtreme(x: number): boolean {
  const size = Math.abs(x);
  return size > 1e150 || (size !== 0 && size < 1e-150);
}

/** A step whose argument does not move, but stands so near to a jump that rounding decides the side: no kink, and yet another value. */
function mayJump(row: ElementwiseRow, [x = 0, y = 0]: readonly number[], errors: readonly number[]): boolean {
  if (row.gates[0] !== "same-value" || row.kinks === undefined) return false;
  const error = errors.reduce((total, one) => total + one, 0);
  return error > 0 && row.kinks.some(({ distance }) => Math.abs(distance(x, y)) <= error);
}

/** Second-order terms are below one percent of the first where errors move an argument by this part of what a stencil may. */
const secondOrder = 50;

/** Judged like a stencil of numerical differentiation; which side of a kink an argument is on is another question. */
function isLost(row: ElementwiseRow, operands: readonly number[], errors: readonly number[]): boolean {
  if (errors.every((error) => error === 0)) return false;
  const moved = (sign: number) => operands.map((x, k) => x + sign * secondOrder * (errors[k] as number));
  const [left, right] = [moved(-1), moved(1)];
  // Far out these change over lengths like the argument itself.
  if (algebraic.has(row.name) && movedByHalf(left[0] as number, right[0] as number)) return false;
  if (!operands.every((_, k) => moveAllowed(row.gates[k] ?? "anywhere", k, left, right))) return true;
  // Polynomials are one smooth piece, and yet their errors are not of first order around 0.
  const [x = 0, y = 0] = operands.map(Math.abs);
  const [ofX = 0, ofY = 0] = errors;
  if (row.name === "mul" || row.name === "scale") return secondOrder * ofX * ofY > x * ofY + y * ofX;
  return (row.name === "square" || (row.name === "pow" && y !== 1)) && secondOrder * ofX > x;
}

const ties: ReadonlySet<string> = new Set(["lt", "le", "gt", "ge", "eq", "ne", "max", "min"]);

interface Look {
  readonly marks: Uint8Array;
  readonly active: Uint8Array;
  readonly movable: MovableEntries;
  readonly errors: NodeErrors;
  readonly evaluation: Evaluation;
  readonly sites: { readonly [Kind in keyof Sites]: Site[] };
}

function lookAt(graph: Graph, node: NodeId, row: ElementwiseRow, { marks, active, movable, errors, evaluation, sites }: Look): void {
  const nodes = graph.operands(node);
  const results = evaluation.node(node);
  const values = nodes.map((operand) => evaluation.node(operand));
  const isActive = nodes.map((operand) => active[operand] === 1);
  for (let i = 0; i < results.length; i++) {
    if (marks[i] !== 1) continue;
    const operands = values.map((entries) => entries[i] as number);
    const site = (text: string): Site => ({ node, primitive: row.name, operands, text });
    const [x = 0, y = 0] = operands;
    const defined = row.domain?.(x, y) ?? true;
    if (!defined) sites.outside.push(site(row.domainText ?? ""));
    else if (!Number.isFinite(results[i]) && operands.every(Number.isFinite)) sites.overflow.push(site(""));
    const rounded = nodes.map((operand) => errors[operand]?.[i] ?? 0);
    const isStanding = !nodes.some((operand) => movable[operand]?.[i] === 1);
    if (defined && (isLost(row, operands, rounded) || (isStanding && mayJump(row, operands, rounded)))) sites.lost.push(site(""));
    // Of a choice the branch taken is the result, and the other has no part in the derivative.
    if ([...(row.name === "where" ? [] : operands), results[i] as number].some(isExtreme)) sites.extreme.push(site(""));
    if (isStanding) continue;
    if (defined && row.singular?.(x, y, isActive) === true) sites.singular.push(site(""));
    // x == x and max(x, x) are tied everywhere.
    if (row.kinks === undefined || (ties.has(row.name) && nodes[0] === nodes[1])) continue;
    const error = rounded.reduce((total, one) => total + one, 0);
    for (const kink of row.kinks) if (Math.abs(kink.distance(x, y)) <= error) sites.kinks.push(site(kink.convention));
  }
}
