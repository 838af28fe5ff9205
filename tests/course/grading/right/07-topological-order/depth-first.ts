// Depth first with a stack of its own, so that the nodes come in quite another order; the record of adjoints has no prototype.

export interface Edge {
  operand: string;
  node: string;
  partial: number;
}

export function topologicalOrder(operands: Record<string, string[]>): string[] {
  const state = new Map<string, "open" | "done">();
  const order: string[] = [];
  for (const start of Object.keys(operands).reverse()) {
    const stack: { name: string; next: number }[] = [{ name: start, next: 0 }];
    if (state.has(start)) continue;
    state.set(start, "open");
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const operand = operands[top.name]?.[top.next++];
      if (operand === undefined) {
        state.set(top.name, "done");
        order.push(top.name);
        stack.pop();
      } else if (state.get(operand) === "open") throw new Error(`${operand} depends on itself`);
      else if (!state.has(operand)) {
        state.set(operand, "open");
        stack.push({ name: operand, next: 0 });
      }
    }
  }
  return order;
}

export function adjoints(edges: Edge[], output: string): Record<string, number> {
  const uses = new Map<string, number>();
  const result: Record<string, number> = Object.create(null);
  result[output] = 1;
  for (const { operand, node } of edges) {
    result[operand] ??= 0;
    result[node] ??= 0;
    uses.set(operand, (uses.get(operand) ?? 0) + 1);
  }
  // A node is complete when all that use it have sent something; what nobody uses is complete at once.
  const ready = Object.keys(result).filter((name) => !uses.has(name));
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    for (const edge of edges) {
      if (edge.node !== name) continue;
      result[edge.operand] = (result[edge.operand] as number) + edge.partial * (result[name] as number);
      const left = (uses.get(edge.operand) ?? 0) - 1;
      uses.set(edge.operand, left);
      if (left === 0) ready.push(edge.operand);
    }
  }
  return result;
}
