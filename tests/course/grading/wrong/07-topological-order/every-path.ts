// loses: work; misconception: every-path
interface Edge {
  operand: string;
  node: string;
  partial: number;
}

export function topologicalOrder(operands: Record<string, string[]>): string[] {
  return sorted(operands);
}

export function adjoints(edges: Edge[], output: string): Record<string, number> {
  const along = (node: string): number =>
    edges.filter((edge) => edge.operand === node).reduce((sum, edge) => sum + edge.partial * along(edge.node), node === output ? 1 : 0);
  const names = new Set([output, ...edges.flatMap(({ operand, node }) => [operand, node])]);
  return Object.fromEntries([...names].map((name) => [name, along(name)]));
}

function sorted(operands: Record<string, string[]>): string[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (start: string): void => {
    const stack = [start];
    while (stack.length > 0) {
      const node = stack.at(-1) as string;
      if (done.has(node)) {
        stack.pop();
        continue;
      }
      const next = (operands[node] ?? []).find((operand) => !done.has(operand));
      if (next === undefined) {
        done.add(node);
        open.delete(node);
      } else {
        if (open.has(next) || next === node) throw new Error("cycle");
        open.add(node);
        stack.push(next);
      }
    }
  };
  for (const node of Object.keys(operands)) visit(node);
  return [...done];
}
