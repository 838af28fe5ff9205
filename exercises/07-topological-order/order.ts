// Exercise 07: an order in which a backward pass may visit the nodes of a graph, and sums at branches.

/** `node` is computed from `operand`, and `partial` is the derivative of the one with respect to the other. */
export interface Edge {
  operand: string;
  node: string;
  partial: number;
}

/**
 * Every node once, after its operands: { z: ["x", "y"], x: [], y: [] } gives ["x", "y", "z"].
 * Throws an error when the graph has a cycle.
 */
export function topologicalOrder(operands: Record<string, string[]>): string[] {
  throw new Error("not yet written: topologicalOrder");
}

/** The derivative of the output with respect to every node that the edges name, and to the output itself. */
export function adjoints(edges: Edge[], output: string): Record<string, number> {
  throw new Error("not yet written: adjoints");
}
