// Lists hold lines that nothing uses, an ill-starred doubling among them; byHand is made of the list, and reverse mode counts on uses.

export interface Gradient {
  loss: number;
  W1: number[][];
  W2: number[][];
}

export type Node =
  | { primitive: "input"; value: number }
  | { primitive: "add" | "subtract" | "multiply"; operands: [number, number] }
  | { primitive: "sigmoid"; operands: [number] };

export function byHand(W1: number[][], W2: number[][], x: number[], y: number[]): Gradient {
  const { list, ...lines } = lossList(W1, W2, x, y);
  const { values, adjoints } = reverseMode(list);
  const found = (where: number[][]) => where.map((row) => row.map((line) => adjoints[line] ?? Number.NaN));
  return { loss: values.at(-1) ?? Number.NaN, W1: found(lines.W1), W2: found(lines.W2) };
}

const operandsOf = (node: Node): number[] => (node.primitive === "input" ? [] : node.operands);

export function reverseMode(list: Node[]): { values: number[]; adjoints: number[] } {
  const values = list.reduce<number[]>((before, node) => {
    const [x = 0, y = 0] = operandsOf(node).map((i) => before[i] ?? 0);
    if (node.primitive === "input") before.push(node.value);
    if (node.primitive === "add") before.push(x - -y);
    if (node.primitive === "subtract") before.push(x - y);
    if (node.primitive === "multiply") before.push(x * y);
    if (node.primitive === "sigmoid") before.push(Math.exp(x) / (1 + Math.exp(x)));
    return before;
  }, []);
  const users = list.map((): number[] => []);
  list.forEach((node, k) => {
    for (const operand of new Set(operandsOf(node))) users[operand]?.push(k);
  });
  // Every line asks those that use it; they stand behind it, so that theirs are known.
  const adjoints = list.map(() => 0);
  for (let i = list.length - 1; i >= 0; i--) {
    let sum = i === list.length - 1 ? 1 : 0;
    for (const k of users[i] ?? []) sum += (adjoints[k] ?? 0) * partial(list[k] as Node, i);
    adjoints[i] = sum;
  }
  return { values, adjoints };

  function partial(node: Node, by: number): number {
    if (node.primitive === "sigmoid") {
      const s = values[list.indexOf(node)] ?? 0;
      return s - s * s;
    }
    const [i = -1, j = -1] = operandsOf(node);
    const [x, y] = [values[i] ?? 0, values[j] ?? 0];
    const [first, second] = node.primitive === "multiply" ? [y, x] : [1, node.primitive === "add" ? 1 : -1];
    return (i === by ? first : 0) + (j === by ? second : 0);
  }
}

export function lossList(W1: number[][], W2: number[][], x: number[], y: number[]): { list: Node[]; W1: number[][]; W2: number[][] } {
  const list: Node[] = [];
  const put = (node: Node) => list.push(node) - 1;
  const input = (value: number) => put({ primitive: "input", value });
  const apply = (primitive: "add" | "subtract" | "multiply", i: number, j: number) => put({ primitive, operands: [i, j] });
  const half = input(0.5);
  // Nothing needs them, and the number of paths to the last of them is 2^60.
  for (let last = half, n = 0; n < 60; n++) last = apply("add", last, last);
  const [lines2, targets, entries] = [W2.map((row) => row.map(input)), y.map(input), x.map(input)];
  const lines1 = W1.map((row) => row.map(input));
  const weighted = (lines: number[][], values: number[]) =>
    lines.map((row) =>
      row.map((line, j) => apply("multiply", values[j] ?? 0, line)).reduceRight((sum, product) => apply("add", product, sum)),
    );
  const hidden = weighted(lines1, entries).map((a) => put({ primitive: "sigmoid", operands: [a] }));
  const parts = weighted(lines2, hidden).map((a, k) => {
    const residual = apply("subtract", targets[k] ?? 0, a);
    return apply("multiply", apply("multiply", half, residual), residual);
  });
  const total = parts.reduce((sum, part) => apply("add", sum, part));
  // The last line must be the loss.
  apply("multiply", total, input(1));
  return { list, W1: lines1, W2: lines2 };
}
