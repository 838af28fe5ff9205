// Do two evaluations of one graph stay close enough for one smooth piece to describe both?

import type { Graph, NodeId } from "../graph/graph.js";
import { type ElementwiseRow, type Gate, movedByHalf, rowOf } from "../primitives/row.js";
import type { Evaluation } from "./evaluator.js";
import { takenNodes } from "./taken.js";

/**
 * True when `left` and `right` took the same branches and no argument moved further than its gate allows (AGREEMENT: sin, cos,
 * exp, tanh, atan by 1; log, sqrt, division by half). `centre` must be on the same branch too, unless it stands exactly on a kink.
 */
export function sameRegime(graph: Graph, left: Evaluation, centre: Evaluation, right: Evaluation): boolean {
  // The centre may stand on an equality that holds nowhere else.
  const taken = takenNodes(graph, left);
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (taken[node] === 0 || primitive === "input" || primitive === "constant") continue;
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
    // Equal ends say nothing of the middle: sqrt(x^2) beside 0.
    const mayMove = (from: readonly number[], to: readonly number[]) =>
      operands.every((_, k) => moveAllowed(row.gates[k] ?? "anywhere", k, from, to));
    if (!(mayMove(a, b) && mayMove(a, c) && mayMove(c, b))) return false;
    if (!sameSide(row, a, c, b)) return false;
    const jumps = row.gates[0] === "same-value";
    if (jumps && row.arity < 3 && left.node(node)[i] !== right.node(node)[i]) return false;
  }
  return true;
}

/** By its gate, may operand k move like this? */
export function moveAllowed(gate: Gate, k: number, left: readonly number[], right: readonly number[]): boolean {
  const [a, b] = [left[k] as number, right[k] as number];
  if (typeof gate === "function") return gate(left, right);
  if (gate === "by-one") return Math.abs(b - a) <= 1;
  return gate === "by-half" ? movedByHalf(a, b) : true;
}

function sameSide(row: ElementwiseRow, a: readonly number[], c: readonly number[], b: readonly number[]): boolean {
  return (row.kinks ?? []).every(({ distance }) => {
    const side = (at: readonly number[]) => Math.sign(distance(at[0] as number, at[1] as number));
    const middle = side(c);
    return side(a) === side(b) && (middle === 0 || middle === side(a));
  });
}
