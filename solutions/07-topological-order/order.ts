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
  const waiting = new Map<string, number>();
  const users = new Map<string, string[]>();
  for (const [node, list] of Object.entries(operands)) {
    waiting.set(node, list.length);
    for (const operand of list) users.set(operand, [...(users.get(operand) ?? []), node]);
  }
  // A node is ready when all of its operands are in the order; the list grows while it is gone through.
  const order = [...waiting.keys()].filter((node) => waiting.get(node) === 0);
  for (const node of order) {
    for (const user of users.get(node) ?? []) {
      const left = (waiting.get(user) ?? 0) - 1;
      waiting.set(user, left);
      if (left === 0) order.push(user);
    }
  }
  if (order.length < waiting.size) throw new Error("the graph has a cycle");
  return order;
}

/** The derivative of the output with respect to every node that the edges name, and to the output itself. */
export function adjoints(edges: Edge[], output: string): Record<string, number> {
  const incoming: Record<string, Edge[]> = { [output]: [] };
  for (const edge of edges) {
    incoming[edge.operand] ??= [];
    incoming[edge.node] ??= [];
    incoming[edge.node]?.push(edge);
  }
  const operands = Object.entries(incoming).map(([node, list]) => [node, list.map(({ operand }) => operand)]);
  const adjoint = Object.fromEntries(Object.keys(incoming).map((node) => [node, node === output ? 1 : 0]));
  // Reverse order: an adjoint is complete only after all uses of its node.
  for (const node of topologicalOrder(Object.fromEntries(operands)).reverse())
    for (const { operand, partial } of incoming[node] ?? []) adjoint[operand] = (adjoint[operand] ?? 0) + (adjoint[node] ?? 0) * partial;
  return adjoint;
}
