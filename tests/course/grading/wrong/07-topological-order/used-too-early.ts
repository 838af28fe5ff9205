// loses: branches, one-way; misconception: used-too-early
interface Edge {
  operand: string;
  node: string;
  partial: number;
}

export function topologicalOrder(operands: Record<string, string[]>): string[] {
  return sorted(operands);
}

export function adjoints(edges: Edge[], output: string): Record<string, number> {
  const operands: Record<string, string[]> = { [output]: [] };
  for (const { operand, node } of edges) {
    operands[operand] ??= [];
    operands[node] = [...(operands[node] ?? []), operand];
  }
  const adjoint: Record<string, number> = {};
  for (const node of Object.keys(operands)) adjoint[node] = 0;
  adjoint[output] = 1;
  for (const node of new Set(edges.map((edge) => edge.node)))
    for (const { operand, partial } of edges.filter((edge) => edge.node === node))
      adjoint[operand] = (adjoint[operand] ?? 0) + (adjoint[node] ?? 0) * partial;
  return adjoint;
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
