// A graph rebuilt node by node: each rule may offer something equal instead of a node, and equal nodes become one.

import { type Attribute, type Graph, GraphBuilder, type NodeId } from "../../graph/graph.js";
import { neededNodes } from "../../graph/needed.js";
import type { Shape } from "../../graph/shape.js";

/** A node about to be recorded. */
export interface Candidate {
  readonly primitive: string;
  readonly operands: readonly NodeId[];
  readonly shape: Shape;
  readonly attribute: Attribute | undefined;
}

/** A node of the new graph with the same bits at every point, or undefined to leave the candidate as it is. */
export type Rule = (candidate: Candidate, rewriting: Rewriting) => NodeId | undefined;

/** The new graph as far as it is built. */
export class Rewriting {
  readonly builder = new GraphBuilder();
  readonly #rules: readonly Rule[];
  readonly #known = new Map<string, NodeId>();
  readonly #uses: number[] = [];
  readonly #made: (Candidate | undefined)[] = [];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** Records a node, or finds what is equal to it. */
  add(candidate: Candidate): NodeId {
    for (const rule of this.#rules) {
      const instead = rule(candidate, this);
      if (instead !== undefined) return instead;
    }
    const { primitive, operands, shape, attribute } = candidate;
    // The entries of a constant array are not compared: it is recorded once already.
    if (attribute instanceof Float64Array) return this.#make(candidate);
    const key = `${primitive} ${operands.join(" ")} ${shape.join("x")} ${Object.is(attribute, -0) ? "-0" : String(attribute)}`;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const made = this.#make(candidate);
    this.#known.set(key, made);
    return made;
  }

  #make(candidate: Candidate): NodeId {
    const { primitive, operands, shape, attribute } = candidate;
    const node = this.builder.add(primitive, operands, shape, attribute);
    this.#made[node] = candidate;
    return node;
  }

  constant(value: number): NodeId {
    return this.add({ primitive: "constant", operands: [], shape: [], attribute: value });
  }

  /** As a candidate, for rules that look through a node. */
  at(node: NodeId): Candidate {
    return this.#made[node] ?? { primitive: "input", operands: [], shape: this.builder.shape(node), attribute: undefined };
  }

  /** How often the nodes that became this one were used. */
  uses(node: NodeId): number {
    return this.#uses[node] ?? 0;
  }

  addUses(node: NodeId, uses: number): void {
    this.#uses[node] = this.uses(node) + uses;
  }
}

/**
 * The same function, bit for bit, without nodes that no output needs.
 * @param past  the node to read instead of an operand of a reader, or of an output, which has none: nodes that nobody reads then stay
 */
export function rewrite(
  graph: Graph,
  rules: readonly Rule[],
  past: (operand: NodeId, reader?: NodeId) => NodeId = (operand) => operand,
): Graph {
  const needed = neededNodes(graph);
  const uses = usesOf(graph, needed);
  const rewriting = new Rewriting(rules);
  const renumbered: NodeId[] = [];
  const names = new Map(graph.inputs.map((input) => [input.node, input.name]));
  for (let node = 0; node < graph.length; node++) {
    const name = names.get(node);
    if (name !== undefined) renumbered[node] = rewriting.builder.input(name, graph.shape(node));
    else if (needed[node] === 1) {
      renumbered[node] = rewriting.add({
        primitive: graph.primitive(node),
        operands: graph.operands(node).map((operand) => renumbered[past(operand, node)] as NodeId),
        shape: graph.shape(node),
        attribute: graph.attribute(node),
      });
    } else continue;
    rewriting.addUses(renumbered[node] as NodeId, uses[node] as number);
  }
  return rewriting.builder.finish(graph.outputs.map((output) => renumbered[past(output)] as NodeId));
}

/** How many operands and outputs each needed node serves. */
export function usesOf(graph: Graph, needed: Uint8Array): Int32Array {
  const uses = new Int32Array(graph.length);
  const count = (node: NodeId) => {
    uses[node] = (uses[node] as number) + 1;
  };
  graph.outputs.forEach(count);
  for (let node = 0; node < graph.length; node++) {
    if (needed[node] === 1) for (let k = 0; k < graph.operandCount(node); k++) count(graph.operand(node, k));
  }
  return uses;
}
