// Sums with 0 are there to turn -0 into 0. They are read past where there is no -0, or where nobody can see the sign of a zero.

import type { Graph, NodeId } from "../../graph/graph.js";
import { neededNodes } from "../../graph/needed.js";
import { sameShape } from "../../graph/shape.js";
import { seesSigns } from "./zero-signs.js";

/** What to read instead of an operand of a reader, or instead of an output, which has none; undefined where no sum is with 0. */
export function pastZeroSums(graph: Graph): ((operand: NodeId, reader?: NodeId) => NodeId) | undefined {
  const needed = neededNodes(graph);
  const terms = zeroSums(graph, needed);
  if (terms.size === 0) return undefined;
  const seen = seenSigns(graph, needed);
  const positive = withoutNegativeZero(graph, needed);
  return (operand, reader) => {
    const sees = reader === undefined || seesSigns(graph.primitive(reader), seen[reader] === 1);
    let node = operand;
    for (let term = terms.get(node); term !== undefined && (!sees || positive[term] === 1); term = terms.get(node)) node = term;
    return node;
  };
}

/** The other term of each sum with 0. */
function zeroSums(graph: Graph, needed: Uint8Array): ReadonlyMap<NodeId, NodeId> {
  const terms = new Map<NodeId, NodeId>();
  for (let node = 0; node < graph.length; node++) {
    if (needed[node] === 0 || graph.primitive(node) !== "add") continue;
    const [first, second] = graph.operands(node) as [NodeId, NodeId];
    const term = isZero(graph, second) ? first : isZero(graph, first) ? second : undefined;
    if (term !== undefined && sameShape(graph.shape(term), graph.shape(node))) terms.set(node, term);
  }
  return terms;
}

function isZero(graph: Graph, node: NodeId): boolean {
  const primitive = graph.primitive(node);
  if (primitive === "broadcast" || primitive === "reshape") return isZero(graph, graph.operand(node, 0));
  return primitive === "constant" && Object.is(graph.attribute(node), 0);
}

/** Marks nodes of whose zeros the sign can be seen: in an output, by a function, or in a result of which it can be seen. */
function seenSigns(graph: Graph, needed: Uint8Array): Uint8Array {
  const seen = new Uint8Array(graph.length);
  for (const output of graph.outputs) seen[output] = 1;
  for (let node = graph.length - 1; node >= 0; node--) {
    if (needed[node] === 0 || !seesSigns(graph.primitive(node), seen[node] === 1)) continue;
    for (let k = 0; k < graph.operandCount(node); k++) seen[graph.operand(node, k)] = 1;
  }
  return seen;
}

/** Marks nodes that are never -0; of some others that is not known. */
function withoutNegativeZero(graph: Graph, needed: Uint8Array): Uint8Array {
  const known = new Uint8Array(graph.length);
  for (let node = 0; node < graph.length; node++) {
    if (needed[node] === 1 && isNeverNegativeZero(graph, node, (operand) => known[operand] === 1)) known[node] = 1;
  }
  return known;
}

function isNeverNegativeZero(graph: Graph, node: NodeId, known: (operand: NodeId) => boolean): boolean {
  const operands = graph.operands(node);
  const [first, second] = operands as [NodeId, NodeId];
  switch (graph.primitive(node)) {
    case "constant":
      return entriesOf(graph, node).every((entry) => !Object.is(entry, -0));
    // x - x is 0, and a sum is -0 only where both terms are, a difference where -0 - 0 stands.
    case "add":
      return known(first) || known(second);
    case "sub":
      return known(first);
    // By a factor of at least 1 nothing becomes 0 that was not.
    case "mul":
      return first === second || [operands, operands.toReversed()].some(([x, y]) => known(x as NodeId) && isAtLeastOne(graph, y as NodeId));
    case "square":
    case "abs":
    case "exp":
    case "sum":
    case "dot":
      return true;
    case "broadcast":
    case "reshape":
    case "transpose":
    case "index":
      return known(first);
    default:
      return false;
  }
}

function isAtLeastOne(graph: Graph, node: NodeId): boolean {
  const primitive = graph.primitive(node);
  if (primitive === "broadcast" || primitive === "reshape") return isAtLeastOne(graph, graph.operand(node, 0));
  return primitive === "constant" && entriesOf(graph, node).every((entry) => entry >= 1);
}

function entriesOf(graph: Graph, node: NodeId): ArrayLike<number> & { every(test: (entry: number) => boolean): boolean } {
  const value = graph.attribute(node) as number | Float64Array;
  return typeof value === "number" ? [value] : value;
}
