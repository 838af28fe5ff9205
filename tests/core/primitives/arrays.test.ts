// Rows of whole vectors and matrices beside their values and rules: what fits, what it costs, what is rounded; and the family of softmax.

import { describe, expect, it } from "vitest";
import type { Tensor } from "../../../src/core/graph/tensor.js";
import { toTensor } from "../../../src/core/graph/tensor.js";
import { applyRow } from "../../../src/core/primitives/apply.js";
import { scale } from "../../../src/core/primitives/arithmetic.js";
import { broadcastIndex } from "../../../src/core/primitives/arrays.js";
import { type ArrayRow, allRows, pullRule, register, rowOf } from "../../../src/core/primitives/row.js";
import { withoutEach } from "../../../src/core/primitives/softmax-row.js";
import {
  add,
  broadcast,
  crossEntropy,
  dot,
  index,
  logsumexp,
  matmul,
  mean,
  mul,
  type Nested,
  operations,
  type Point,
  record,
  reshape,
  ShapeError,
  slice,
  softmax,
  stack,
  sum,
  sumTo,
  type TracedFunction,
  transpose,
  type Value,
} from "../../../src/index.js";

const A = [
  [1, 2, 3],
  [4, 5, 6],
];
const B = [
  [1, -1],
  [0, 2],
  [0.5, 1],
];

describe("operands that do not fit are refused by name", () => {
  const cases: readonly (readonly [string, () => Value, RegExp])[] = [
    ["vectors of two lengths", () => dot([1, 2], [1, 2, 3]), /dot takes two vectors of one length, not a vector of 2 and a vector of 3/],
    ["a vector and a number", () => dot([1, 2], 3), /not a vector of 2 and a scalar/],
    ["a number and a vector", () => dot(3, [1, 2]), /not a scalar and a vector of 2/],
    ["a matrix and a vector in a dot product", () => dot(A, [1, 2]), /not a 2 x 3 matrix and a vector of 2/],
    ["a vector and a matrix in a dot product", () => dot([1, 2], A), /not a vector of 2 and a 2 x 3 matrix/],
    ["two matrices in a dot product", () => dot(A, A), /not a 2 x 3 matrix and a 2 x 3 matrix/],
    [
      "columns and rows that differ",
      () => matmul(A, A),
      /a 2 x 3 matrix and a 2 x 3 matrix do not fit: columns of the first, rows of the second/,
    ],
    ["a matrix times a number", () => matmul(A, 2), /matmul: a 2 x 3 matrix and a scalar/],
    ["a number times a matrix", () => matmul(2, A), /matmul: a scalar and a 2 x 3 matrix/],
    ["two vectors in a matrix product", () => matmul([1], [1]), /matmul: a vector of 1 and a vector of 1/],
    ["a vector of another length", () => matmul(A, [1, 2]), /matmul/],
    ["a vector in the row of matrices", () => applyRow(rowOf("matmul"), [A, [1, 2, 3]]), /matmul: a 2 x 3 matrix and a vector of 3/],
    ["the transpose of a vector", () => transpose([1, 2]), /transpose takes a matrix, not a vector of 2/],
    ["another size", () => reshape([1, 2, 3], [2, 2]), /reshape: a vector of 3 has another size/],
    ["a position after the end", () => index([1, 2], 2), /a vector of 2 has no entry at position 2 \(counted from 0\)/],
    ["a position before the start", () => index([1, 2], -1), /position -1/],
    ["a position between two", () => index([1, 2], 0.5), /position 0\.5/],
    ["an entry of a number", () => index(1, 0), /a scalar has no entry/],
    ["a column of a vector", () => index([1, 2], 0, 0), /position 0, 0/],
    ["a column after the end", () => index(A, 1, 3), /position 1, 3/],
    ["a row after the end", () => index(A, 2, 0), /position 2, 0/],
    ["a slice over the end", () => slice([1, 2, 3], 2, [2]), /index: a vector of 3 has no entry at that position/],
    ["a slice before the start", () => slice([1, 2, 3], -1, [2]), /no entry at that position/],
    ["a stack of nothing", () => stack([]), /stack takes scalars, or vectors of one length/],
    ["a stack of matrices", () => stack([A, A]), /stack takes/],
    ["a stack of two lengths", () => stack([[1], [1, 2]]), /stack takes/],
    ["a stack of a number and a vector", () => stack([1, [1]]), /stack takes/],
    ["logsumexp of a number", () => logsumexp(1), /logsumexp takes a vector, or a matrix by rows/],
    ["cross entropy of two lengths", () => crossEntropy([1, 2], [1]), /crossEntropy takes logits and probabilities of one shape/],
    ["cross entropy of numbers", () => crossEntropy(1, 1), /crossEntropy takes logits/],
    ["the slope of two lengths", () => applyRow(rowOf("crossEntropySlope"), [[1, 2], [1]]), /crossEntropySlope takes logits/],
    ["sums of two shapes", () => add([1, 2], [1, 2, 3]), /add: a vector of 2 and a vector of 3 do not fit/],
  ];
  it.each(cases)("%s", (_, apply, message) => {
    expect(apply).toThrow(ShapeError);
    expect(apply).toThrow(message);
  });
});

