// loses: loss-list; misconception: not-a-list
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
  const h = W1.map((row) => sigmoid(dot(row, x)));
  const delta2 = W2.map((row, k) => dot(row, h) - (y[k] as number));
  const column = (i: number) => W2.map((row) => row[i] as number);
  const arriving = h.map((_, i) => dot(column(i), delta2));
  const delta1 = h.map((entry, i) => entry * (1 - entry) * (arriving[i] as number));
  return { loss: dot(delta2, delta2) / 2, W1: outer(delta1, x), W2: outer(delta2, h) };
}

export function reverseMode(list: Node[]): { values: number[]; adjoints: number[] } {
  const values: number[] = [];
  for (const node of list) values.push(valueAt(node, values));
  const adjoints = list.map((_, i) => Number(i === list.length - 1));
  for (const [i, node] of [...list.entries()].reverse()) {
    if (node.primitive === "input") continue;
    const partials = partialsOf(node, values);
    for (const [k, operand] of node.operands.entries())
      adjoints[operand] = (adjoints[operand] as number) + (adjoints[i] as number) * (partials[k] as number);
  }
  return { values, adjoints };
}

export function lossList(W1: number[][], W2: number[][], x: number[], y: number[]): { list: Node[]; W1: number[][]; W2: number[][] } {
  const list: Node[] = [];
  const put = (node: Node) => list.push(node);
  const input = (value: number) => put({ primitive: "input", value });
  const sum = (terms: number[]) => terms.reduce((left, right) => put({ primitive: "add", operands: [left, right] }));
  const layer = (W: number[][], h: number[]) =>
    W.map((row) => sum(row.map((w, j) => put({ primitive: "multiply", operands: [w, h[j] as number] }))));
  const [lines1, lines2] = [W1.map((row) => row.map(input)), W2.map((row) => row.map(input))];
  const h = layer(lines1, x.map(input)).map((a) => put({ primitive: "sigmoid", operands: [a] }));
  const squares = layer(lines2, h).map((a, k) => {
    const residual = put({ primitive: "subtract", operands: [a, input(y[k] as number)] });
    return put({ primitive: "multiply", operands: [residual, residual] });
  });
  put({ primitive: "multiply", operands: [input(0.5), sum(squares)] });
  return { list, W1: lines1, W2: lines2 };
}

function valueAt(node: Node, values: number[]): number {
  if (node.primitive === "input") return node.value;
  const [x, y] = node.operands.map((operand) => values[operand]) as [number, number];
  switch (node.primitive) {
    case "add":
      return x + y;
    case "subtract":
      return x - y;
    case "multiply":
      return x * y;
    case "sigmoid":
      return sigmoid(x);
  }
}

function partialsOf(node: Exclude<Node, { primitive: "input" }>, values: number[]): number[] {
  const [x, y] = node.operands.map((operand) => values[operand]) as [number, number];
  switch (node.primitive) {
    case "add":
      return [1, 1];
    case "subtract":
      return [1, -1];
    case "multiply":
      return [y, x];
    case "sigmoid":
      return [sigmoid(x) * (1 - sigmoid(x))];
  }
}

function sigmoid(a: number): number {
  return 1 / (1 + Math.exp(-a));
}

function dot(left: number[], right: number[]): number {
  return left.reduce((sum, entry, i) => sum + entry * (right[i] as number), 0);
}

function outer(left: number[], right: number[]): number[][] {
  return left.map((entry) => right.map((other) => entry * other));
}
