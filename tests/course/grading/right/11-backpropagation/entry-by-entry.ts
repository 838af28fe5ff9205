// Every derivative is a sum of its own in loops, from the last index to the first; slopes are written with cosh; the list expands the square.

export interface Gradient {
  loss: number;
  W1: number[][];
  W2: number[][];
}

export type Node =
  | { primitive: "input"; value: number }
  | { primitive: "add" | "subtract" | "multiply"; operands: [number, number] }
  | { primitive: "sigmoid"; operands: [number] };

const at = (list: number[] | undefined, i: number) => list?.[i] ?? 0;
const sigmoid = (a: number) => (1 + Math.tanh(a / 2)) / 2;
const slope = (a: number) => 1 / (2 + 2 * Math.cosh(a));

export function byHand(W1: number[][], W2: number[][], x: number[], y: number[]): Gradient {
  const preActivation = (i: number) => x.reduceRight((sum, entry, j) => sum + entry * at(W1[i], j), 0);
  const residual = (k: number) => W1.reduceRight((sum, _, i) => sum - at(W2[k], i) * sigmoid(preActivation(i)), at(y, k));
  const arriving = (i: number) => W2.reduceRight((sum, row, k) => sum - residual(k) * at(row, i), 0);
  return {
    loss: y.reduce((sum, _, k) => sum + 0.5 * residual(k) * residual(k), 0),
    W1: W1.map((row, i) => row.map((_, j) => arriving(i) * at(x, j) * slope(preActivation(i)))),
    W2: W2.map((row, k) => row.map((_, i) => -residual(k) * sigmoid(preActivation(i)))),
  };
}

export function reverseMode(list: Node[]): { values: number[]; adjoints: number[] } {
  const values: number[] = [];
  const pulls: ((delta: number) => [number, number][])[] = [];
  for (const node of list) {
    if (node.primitive === "input") {
      values.push(node.value);
      pulls.push(() => []);
      continue;
    }
    const [i, j = i] = node.operands;
    const [x, y] = [at(values, i), at(values, j)];
    if (node.primitive === "sigmoid") {
      values.push(sigmoid(x));
      pulls.push((delta) => [[i, delta * slope(x)]]);
    } else if (node.primitive === "multiply") {
      values.push(y * x);
      pulls.push((delta) => [
        [j, x * delta],
        [i, y * delta],
      ]);
    } else {
      const sign = node.primitive === "add" ? 1 : -1;
      values.push(x + sign * y);
      pulls.push((delta) => [
        [i, delta],
        [j, sign * delta],
      ]);
    }
  }
  const adjoints = values.map(() => 0);
  adjoints[list.length - 1] = 1;
  for (let k = list.length - 1; k >= 0; k--)
    for (const [operand, sent] of pulls[k]?.(at(adjoints, k)) ?? []) adjoints[operand] = at(adjoints, operand) + sent;
  return { adjoints, values };
}

/** 1/2 (y - a)^2 = y (y/2 - a) + a (a/2), where halves are made by multiplication with an input. */
export function lossList(W1: number[][], W2: number[][], x: number[], y: number[]): { list: Node[]; W1: number[][]; W2: number[][] } {
  const list: Node[] = [{ primitive: "input", value: 0.5 }];
  const put = (node: Node) => {
    list.push(node);
    return list.length - 1;
  };
  const input = (value: number) => put({ primitive: "input", value });
  const apply = (primitive: "add" | "subtract" | "multiply", i: number, j: number) => put({ primitive, operands: [i, j] });
  let loss = input(0);
  const inputs = x.map(input);
  // Weights become inputs where they are used for the first time, from the last one to the first.
  const lines1 = W1.map((row) => row.map(() => -1));
  const lines2 = W2.map((row) => row.map(() => -1));
  const h = W1.map((row, i) => {
    let a = input(0);
    for (let j = row.length - 1; j >= 0; j--) {
      const line = input(at(row, j));
      (lines1[i] as number[])[j] = line;
      a = apply("add", apply("multiply", at(inputs, j), line), a);
    }
    return put({ primitive: "sigmoid", operands: [a] });
  });
  W2.forEach((row, k) => {
    let a = input(0);
    for (let i = row.length - 1; i >= 0; i--) {
      const line = input(at(row, i));
      (lines2[k] as number[])[i] = line;
      a = apply("add", a, apply("multiply", line, at(h, i)));
    }
    const target = input(at(y, k));
    const first = apply("multiply", target, apply("subtract", apply("multiply", 0, target), a));
    const second = apply("multiply", a, apply("multiply", a, 0));
    loss = apply("add", apply("add", first, second), loss);
  });
  return { list, W1: lines1, W2: lines2 };
}
