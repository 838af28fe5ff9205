// What is done in which order for a graph of vectors and matrices: loops over many nodes at once, products, calls.

import type { Graph, NodeId } from "../../graph/graph.js";
import { neededNodes } from "../../graph/needed.js";
import { type Shape, sizeOf } from "../../graph/shape.js";
import { rowOf } from "../../primitives/row.js";
import { type Chains, chainsOf, type Term } from "./chains.js";

/** How a loop over a shape reads or adds to an array: entry by entry, one for all, by column, by row, or turned around. */
export type Access = "flat" | "one" | "column" | "row" | "turned";

/** An operand as a loop reads it. */
export interface Read {
  readonly node: NodeId;
  readonly access: Access;
}

/** Something that a loop adds up. */
export interface Sum {
  readonly node: NodeId;
  /** one operand, or the two factors of each term */
  readonly terms: readonly Read[];
  readonly access: Access;
  /** entries of the node before the first that is added to */
  readonly offset: number;
}

/** A node that is two arrays added, the first one entry further on than the second: it takes over from pass to pass. */
export interface Carry {
  readonly node: NodeId;
  readonly first: Read;
  readonly second: Read;
  /** entries of the node before the first of `second`; -1 where the node has only the entries that both reach */
  readonly offset: number;
}

/** One pass over all entries of a shape. */
export interface Loop {
  readonly kind: "loop";
  readonly shape: Shape;
  readonly nodes: NodeId[];
  readonly sums: readonly Sum[];
  readonly carries: readonly Carry[];
}

export type Step =
  | Loop
  /** a node of one entry */
  | { readonly kind: "scalar"; readonly node: NodeId }
  /** one entry added to one entry of a node */
  | { readonly kind: "add"; readonly node: NodeId; readonly offset: number; readonly value: NodeId }
  | { readonly kind: "product"; readonly node: NodeId }
  | { readonly kind: "call"; readonly node: NodeId };

/** A node whose entries are some entries of another, from an offset on. */
export interface Alias {
  readonly node: NodeId;
  readonly offset: number;
}

export interface Plan {
  readonly graph: Graph;
  readonly steps: readonly Step[];
  /** 1 for a node with entries of its own in the memory; a node of one entry has some anyway */
  readonly stored: Uint8Array;
  readonly chains: Chains;
  readonly begins: ReadonlyMap<NodeId, NodeId>;
  alias(node: NodeId): Alias;
  reads(node: NodeId): readonly Read[];
}

