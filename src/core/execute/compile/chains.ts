// Sums of vectors that are mostly zeros, as reverse mode makes them where entries of a vector are used one by one.

import type { Graph, NodeId } from "../../graph/graph.js";
import { sizeOf } from "../../graph/shape.js";
import { usesOf } from "../optimise/rewrite.js";

/** One term of a chain: the entries of `value`, from `offset` on. */
export interface Term {
  readonly value: NodeId;
  readonly offset: number;
  readonly size: number;
}

export interface Chains {
  /** terms of each sum ((t1 + t2) + t3) + ... in which some are zero but for a few entries */
  readonly terms: ReadonlyMap<NodeId, readonly Term[]>;
  /** marks nodes inside such a sum: they need no value of their own */
  readonly inside: Uint8Array;
}

/** Finds them among the needed nodes. A sum that is used elsewhere, too, is the beginning of a chain of its own. */
export function chainsOf(graph: Graph, needed: Uint8Array): Chains {
  const inside = new Uint8Array(graph.length);
  const terms = new Map<NodeId, readonly Term[]>();
  if (!hasPlaces(graph)) return { terms, inside };
  const uses = usesOf(graph, needed);
  const seen = new Uint8Array(graph.length);
  for (let root = graph.length - 1; root >= 0; root--) {
    if (needed[root] === 0 || seen[root] === 1 || graph.primitive(root) !== "add" || sizeOf(graph.shape(root)) === 1) continue;
    const sums = [root];
    for (let sum = graph.operand(root, 0); graph.primitive(sum) === "add" && uses[sum] === 1; sum = graph.operand(sum, 0)) sums.push(sum);
    for (const sum of sums) seen[sum] = 1;
    const nodes = [graph.operand(sums.at(-1) as NodeId, 0), ...sums.map((sum) => graph.operand(sum, 1)).reverse()];
    const isPlaced = (node: NodeId) => graph.primitive(node) === "place" && uses[node] === 1;
    if (!nodes.some(isPlaced)) continue;
    for (const node of [...sums.slice(1), ...nodes.filter(isPlaced)]) inside[node] = 1;
    terms.set(
      root,
      nodes.map((node) => termOf(graph, node, isPlaced(node))),
    );
  }
  return { terms, inside };
}

function hasPlaces(graph: Graph): boolean {
  for (let node = 0; node < graph.length; node++) if (graph.primitive(node) === "place") return true;
  return false;
}

function termOf(graph: Graph, node: NodeId, placed: boolean): Term {
  if (!placed) return { value: node, offset: 0, size: sizeOf(graph.shape(node)) };
  const value = graph.operand(node, 0);
  return { value, offset: (graph.attribute(node) as readonly number[])[0] as number, size: sizeOf(graph.shape(value)) };
}

/**
 * The entries that every term covers. Elsewhere some term adds a zero, which makes a sum of -0 positive; here a sum may stay -0.
 * So a sum that starts from -0 here and from 0 elsewhere has the bits of the chain.
 */
export function commonRange(terms: readonly Term[]): { readonly from: number; readonly to: number } {
  const from = Math.max(...terms.map(({ offset }) => offset));
  return { from, to: Math.max(from, Math.min(...terms.map(({ offset, size }) => offset + size))) };
}
