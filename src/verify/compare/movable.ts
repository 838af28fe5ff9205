// Which entries of an evaluation can move at all when the inputs move a little: what a dead unit sends on is a constant.

import type { Evaluation } from "../../core/execute/evaluator.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { sizeOf } from "../../core/graph/shape.js";
import type { Tensor } from "../../core/graph/tensor.js";
import { computeInto } from "../../core/primitives/apply.js";
import { type ArrayRow, type ElementwiseRow, rowOf } from "../../core/primitives/row.js";
import type { NodeErrors } from "../bounds/running.js";

/** For each node a 1 for every entry that is not constant around the point. */
export type MovableEntries = readonly Uint8Array[];

/**
 * An entry is constant around the point when all it is made of is, when a factor is a constant 0, or when it stands clear of the kink on
 * a flat side: relu of a negative number, step of any number but 0. Whatever is not known to be constant counts as movable.
 * @param errors bounds on the rounding error of each entry: nearer to a kink than this is not clear of it
 */
export function movableEntries(graph: Graph, evaluation: Evaluation, errors: NodeErrors, wrt: readonly NodeId[]): MovableEntries {
  const movable: Uint8Array[] = [];
  for (let node = 0; node < graph.length; node++) {
    const size = sizeOf(graph.shape(node));
    if (graph.operandCount(node) === 0) movable.push(new Uint8Array(size).fill(wrt.includes(node) ? 1 : 0));
    else {
      const row = rowOf(graph.primitive(node));
      const look: Look = { graph, node, movable, evaluation, errors };
      movable.push(row.kind === "elementwise" ? elementwise(row, look, size) : ofArrays(row, look, size));
    }
  }
  return movable;
}

interface Look {
  readonly graph: Graph;
  readonly node: NodeId;
  readonly movable: readonly Uint8Array[];
  readonly evaluation: Evaluation;
  readonly errors: NodeErrors;
}

function elementwise(row: ElementwiseRow, look: Look, size: number): Uint8Array {
  const nodes = look.graph.operands(look.node);
  const values = nodes.map((operand) => look.evaluation.node(operand));
  const masks = nodes.map((operand) => look.movable[operand] as Uint8Array);
  return new Uint8Array(size).map((_, i) => {
    const moves = masks.map((mask) => mask[i] === 1);
    if (!moves.includes(true)) return 0;
    const operands = values.map((entries) => entries[i] as number);
    const error = nodes.reduce((total, operand) => total + (look.errors[operand]?.[i] ?? 0), 0);
    return isFlat(row, operands, moves, error) ? 0 : 1;
  });
}

/** The result is constant around the point although some operand moves. */
function isFlat(row: ElementwiseRow, [x = 0, y = 0]: readonly number[], moves: readonly boolean[], error: number): boolean {
  if (row.name === "mul" || row.name === "scale") return (x === 0 && !moves[0]) || (y === 0 && !moves[1]);
  if (row.name === "relu") return x < -error;
  if (row.name === "where") return !moves[0] && !(x !== 0 ? moves[1] : moves[2]);
  // A step has the same value all the way to its next jump.
  if (row.gates[0] !== "same-value" || row.kinks === undefined) return false;
  return row.kinks.every(({ distance }) => Math.abs(distance(x, y)) > error);
}

function ofArrays(row: ArrayRow, { graph, node, movable, evaluation }: Look, size: number): Uint8Array {
  const nodes = graph.operands(node);
  const tensor = (k: number, of: (i: number) => boolean): Tensor => {
    const shape = graph.shape(nodes[k] as NodeId);
    return { shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => (of(i) ? 1 : 0)) };
  };
  const moves = (k: number) => (i: number) => movable[nodes[k] as NodeId]?.[i] === 1;
  const counted = (operands: readonly Tensor[]) => {
    const out = new Float64Array(size);
    computeInto(row, operands, out, graph.shape(node), graph.attribute(node));
    return out;
  };
  if (row.linear === false) return new Uint8Array(size).fill(nodes.some((_, k) => movable[nodes[k] as NodeId]?.includes(1)) ? 1 : 0);
  // A linear map of the marks counts the terms that can move.
  if (nodes.length !== 2 || row.linear === "jointly")
    return Uint8Array.from(counted(nodes.map((_, k) => tensor(k, moves(k)))), (n) => (n > 0 ? 1 : 0));
  const mayCount = (k: number) => (i: number) => moves(k)(i) || evaluation.node(nodes[k] as NodeId)[i] !== 0;
  const [first, second] = [counted([tensor(0, moves(0)), tensor(1, mayCount(1))]), counted([tensor(0, mayCount(0)), tensor(1, moves(1))])];
  return Uint8Array.from(first, (n, i) => (n > 0 || (second[i] as number) > 0 ? 1 : 0));
}