/** @param begins  sums that begin with the value of another node, of one entry, instead of 0 */
export function planOf(graph: Graph, begins: ReadonlyMap<NodeId, NodeId> = new Map()): Plan {
  const needed = neededNodes(graph.withOutputs([...graph.outputs, ...begins.values()]));
  const chains = chainsOf(graph, needed);
  const stored = new Uint8Array(graph.length);
  const virtual = virtualNodes(graph, needed, chains);
  /** step that completes a node, and the one loop in which it can be read entry by entry before that */
  const done = new Int32Array(graph.length).fill(-1);
  const inLoop = new Uint8Array(graph.length);
  const steps: (Exclude<Step, Loop> | GrowingLoop)[] = [];
  const loops = new Map<string, number[]>();
  const size = (node: NodeId) => sizeOf(graph.shape(node));

  function alias(node: NodeId): Alias {
    let offset = 0;
    for (;;) {
      const primitive = graph.primitive(node);
      if (primitive !== "reshape" && primitive !== "index") return { node, offset };
      if (primitive === "index") offset += offsetOf(graph, node);
      node = graph.operand(node, 0);
    }
  }

  function read(node: NodeId): Read {
    if (virtual[node] === 0) return { node, access: size(node) === 1 ? "one" : "flat" };
    const inner = graph.operand(node, 0);
    if (graph.primitive(node) === "transpose") return { node: inner, access: "turned" };
    return { node: inner, access: accessFor(graph.shape(inner), graph.shape(node)) };
  }

  const reads = (node: NodeId) => graph.operands(node).map(read);

  /** The last loop over this shape that can still take something which reads these. */
  function loopFor(shape: Shape, terms: readonly Read[], from: number): number {
    const key = shape.join("x");
    const known = loops.get(key) ?? [];
    loops.set(key, known);
    const fits = (at: number) =>
      at >= from &&
      terms.every(({ node, access }) => {
        const source = alias(node).node;
        return (done[source] as number) < at || (done[source] === at && source === node && inLoop[node] === 1 && access === "flat");
      });
    for (let i = known.length - 1; i >= Math.max(0, known.length - 4); i--) if (fits(known[i] as number)) return known[i] as number;
    known.push(steps.push({ kind: "loop", shape, nodes: [], sums: [], carries: [] }) - 1);
    return steps.length - 1;
  }

  /** What is read in another loop than the one that made it, or not entry by entry, stands in the memory. */
  function store(terms: readonly Read[], at: number): void {
    for (const { node } of terms) {
      const source = alias(node).node;
      if (source !== node || done[source] !== at) stored[source] = 1;
    }
  }

  function addLoopSum(node: NodeId, shape: Shape, sum: Omit<Sum, "node">, from = 0): number {
    const begin = begins.get(node);
    const at = loopFor(shape, begin === undefined ? sum.terms : [...sum.terms, { node: begin, access: "one" }], from);
    (steps[at] as GrowingLoop).sums.push({ node, ...sum });
    store(sum.terms, at);
    if (sum.access !== "one") stored[node] = 1;
    return at;
  }

  function addChain(node: NodeId, terms: readonly Term[]): number {
    stored[node] = 1;
    let last = 0;
    terms.forEach((term, i) => {
      if (term.size === 1) {
        stored[alias(term.value).node] = 1;
        last = steps.push({ kind: "add", node, offset: term.offset, value: term.value }) - 1;
        return;
      }
      // In one loop, terms at different offsets meet in another order: only the order of two does not matter.
      const from = i === 0 || (terms.length === 2 && terms[0]?.size !== 1) ? last : last + 1;
      const given = { terms: [read(term.value)], access: "flat" as const, offset: term.offset };
      last = Math.max(last, addLoopSum(node, graph.shape(term.value), given, from));
    });
    return last;
  }

  /** All entries but the last of one vector, added to all but the first of another, where one loop computes both. */
  function addCarry(node: NodeId): number | undefined {
    const operands = graph.operands(node);
    if (graph.primitive(node) !== "add" || operands.some((operand) => size(operand) !== size(node))) return undefined;
    const [first, second] = operands.map(alias).toSorted((a, b) => a.offset - b.offset) as [Alias, Alias];
    if (first.offset !== 0 || second.offset !== 1 || inLoop[first.node] === 0 || inLoop[second.node] === 0) return undefined;
    const at = done[first.node] as number;
    const loop = steps[at] as GrowingLoop;
    if (done[second.node] !== at || loop.shape.length !== 1 || loop.shape[0] !== size(node) + 1) return undefined;
    const read = ({ node: source }: Alias): Read => ({ node: source, access: "flat" });
    loop.carries.push({ node, first: read(first), second: read(second), offset: -1 });
    stored[node] = 1;
    return at;
  }

  function addNode(node: NodeId): number {
    const primitive = graph.primitive(node);
    const terms = chains.terms.get(node);
    if (terms !== undefined) return addChain(node, terms);
    const row = rowOf(primitive);
    if (row.kind === "elementwise") {
      if (size(node) === 1) {
        for (const operand of graph.operands(node)) stored[alias(operand).node] = 1;
        return steps.push({ kind: "scalar", node }) - 1;
      }
      const carried = addCarry(node);
      if (carried !== undefined) return carried;
      const at = loopFor(graph.shape(node), reads(node), 0);
      (steps[at] as GrowingLoop).nodes.push(node);
      store(reads(node), at);
      inLoop[node] = 1;
      return at;
    }
    if ((primitive === "sum" || primitive === "mean" || primitive === "dot") && size(graph.operand(node, 0)) > 1) {
      const [from, to] = [graph.shape(graph.operand(node, 0)), graph.shape(node)];
      const access = accessFor(to, from);
      return addLoopSum(node, from, { terms: reads(node), access, offset: 0 });
    }
    for (const operand of graph.operands(node)) {
      const inner = primitive === "matmul" && virtual[operand] === 1 ? graph.operand(operand, 0) : operand;
      stored[alias(inner).node] = 1;
    }
    stored[node] = 1;
    return steps.push({ kind: primitive === "matmul" ? "product" : "call", node }) - 1;
  }

  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (needed[node] === 0 || chains.inside[node] === 1 || virtual[node] === 1 || primitive === "input" || primitive === "constant")
      continue;
    if (primitive === "reshape" || primitive === "index") continue;
    done[node] = addNode(node);
  }
  for (const output of graph.outputs) stored[alias(output).node] = 1;
  return {
    graph,
    steps: steps.map((step) => (step.kind === "loop" ? withCarries(step, chains) : step)),
    stored,
    chains,
    begins,
    alias,
    reads,
  };
}

