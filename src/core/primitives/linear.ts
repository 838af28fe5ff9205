// Products of vectors and matrices, and the mean.

import { describeShape, type Shape, ShapeError, sizeOf } from "../graph/shape.js";
import type { Tensor } from "../graph/tensor.js";
import type { Value } from "../graph/trace.js";
import { shapeOf } from "./apply.js";
import { add, div, mul, scale } from "./arithmetic.js";
import { broadcast, reshape, transpose } from "./arrays.js";
import { arrays } from "./define.js";

const dotRow = arrays({
  name: "dot",
  linear: "each",
  rule: "multiply",
  shape: ([x = [], y = []]) => {
    if (x.length !== 1 || y.length !== 1 || x[0] !== y[0]) {
      throw new ShapeError(`dot takes two vectors of one length, not ${describeShape(x)} and ${describeShape(y)}.`);
    }
    return [];
  },
  value: ([x, y], out) => {
    out[0] = innerProduct(x as Tensor, y as Tensor, (entry) => entry);
  },
  rounding: ([x, y], out) => {
    out[0] = sizeOf((x as Tensor).shape) * innerProduct(x as Tensor, y as Tensor, Math.abs);
  },
  pull: [(delta, { y }) => scale(delta, y), (delta, { x }) => scale(delta, x)],
  operations: ([x]) => 2 * sizeOf(x as Shape) - 1,
  lower: ([x = [], y = []]) => [addAll(x.map((entry, i) => mul(entry, y[i] as Value)))],
  spelling: { names: ["dot"], tex: "#1 \\cdot #2" },
});

function innerProduct(x: Tensor, y: Tensor, of: (product: number) => number): number {
  let total = 0;
  for (let i = 0; i < x.data.length; i++) total += of((x.data[i] as number) * (y.data[i] as number));
  return total;
}

function addAll(terms: readonly Value[]): Value {
  return terms.reduce((total, term) => add(total, term));
}

/** Sum of products of two vectors; of two scalars, their product. */
export function dot(x: Value, y: Value): Value {
  return shapeOf(x).length === 0 && shapeOf(y).length === 0 ? mul(x, y) : dotRow([x, y]);
}

/** [m, k] [k, n] gives [m, n]; a vector on the right is a column, on the left a row. */
const matmulRow = arrays({
  name: "matmul",
  linear: "each",
  rule: "multiply",
  shape: ([a = [], b = []]) => {
    if (a.length !== 2 || b.length !== 2 || a[1] !== b[0]) {
      throw new ShapeError(`matmul: ${describeShape(a)} and ${describeShape(b)} do not fit: columns of the first, rows of the second.`);
    }
    return [a[0] as number, b[1] as number];
  },
  value: ([a, b], out) => matrixProduct(a as Tensor, b as Tensor, out, (entry) => entry),
  rounding: ([a, b], out) => {
    matrixProduct(a as Tensor, b as Tensor, out, Math.abs);
    const terms = a?.shape[1] as number;
    for (let i = 0; i < out.length; i++) out[i] = terms * (out[i] as number);
  },
  pull: [(delta, { y: b }) => matmul(delta, transpose(b)), (delta, { x: a }) => matmul(transpose(a), delta)],
  operations: ([a = []], result) => sizeOf(result) * (2 * (a[1] as number) - 1),
  lower: ([a = [], b = []], { operands: [[m = 0, k = 0] = [], [, n = 0] = []] }) =>
    Array.from({ length: m * n }, (_, position) => {
      const [i, j] = [Math.floor(position / n), position % n];
      return addAll(Array.from({ length: k }, (_, l) => mul(a[i * k + l] as Value, b[l * n + j] as Value)));
    }),
  spelling: { names: ["matmul"], tex: "#1 #2" },
});

function matrixProduct(a: Tensor, b: Tensor, out: Float64Array, of: (product: number) => number): void {
  const [m = 0, k = 0] = a.shape;
  const n = b.shape[1] as number;
  out.fill(0);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const left = a.data[i * k + l] as number;
      for (let j = 0; j < n; j++) out[i * n + j] = (out[i * n + j] as number) + of(left * (b.data[l * n + j] as number));
    }
  }
}

/** Matrix product; either side may be a vector. */
export function matmul(a: Value, b: Value): Value {
  const [left, right] = [shapeOf(a), shapeOf(b)];
  if (left.length === 2 && right.length === 1) {
    return reshape(matmulRow([a, reshape(b, [right[0] as number, 1])]), [left[0] as number]);
  }
  if (left.length === 1 && right.length === 2) {
    return reshape(matmulRow([reshape(a, [1, left[0] as number]), b]), [right[1] as number]);
  }
  return matmulRow([a, b]);
}

const meanRow = arrays({
  name: "mean",
  linear: "each",
  rule: "add",
  shape: () => [],
  value: ([x], out) => {
    out[0] = (x?.data.reduce((total, entry) => total + entry, 0) as number) / (x?.data.length as number);
  },
  rounding: ([x], out) => {
    out[0] = 2 * (x?.data.reduce((total, entry) => total + Math.abs(entry), 0) as number);
  },
  pull: [(delta, _, __, { operands: [x = []] }) => broadcast(div(delta, sizeOf(x)), x)],
  operations: ([x]) => sizeOf(x as Shape),
  lower: ([x = []]) => [div(addAll(x), x.length)],
  spelling: { names: ["mean"], tex: "\\operatorname{mean} #1" },
});

/** The mean of all entries. */
export function mean(x: Value): Value {
  return meanRow([x]);
}
