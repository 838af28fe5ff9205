// The softmax family: one arithmetic for values, slopes and bounds, at ties, at infinities and in wide rows.

import { describe, expect, it } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { type Tensor, toTensor } from "../../../src/core/graph/tensor.js";
import { applyRow } from "../../../src/core/primitives/apply.js";
import { type ArrayRow, rowOf } from "../../../src/core/primitives/row.js";
import { exponentials, logError, rowCrossEntropy, withoutEach } from "../../../src/core/primitives/softmax-row.js";
import {
  crossEntropy,
  interpreter,
  logsumexp,
  lower,
  type Nested,
  type Point,
  record,
  reverse,
  softmax,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";

const inf = Number.POSITIVE_INFINITY;
const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
const slope = (a: Nested, p: Nested) => flat(applyRow(rowOf("crossEntropySlope"), [a, p]));
const close = (found: readonly number[], expected: readonly number[], digits = 13) => {
  expect(found).toHaveLength(expected.length);
  for (const [k, entry] of expected.entries()) expect(found[k], `entry ${k}`).toBeCloseTo(entry, digits);
};

describe("the largest entry", () => {
  it("is found wherever it stands: nothing overflows", () => {
    for (let at = 0; at < 4; at++) {
      const logits = [0, 0, 0, 0].map((_, k) => (k === at ? 1000 : 0));
      const target = logits.map((logit) => (logit === 0 ? 0.25 : 0));
      expect(crossEntropy(logits, target)).toBe(750);
      expect(slope(logits, target)).toEqual(logits.map((logit) => (logit === 0 ? -0.25 : 0.75)));
    }
  });

  it("may be infinite, more than once: the others have no share", () => {
    expect(crossEntropy([inf, inf, 0], [0, 0, 1])).toBe(inf);
    expect(slope([inf, inf, 0], [0, 0, 1])).toEqual([0.5, 0.5, -1]);
    expect(slope([0, inf], [1, 0])).toEqual([-1, 1]);
  });

  it("is summed around in the same order by values and by bounds, also among equals", () => {
    const rows = [
      [1, 0.3, -0.7, 1, 0.1],
      [0.3, 1, -0.7, 0.2, 1],
      [0.9, 0.1, 1, 0.4, 1, 0.7, 1],
    ];
    for (const row of rows) {
      const { largest, rest } = exponentials(Float64Array.from(row));
      row.forEach((entry, k) => {
        const oneHot = Float64Array.from(row, (_, i) => (i === k ? 1 : 0));
        expect(rowCrossEntropy(Float64Array.from(row), oneHot, 0, row.length)).toBe(largest - entry + Math.log1p(rest));
      });
      // The first of equals, so that the order of the sum is that of the row.
      const first = row.indexOf(1);
      expect(rest).toBe(row.reduce((sum, entry, k) => (k === first ? sum : sum + (entry === 1 ? 1 : Math.exp(entry - 1))), 0));
    }
  });
});

describe("the slope of the cross entropy", () => {
  it.each([2, 3, 15, 16, 17, 40])("leaves one out in rows of %d as withoutEach does, with the same bits", (width) => {
    const logits = Array.from({ length: width }, (_, k) => Math.sin(3 * k));
    const target = Array.from({ length: width }, (_, k) => Math.cos(k) ** 2 / width);
    const { shares } = exponentials(Float64Array.from(logits));
    const [others, targets] = [Array.from(shares), target].map((entries) => withoutEach(entries, (x, y) => x + y)) as [number[], number[]];
    const expected = logits.map((_, k) => (shares[k] as number) * (targets[k] as number) - (target[k] as number) * (others[k] as number));
    expect(slope(logits, target)).toEqual(expected);
    // A wide row leaves nothing behind in a narrow one.
    expect(slope([0, 0], [1, 0])).toEqual([-0.5, 0.5]);
    expect(slope([logits, logits], [target, target])).toEqual([...expected, ...expected]);
  });
});

const rounding = (name: string, ...operands: readonly Nested[]) => {
  const row = rowOf(name) as ArrayRow;
  const tensors = operands.map((operand) => toTensor(operand));
  const shape = row.shape(
    tensors.map((tensor) => tensor.shape),
    undefined,
  );
  const size = shape.reduce((a, b) => a * b, 1);
  const [out, result] = [new Float64Array(size), new Float64Array(size)];
  row.value(tensors, result, undefined, shape);
  row.rounding?.(tensors, out, result, shape);
  return [...out];
};

describe("the rounding error in units of machine epsilon", () => {
  it("of log(1 + rest): that of rest over 1 + rest, and four of the logarithm", () => {
    expect(logError({ largest: 0, rest: 1, error: 6, shares: new Float64Array() })).toBe(3 + 4 * Math.LN2);
    expect(logError({ largest: 0, rest: 3, error: 2, shares: new Float64Array() })).toBe(0.5 + 4 * Math.log1p(3));
    expect(logError({ largest: 0, rest: 0, error: 0, shares: new Float64Array() })).toBe(0);
  });

  it("is none for an entry that has no share at all", () => {
    expect(rounding("logsumexp", [2, -inf])).toEqual([2]);
    expect(rounding("crossEntropy", [0, -inf], [1, 0])).toEqual([0]);
    expect(rounding("crossEntropySlope", [0, -inf], [1, 0])).toEqual([0, 0]);
  });

  it("of a cross entropy: for each term the distance, the logarithm, and n + 2 products and sums", () => {
    // e^0 beside the largest, off by 4 of exp and 2 of the sum: log(2) is off by 6/2 + 4 log(2).
    close(rounding("crossEntropy", [0, 0], [1, 0]), [3 + 8 * Math.LN2]);
    close(rounding("crossEntropy", [0, 0], [-1, 0.5]), [1.5 * (3 + 8 * Math.LN2)]);
    // e^-3 is off by its distance 3 too.
    const off = (9 * Math.exp(-3)) / (1 + Math.exp(-3));
    const loss = Math.log1p(Math.exp(-3));
    close(rounding("crossEntropy", [3, 0], [0, 1]), [3 + off + 4 * loss + 4 * (3 + loss)]);
  });

  it("of a slope: of the shares the distance, 4 of exp, 2 of the quotient and the error of the sum; then n + 2 operations", () => {
    const [large, small] = [1 / (1 + Math.exp(-3)), 1 / (1 + Math.exp(3))];
    const fromSum = (9 * Math.exp(-3)) / (1 + Math.exp(-3));
    const [first, second] = [large * (6 + fromSum), small * (3 + 6 + fromSum)];
    // One-hot at the small logit: slopes are the large share, and minus it.
    close(rounding("crossEntropySlope", [3, 0], [0, 1]), [first + 4 * large, first + 4 * large]);
    close(rounding("crossEntropySlope", [3, 0], [1, 0]), [second + 4 * small, second + 4 * small]);
  });

  it("depends on differences of the logits, not on where they lie", () => {
    const [logits, target] = [
      [3, 1, -2],
      [0.25, 0.5, 0.25],
    ];
    const moved = logits.map((logit) => logit + 64);
    for (const name of ["crossEntropy", "crossEntropySlope"]) expect(rounding(name, moved, target)).toEqual(rounding(name, logits, target));
  });

  it("goes by rows", () => {
    const A = [
      [3, 1],
      [0, 5],
      [-1, -1],
    ];
    const P = [
      [0.5, 0.5],
      [1, 0],
      [0, 2],
    ];
    expect(rounding("logsumexp", A)).toEqual(A.flatMap((row) => rounding("logsumexp", row)));
    for (const name of ["crossEntropy", "crossEntropySlope"])
      expect(rounding(name, A, P)).toEqual(A.flatMap((row, i) => rounding(name, row, P[i] as Nested)));
  });
});

describe("how far errors of the operands reach, |J| error", () => {
  const reach = (name: string, operands: readonly Nested[], errors: readonly Nested[]) => {
    const row = rowOf(name) as ArrayRow;
    const tensors = (values: readonly Nested[]): Tensor[] => values.map((value) => toTensor(value));
    const shape = row.shape(
      tensors(operands).map((tensor) => tensor.shape),
      undefined,
    );
    const out = new Float64Array(shape.reduce((a, b) => a * b, 1));
    row.sensitivity?.(tensors(operands), tensors(errors), out);
    return [...out];
  };
  const A = [
    [0, Math.log(3)],
    [Math.log(4), 0],
  ];
  const P = [
    [1, 0.5],
    [0, 2],
  ];
  const ofA = [
    [0.1, 0.2],
    [0.4, 0.3],
  ];
  const ofP = [
    [0.01, 0.02],
    [0.03, 0.05],
  ];

  it("of logsumexp: each error by its share", () => {
    close(reach("logsumexp", [A], [ofA]), [0.25 * 0.1 + 0.75 * 0.2, 0.8 * 0.4 + 0.2 * 0.3]);
  });

  it("of the cross entropy: by the slope, and by the surprise", () => {
    // The slopes s sum(p) - p are 0.375 - 1 and 1.125 - 0.5, then 1.6 and 0.4 - 2; the surprises -log(s).
    close(reach("crossEntropy", [A, P], [ofA, ofP]), [
      0.625 * 0.1 + 0.625 * 0.2 + Math.log(4) * 0.01 + Math.log(4 / 3) * 0.02,
      1.6 * 0.4 + 1.6 * 0.3 + Math.log(1.25) * 0.03 + Math.log(5) * 0.05,
    ]);
  });

  it("of the slope: no less than the Jacobian says, and no more than a few times that", () => {
    const found = reach("crossEntropySlope", [A, P], [ofA, ofP]);
    const J = reverse.jacobian((inputs) => applyRow(rowOf("crossEntropySlope"), [inputs.a as Value, inputs.p as Value]));
    A.forEach((a, row) => {
      const { jacobian } = J({ a, p: P[row] as number[] });
      for (const k of [0, 1]) {
        const along = (name: "a" | "p", errors: readonly number[]) =>
          errors.reduce((sum, error, j) => sum + Math.abs((jacobian as Record<string, number[][]>)[name]?.[k]?.[j] as number) * error, 0);
        const least = along("a", ofA[row] as number[]) + along("p", ofP[row] as number[]);
        expect(found[2 * row + k]).toBeGreaterThanOrEqual(least * (1 - 1e-12));
        expect(found[2 * row + k]).toBeLessThanOrEqual(6 * least);
      }
    });
  });

  it("of the slope, through the probabilities alone: all of their errors by the share, and its own", () => {
    close(reach("crossEntropySlope", [A, P], [A.map((row) => row.map(() => 0)), ofP]), [
      0.25 * 0.03 + 0.01,
      0.75 * 0.03 + 0.02,
      0.8 * 0.08 + 0.03,
      0.2 * 0.08 + 0.05,
    ]);
  });

  it("is nothing where the share is 0, however large the error", () => {
    expect(reach("logsumexp", [[0, -inf]], [[1, inf]])).toEqual([1]);
    // An impossible class is infinitely surprising, but its probability 0 is exact.
    const impossible = [
      [0, -inf],
      [1, 0],
    ];
    expect(
      reach("crossEntropy", impossible, [
        [1, 1],
        [0.5, 0],
      ]),
    ).toEqual([0]);
  });
});

describe("the scalar form of the family", () => {
  const valuesOf = (f: TracedFunction, point: Point) => {
    const graph = record(f, point).graph;
    const run = (of: typeof graph) => interpreter(of)(inputValues(of, point)).outputs.flatMap(({ data }) => [...data]);
    return [run(lower(graph)), run(graph)] as const;
  };
  const A = [
    [0.5, -1, 2],
    [1.5, 0.25, -0.75],
  ];
  const P = [
    [0.1, 0.6, 0.3],
    [0.2, 0, 0.8],
  ];
  it.each([
    ["logsumexp", ({ A: a }) => logsumexp(a as Value)],
    ["softmax", ({ A: a }) => softmax(a as Value)],
    ["crossEntropy", ({ A: a, P: p }) => crossEntropy(a as Value, p as Value)],
    ["its slope", ({ A: a, P: p }) => applyRow(rowOf("crossEntropySlope"), [a as Value, p as Value])],
  ] as readonly (readonly [string, TracedFunction])[])("%s computes the same by rows", (_, f) => {
    const [lowered, whole] = valuesOf(f, { A, P });
    close(lowered, whole, 14);
  });

  it("has a term only where a constant target is not 0", () => {
    const terms = (p: Nested) => {
      const graph = lower(record(({ a }) => crossEntropy(a as Value, p), { a: [1, 2, 3] }).graph);
      return Array.from({ length: graph.length }, (_, node) => graph.primitive(node)).filter((name) => name === "softplus").length;
    };
    expect([terms([0, 1, 0]), terms([0.5, 0.5, 0]), terms([0.2, 0.3, 0.5]), terms([0, 0, 0])]).toEqual([1, 2, 3, 0]);
    const traced = lower(record(({ a, p }) => crossEntropy(a as Value, p as Value), { a: [1, 2], p: [1, 0] }).graph);
    expect(Array.from({ length: traced.length }, (_, node) => traced.primitive(node)).filter((name) => name === "softplus")).toHaveLength(
      2,
    );
  });

  it("of plain numbers drops a weight 0 too, before it meets infinity", () => {
    const row = rowOf("crossEntropy") as ArrayRow;
    const shapes = { operands: [[3], [3]], result: [], attribute: undefined };
    expect(
      row.lower(
        [
          [0, 0, -inf],
          [2, 0, 0],
        ],
        shapes,
      ),
    ).toEqual([2 * Math.LN2]);
  });
});
