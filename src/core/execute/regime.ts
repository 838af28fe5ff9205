// Do two evaluations of one graph stay close enough for one smooth piece to describe both?

import type { Graph, NodeId } from "../graph/graph.js";
import { type ElementwiseRow, type Gate, rowOf } from "../primitives/row.js";
import type { Evaluation } from "./evaluator.js";

/**
 * True when `left` and `right` took the same branches and no argument moved further than its gate allows (AGREEMENT: sin, cos,
 * exp, tanh, atan by 1; log, sqrt, division by half). `centre` must be on the same branch too, unless it stands exactly on a kink.
 */
export function sameRegime(graph: Graph, left: Evaluation, centre: Evaluation, right: Evaluation): boolean {
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (primitive === "input" || primitive === "constant") continue;
    const row = rowOf(primitive);
    if (row.kind === "elementwise" && !nodeStays(graph, node, row, [left, centre, right])) return false;
  }
  return true;
}

type Three = readonly [Evaluation, Evaluation, Evaluation];

function nodeStays(graph: Graph, node: NodeId, row: ElementwiseRow, [left, centre, right]: Three): boolean {
  if (row.gates.every((gate) => gate === "anywhere") && row.kinks === undefined) return true;
  const operands = graph.operands(node);
  const entries = (run: Evaluation, i: number) => operands.map((operand) => run.node(operand)[i] as number);
  const size = centre.node(node).length;
  for (let i = 0; i < size; i++) {
    const [a, c, b] = [entries(left, i), entries(centre, i), entries(right, i)];
    if (operands.some((_, k) => !moveAllowed(row.gates[k] ?? "anywhere", a[k] as number, b[k] as number))) return false;
    if (!sameSide(row, a, c, b)) return false;
    const jumps = row.gates[0] === "same-value";
    if (jumps && row.arity < 3 && left.node(node)[i] !== right.node(node)[i]) return false;
  }
  return true;
}

function moveAllowed(gate: Gate, a: number, b: number): boolean {
  if (gate === "by-one") return Math.abs(b - a) <= 1;
  if (gate === "by-tenth") return Math.abs(b - a) <= 0.1;
  if (gate === "by-half") return a === b || (a * b > 0 && Math.abs(b - a) <= 0.5 * Math.min(Math.abs(a), Math.abs(b)));
  return true;
}

function sameSide(row: ElementwiseRow, a: readonly number[], c: readonly number[], b: readonly number[]): boolean {
  return (row.kinks ?? []).every(({ distance }) => {
    const side = (at: readonly number[]) => Math.sign(distance(at[0] as number, at[1] as number));
    const middle = side(c);
    return side(a) === side(b) && (middle === 0 || middle === side(a));
  });
}
