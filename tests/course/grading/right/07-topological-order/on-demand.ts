// Ready nodes are taken from the end of a list of their own, operands are counted as a set; adjoints are found by asking, with a memory.

export interface Edge {
  operand: string;
  node: string;
  partial: number;
}

export function topologicalOrder(operands: Record<string, string[]>): string[] {
  const waitingFor = new Map(Object.entries(operands).map(([name, list]) => [name, new Set(list)]));
  const users = new Map([...waitingFor.keys()].map((name): [string, string[]] => [name, []]));
  for (const [name, list] of waitingFor) for (const operand of list) users.get(operand)?.push(name);
  const order: string[] = [];
  const ready = [...waitingFor.keys()].filter((name) => waitingFor.get(name)?.size === 0);
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    order.push(name);
    for (const user of users.get(name) ?? []) {
      waitingFor.get(user)?.delete(name);
      if (waitingFor.get(user)?.size === 0) ready.push(user);
    }
  }
  const left = [...waitingFor].filter(([, list]) => list.size > 0);
  if (left.length > 0) throw new Error(`no order for ${left.map(([name]) => name).join(" and ")}`);
  return order;
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
