// Do two evaluations of one graph stay close enough for one smooth piece to describe both?

import type { Graph, NodeId } from "../graph/graph.js";
import { neededNodes } from "../graph/needed.js";
import { sizeOf } from "../graph/shape.js";
import { type ElementwiseRow, type Gate, movedByHalf, rowOf } from "../primitives/row.js";
import type { NodeValues } from "./evaluator.js";
import { takenNodes } from "./taken.js";

/**
 * True when `left` and `right` took the same branches and no argument moved further than its gate allows (AGREEMENT: sin, cos,
 * exp, tanh, atan by 1; log, sqrt, division by half). `centre` must be on the same branch too, unless it stands exactly on a kink.
 */
export function sameRegime(graph: Graph, left: NodeValues, centre: NodeValues, right: NodeValues): boolean {
  // The centre may stand on an equality that holds nowhere else.
  const taken = takenNodes(graph, left);
  return watchedNodes(graph).every((watched) => taken[watched.node] === 0 || nodeStays(watched, [left, centre, right]));
}

/** The nodes whose values `sameRegime` asks for. */
export function regimeNodes(graph: Graph): readonly NodeId[] {
  const needed = neededNodes(graph);
  const watched = watchedNodes(graph).filter(({ node }) => needed[node] === 1);
  return [...new Set(watched.flatMap(({ node, row, operands }) => (isJump(row) ? [...operands, node] : operands)))];
}

/** A node at which a smooth piece may end. */
interface Watched {
  readonly node: NodeId;
  readonly row: ElementwiseRow;
  readonly operands: readonly NodeId[];
  readonly size: number;
}

const known = new WeakMap<Graph, readonly Watched[]>();

/** Found once for each graph. */
function watchedNodes(graph: Graph): readonly Watched[] {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const watched: Watched[] = [];
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (primitive === "input" || primitive === "constant") continue;
    const row = rowOf(primitive);
    if (row.kind !== "elementwise" || (row.gates.every((gate) => gate === "anywhere") && row.kinks === undefined)) continue;
    watched.push({ node, row, operands: graph.operands(node), size: sizeOf(graph.shape(node)) });
  }
  known.set(graph, watched);
  return watched;
}

function isJump({ gates, arity }: ElementwiseRow): boolean {
  return gates[0] === "same-value" && arity < 3;
}

type Three = readonly [NodeValues, NodeValues, NodeValues];

function nodeStays({ node, row, operands, size }: Watched, [left, centre, right]: Three): boolean {
  const valuesIn = (run: NodeValues) => operands.map((operand) => run.node(operand));
  const [lefts, centres, rights] = [valuesIn(left), valuesIn(centre), valuesIn(right)];
  // Written anew for each entry: this runs for every sample, and new arrays would take longer than the comparisons.
  const [a, c, b]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < operands.length; k++) {
      a[k] = lefts[k]?.[i] as number;
      c[k] = centres[k]?.[i] as number;
      b[k] = rights[k]?.[i] as number;
    }
    // Equal ends say nothing of the middle: sqrt(x^2) beside 0.
    if (!(mayMove(row, a, b) && mayMove(row, a, c) && mayMove(row, c, b))) return false;
    if (!sameSide(row, a, c, b)) return false;
    if (isJump(row) && left.node(node)[i] !== right.node(node)[i]) return false;
  }
  return true;
}

function mayMove({ gates }: ElementwiseRow, from: readonly number[], to: readonly number[]): boolean {
  for (let k = 0; k < from.length; k++) if (!moveAllowed(gates[k] ?? "anywhere", k, from, to)) return false;
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
  if (row.kinks === undefined) return true;
  return row.kinks.every(({ distance }) => {
    const side = (at: readonly number[]) => Math.sign(distance(at[0] as number, at[1] as number));
    const middle = side(c);
    return side(a) === side(b) && (middle === 0 || middle === side(a));
  });
}