describe("what fits", () => {
  it("positions count from 0 and go to the last", () => {
    expect([index([1, 2], 0), index([1, 2], 1)]).toEqual([1, 2]);
    expect([index(A, 0, 0), index(A, 1, 2), index(A, 0, 2)]).toEqual([1, 6, 3]);
    expect([index(A, 0), index(A, 1)]).toEqual(A);
    expect(slice([1, 2, 3], 1, [2])).toEqual([2, 3]);
    expect(slice([1, 2, 3], 2, [])).toBe(3);
    expect(slice(A, 2, [2, 2])).toEqual([
      [3, 4],
      [5, 6],
    ]);
  });

  it("products of matrices and vectors", () => {
    expect(matmul(A, B)).toEqual([
      [2.5, 6],
      [7, 12],
    ]);
    expect(matmul(A, [1, 0, -1])).toEqual([-2, -2]);
    expect(matmul([1, -1], A)).toEqual([-3, -3, -3]);
    expect([dot([1, 2, 3], [4, 5, 6]), dot(2, 3)]).toEqual([32, 6]);
    expect(transpose(A)).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
  });

  it("sums, means and repetitions", () => {
    expect([sum(A), sum([1, 2]), mean(A), mean([1, 2])]).toEqual([21, 3, 3.5, 1.5]);
    expect([sumTo(A, [3]), sumTo(A, [2, 1]), sumTo(A, [1, 3]), sumTo([1, 2], [1])]).toEqual([[5, 7, 9], [[6], [15]], [[5, 7, 9]], [3]]);
    expect([broadcast(2, [3]), broadcast([1, 2], [2, 2]), broadcast([[1], [2]], [2, 3])]).toEqual([
      [2, 2, 2],
      [
        [1, 2],
        [1, 2],
      ],
      [
        [1, 1, 1],
        [2, 2, 2],
      ],
    ]);
    expect([broadcast([[1, 2]], [2, 2]), broadcast([3], [2, 2]), broadcast([[3]], [2, 2])]).toEqual([
      [
        [1, 2],
        [1, 2],
      ],
      [
        [3, 3],
        [3, 3],
      ],
      [
        [3, 3],
        [3, 3],
      ],
    ]);
    expect(add([[1], [2]], [10, 20])).toEqual([
      [11, 21],
      [12, 22],
    ]);
  });

  it("broadcasting reads for each position of the larger shape the one that it repeats", () => {
    const read = (from: readonly number[], to: readonly number[]) =>
      Array.from({ length: to.reduce((size, extent) => size * extent, 1) }, (_, i) => broadcastIndex(from, to)(i));
    expect(read([], [3])).toEqual([0, 0, 0]);
    expect(read([1], [3])).toEqual([0, 0, 0]);
    expect(read([3], [2, 3])).toEqual([0, 1, 2, 0, 1, 2]);
    expect(read([1, 3], [2, 3])).toEqual([0, 1, 2, 0, 1, 2]);
    expect(read([2, 1], [2, 3])).toEqual([0, 0, 0, 1, 1, 1]);
    expect(read([2, 3], [2, 3])).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("a factor 1 of a derivative is not written down: the slide has y, not 1 y", () => {
    const primitives = (f: TracedFunction) => {
      const { graph } = record(f, { x: 2 });
      return Array.from({ length: graph.length }, (_, node) => graph.primitive(node));
    };
    expect(primitives(({ x }) => scale(1, x as Value))).toEqual(["input"]);
    expect(primitives(({ x }) => scale(x as Value, 1))).toEqual(["input"]);
    expect(primitives(({ x }) => scale(2, x as Value)).sort()).toEqual(["constant", "input", "scale"]);
  });

  it("what has the shape already is recorded no second time", () => {
    const length = (f: TracedFunction) => record(f, { x: [1, 2] }).graph.length;
    expect([broadcast, reshape, sumTo].map((change) => length(({ x }) => change(x as Value, [2])))).toEqual([1, 1, 1]);
    expect(length(({ x }) => add(x as Value, x as Value))).toBe(2);
  });
});

describe("the softmax family", () => {
  it("takes the exponentials around the largest entry, wherever it stands", () => {
    for (const entries of [
      [1000, 0, 999],
      [0, 1000, 999],
      [999, 0, 1000],
    ]) {
      expect(logsumexp(entries)).toBeCloseTo(1000 + Math.log1p(Math.exp(-1)), 12);
      const shares = softmax(entries) as number[];
      const expected = entries.map((entry) => (entry === 1000 ? 1 : entry === 999 ? Math.exp(-1) : 0) / (1 + Math.exp(-1)));
      for (const [k, share] of shares.entries()) expect(share).toBeCloseTo(expected[k] as number, 12);
    }
  });

  it("knows infinite and undefined entries", () => {
    const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN];
    expect([logsumexp([inf, 0]), logsumexp([0, inf]), logsumexp([inf, inf]), logsumexp([-inf, 0]), logsumexp([-inf, -inf])]).toEqual([
      inf,
      inf,
      inf,
      0,
      -inf,
    ]);
    expect([logsumexp([nan, 0]), logsumexp([0, nan]), logsumexp([0, nan, 5])]).toEqual([nan, nan, nan]);
  });

  it("goes by rows", () => {
    expect(logsumexp([[0], [1], [2]])).toEqual([0, 1, 2]);
    const shares = softmax([
      [0, Math.log(3)],
      [5, 5],
    ]) as number[][];
    for (const [k, share] of [0.25, 0.75, 0.5, 0.5].entries()) expect(shares.flat()[k]).toBeCloseTo(share, 14);
    expect(
      crossEntropy(
        [
          [0, 0],
          [0, 0],
        ],
        [
          [1, 0],
          [0, 2],
        ],
      ),
    ).toEqual([Math.LN2, 2 * Math.LN2]);
  });

  it("keeps the digits of a small loss", () => {
    expect(crossEntropy([40, 0], [1, 0])).toBeCloseTo(Math.exp(-40), 30);
    expect(crossEntropy([40, 0], [0, 1])).toBe(40);
    expect(crossEntropy([0, -Infinity], [1, 0])).toBe(0);
  });

  it("has the slope s_k sum p - p_k of each row, also of two logits and of one", () => {
    const slope = (a: Nested, p: Nested) => applyRow(rowOf("crossEntropySlope"), [a, p]) as number[] | number[][];
    expect(slope([0, 0], [1, 0])).toEqual([-0.5, 0.5]);
    expect(slope([3], [1])).toEqual([0]);
    const rows = slope(
      [
        [0, 0],
        [0, Math.log(3)],
      ],
      [
        [0, 1],
        [2, 1],
      ],
    ) as number[][];
    for (const [k, expected] of [0.5, -0.5, 0.25 * 3 - 2, 0.75 * 3 - 1].entries()) expect(rows.flat()[k]).toBeCloseTo(expected, 14);
  });

  it("leaves one out without taking anything away", () => {
    const words = (entries: readonly string[]) => withoutEach(entries, (x, y) => x + y);
    expect(words(["a", "b"])).toEqual(["b", "a"]);
    expect(words(["a", "b", "c"])).toEqual(["bc", "ac", "ab"]);
    expect(words(["a", "b", "c", "d", "e"])).toEqual(["bcde", "acde", "abde", "abce", "abcd"]);
  });
});

describe("the cost in scalar operations", () => {
  const cost = (f: TracedFunction, at: Point) => operations(record(f, at).graph);
  const at = { x: [1, 2, 3], A };
  it.each([
    ["a dot product: n products and n - 1 sums", 5, ({ x }) => dot(x as Value, [1, 2, 3])],
    ["a matrix product", 20, ({ A: a }) => matmul(a as Value, B)],
    ["a sum of 3", 2, ({ x }) => sum(x as Value)],
    ["sums of the columns of a 2 x 3 matrix", 3, ({ A: a }) => sumTo(a as Value, [3])],
    ["a mean of 3: two sums and a division", 3, ({ x }) => mean(x as Value)],
    ["logsumexp", 9, ({ x }) => logsumexp(x as Value)],
    ["cross entropy", 15, ({ x }) => crossEntropy(x as Value, [1, 0, 0])],
    ["the slope of the cross entropy", 24, ({ x }) => applyRow(rowOf("crossEntropySlope"), [x as Value, [1, 0, 0]])],
    ["moving entries around", 0, ({ A: a }) => stack([index(transpose(a as Value), 1), index(reshape(a as Value, [3, 2]), 0)])],
    ["repeating", 3, ({ x }) => mul(x as Value, 2)],
  ] as readonly (readonly [string, number, TracedFunction])[])("%s", (_, expected, f) => {
    expect(cost(f, at)).toBe(expected);
  });
});

describe("the rounding error in units of machine epsilon", () => {
  const roundingOf = (name: string, operands: readonly Nested[], size: number) => {
    const row = rowOf(name) as ArrayRow;
    const tensors = operands.map((operand) => toTensor(operand));
    const attribute = name === "sum" ? (size === 1 ? [] : [size]) : undefined;
    const shape = row.shape(
      tensors.map((tensor: Tensor) => tensor.shape),
      attribute,
    );
    const [out, result] = [new Float64Array(size), new Float64Array(size)];
    row.value(tensors, result, attribute, shape);
    row.rounding?.(tensors, out, result, shape);
    return [...out];
  };

  it("of sums of n terms is n times the sum of their magnitudes", () => {
    expect(
      roundingOf(
        "dot",
        [
          [1, -2],
          [3, 4],
        ],
        1,
      ),
    ).toEqual([2 * (3 + 8)]);
    expect(
      roundingOf(
        "matmul",
        [
          [[1, -2]],
          [
            [3, 1],
            [4, -5],
          ],
        ],
        2,
      ),
    ).toEqual([2 * (3 + 8), 2 * (1 + 10)]);
    expect(roundingOf("sum", [[1, -2, 3]], 1)).toEqual([3 * 6]);
    expect(
      roundingOf(
        "sum",
        [
          [
            [1, -2, 3],
            [-1, 5, 0],
          ],
        ],
        3,
      ),
    ).toEqual([2 * 2, 2 * 7, 2 * 3]);
  });

  it("of a mean of n terms is n roundings of 2/n of the magnitudes", () => {
    expect(roundingOf("mean", [[1, -2, 3]], 1)).toEqual([2 * 6]);
  });

  it("is absent where nothing is rounded", () => {
    const exact = allRows().filter((row) => row.kind === "array" && row.rounding === undefined);
    expect(exact.map(({ name }) => name).sort()).toEqual("broadcast index place reshape stack transpose".split(" "));
  });

  it("of the softmax family is some units of what was added up, and none where one entry is all", () => {
    for (const [name, operands, size] of [
      ["logsumexp", [[1, 2, 3]], 1],
      [
        "crossEntropy",
        [
          [1, 2, 3],
          [0, 1, 0],
        ],
        1,
      ],
      [
        "crossEntropySlope",
        [
          [1, 2, 3],
          [0, 1, 0],
        ],
        3,
      ],
    ] as const) {
      for (const error of roundingOf(name, operands, size)) {
        expect(error, name).toBeGreaterThan(1);
        expect(error, name).toBeLessThan(60);
      }
    }
    // Two shares of a half, each off by 9 of its units; then products and sums, 4 units of a half.
    const slopeOfTwo = roundingOf(
      "crossEntropySlope",
      [
        [0, 0],
        [1, 0],
      ],
      2,
    );
    expect(slopeOfTwo).toEqual([4.5 + 2, 4.5 + 2]);
    expect(roundingOf("logsumexp", [[2, -1000]], 1)).toEqual([2]);
    expect(
      roundingOf(
        "crossEntropy",
        [
          [2, -1000],
          [1, 0],
        ],
        1,
      ),
    ).toEqual([0]);
    expect(
      roundingOf(
        "crossEntropySlope",
        [
          [2, -1000],
          [1, 0],
        ],
        2,
      ),
    ).toEqual([0, 0]);
  });
});

describe("the table", () => {
  it("refuses a second row of one name, and names what is missing", () => {
    expect(() => register(rowOf("sin"))).toThrow("two rows are named sin");
    expect(() => rowOf("sine")).toThrow("no primitive is named sine");
    expect(() => pullRule(rowOf("sin"), 1)).toThrow("sin has no rule for operand 1");
  });
});
