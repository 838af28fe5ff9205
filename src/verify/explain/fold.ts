// Passes without the operations that only move entries: a reader wants W h, not the reshaping around it.

import type { NodeId } from "../../core/graph/graph.js";
import type { NestedArray } from "../../core/graph/tensor.js";
import type { ArrayPassNode } from "./passes.js";

const moving = new Set(["reshape", "transpose", "broadcast"]);

/**
 * The same passes with copies folded away. A matrix of one column that is only seen as a vector becomes that vector; an operand that is
 * reshaped, transposed or repeated for one use becomes the operand of that use, and what is sent back arrives through the copy.
 * @example
 * import { arrayPasses } from "./passes.js";
 * const point = { W: [[1, 2]], x: [3, 4] };
 * const { graph } = record(({ W, x }) => sum(matmul(W, x)), point);
 * arrayPasses(graph, point).map(({ primitive }) => primitive)   // ["input", "input", "reshape", "matmul", "reshape", "sum"]
 * foldCopies(arrayPasses(graph, point)).map(({ primitive }) => primitive)   // ["input", "input", "matmul", "sum"]
 */
export function foldCopies(passes: readonly ArrayPassNode[]): readonly ArrayPassNode[] {
  const uses = countUses(passes);
  const kept = new Map<NodeId, ArrayPassNode>();
  const copies = new Map<NodeId, ArrayPassNode>();
  for (const pass of passes) {
    const operand = kept.get(pass.operands[0] as NodeId);
    if (operand?.kind === "operation" && uses.get(operand.node) === 1 && flattens(pass, operand)) {
      kept.delete(operand.node);
      kept.set(pass.node, asReshaped(operand, pass));
    } else if (moving.has(pass.primitive) && uses.get(pass.node) === 1) copies.set(pass.node, pass);
    else kept.set(pass.node, withoutCopies(pass, copies));
  }
  return [...kept.values()];
}

function countUses(passes: readonly ArrayPassNode[]): ReadonlyMap<NodeId, number> {
  const uses = new Map<NodeId, number>();
  for (const { operands } of passes) for (const operand of operands) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  return uses;
}

function flattens({ primitive, value }: ArrayPassNode, operand: ArrayPassNode): boolean {
  return primitive === "reshape" && extents(value) < extents(operand.value);
}

function extents(value: NestedArray): number {
  return typeof value === "number" ? 0 : 1 + extents(value[0] ?? 0);
}

/** An operation whose result is only seen under another shape; it keeps how it was made. */
function asReshaped(made: ArrayPassNode, { node, name, value, adjoint, uses }: ArrayPassNode): ArrayPassNode {
  return { ...made, node, value, adjoint, uses, ...(name === undefined ? {} : { name }) };
}

function withoutCopies(pass: ArrayPassNode, copies: ReadonlyMap<NodeId, ArrayPassNode>): ArrayPassNode {
  const operands = pass.operands.map((operand) => {
    let source = operand;
    for (let copy = copies.get(source); copy !== undefined; copy = copies.get(source)) source = copy.operands[0] as NodeId;
    return source;
  });
  const sends = pass.sends.map((sent) => {
    let received = sent;
    for (let copy = copies.get(received.to); copy !== undefined; copy = copies.get(received.to)) {
      // What receives something sends it on.
      const onwards = copy.sends[0] as (typeof copy.sends)[number];
      received = { to: onwards.to, local: undefined, amount: onwards.amount, through: [...(received.through ?? []), copy.primitive] };
    }
    return received;
  });
  return { ...pass, operands, sends };
}