type GrowingLoop = Pick<Loop, "kind" | "shape"> & { readonly nodes: NodeId[]; readonly sums: Sum[]; readonly carries: Carry[] };

/** Two sums into one node, side by side in one loop, need no memory between them. */
function withCarries(loop: GrowingLoop, { terms }: Chains): Loop {
  const ofSums = loop.sums.flatMap((first): Carry[] => {
    const second = loop.sums.find(({ node, offset }) => node === first.node && offset === first.offset - 1);
    if (second === undefined || terms.get(first.node)?.length !== 2) return [];
    return [{ node: first.node, first: first.terms[0] as Read, second: second.terms[0] as Read, offset: second.offset }];
  });
  const carried = new Set(ofSums.map(({ node }) => node));
  return { ...loop, sums: loop.sums.filter(({ node }) => !carried.has(node)), carries: [...ofSums, ...loop.carries] };
}

/** Repetitions and transpositions that only loops or products read: they go through the original. */
function virtualNodes(graph: Graph, needed: Uint8Array, chains: Chains): Uint8Array {
  const virtual = new Uint8Array(graph.length);
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (needed[node] === 1 && (primitive === "broadcast" || primitive === "transpose")) virtual[node] = 1;
  }
  const keep = (node: NodeId) => {
    virtual[node] = 0;
  };
  graph.outputs.forEach(keep);
  for (const terms of chains.terms.values()) for (const { value } of terms) keep(value);
  for (let node = 0; node < graph.length; node++) {
    if (needed[node] === 0) continue;
    const primitive = graph.primitive(node);
    for (const operand of graph.operands(node)) if (!readsThrough(graph, primitive, node, operand)) keep(operand);
    // Through one only: what it repeats must have entries of its own.
    if (primitive === "broadcast" || primitive === "transpose") keep(graph.operand(node, 0));
  }
  return virtual;
}

function readsThrough(graph: Graph, primitive: string, node: NodeId, operand: NodeId): boolean {
  if (primitive === "input" || primitive === "constant") return false;
  if (primitive === "matmul") return graph.primitive(operand) === "transpose";
  if (graph.shape(operand).length > 2 || sizeOf(graph.shape(operand)) === 1) return false;
  if (primitive === "sum" || primitive === "mean" || primitive === "dot") return true;
  return rowOf(primitive).kind === "elementwise" && sizeOf(graph.shape(node)) > 1;
}

/** How a loop over `to` meets the entries of `from`, which broadcasts to it. */
function accessFor(from: Shape, to: Shape): Access {
  if (sizeOf(from) === 1) return "one";
  if (sizeOf(from) === sizeOf(to)) return "flat";
  return from.length === 2 && from[1] === 1 ? "row" : "column";
}

function offsetOf(graph: Graph, node: NodeId): number {
  const attribute = graph.attribute(node);
  return typeof attribute === "number" ? attribute : ((attribute as readonly number[])[0] as number);
}
