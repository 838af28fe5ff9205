// loses: long-chains; misconception: round-after-round
export interface Edge {
  operand: string;
  node: string;
  partial: number;
}

export function topologicalOrder(operands: Record<string, string[]>): string[] {
  const placed = new Set<string>();
  const names = Object.keys(operands);
  while (placed.size < names.length) {
    const before = placed.size;
    for (const name of names) {
      if (!placed.has(name) && operands[name]?.every((operand) => placed.has(operand))) placed.add(name);
    }
    if (placed.size === before) throw new Error("there is no order");
  }
  return [...placed];
}

export function adjoints(edges: Edge[], output: string): Record<string, number> {
  const known: Record<string, number> = {};
  const ask = (name: string): number => {
    const before = known[name];
    if (before !== undefined) return before;
    const sent = edges.filter(({ operand }) => operand === name).map(({ node, partial }) => partial * ask(node));
    const adjoint = sent.reduce((sum, one) => sum + one, Number(name === output));
    known[name] = adjoint;
    return adjoint;
  };
  for (const { operand, node } of edges) {
    ask(node);
    ask(operand);
  }
  ask(output);
  return known;
}
