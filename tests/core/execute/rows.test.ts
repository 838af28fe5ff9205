// Every row of the table, compiled: inline, called, in loops and in statements, at all kinds of numbers.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definitionOf, numberOf } from "../../../src/core/execute/compile/expressions.js";
import type { Attribute } from "../../../src/core/graph/graph.js";
import { sizeOf } from "../../../src/core/graph/shape.js";
import { toTensor } from "../../../src/core/graph/tensor.js";
import { applyRow } from "../../../src/core/primitives/apply.js";
import { type ArrayRow, allRows, type ElementwiseRow } from "../../../src/core/primitives/row.js";
import { type Graph, type Point, record, reverse, sum, type Value } from "../../../src/index.js";
import { expectSameBits, ways, wildInputs, wildNumber } from "./same-bits.js";

const rows = allRows();
const elementwise = rows.filter((row): row is ElementwiseRow => row.kind === "elementwise");
const arrays = rows.filter((row): row is ArrayRow => row.kind === "array");

const matrix = [
  [1, 2, 3],
  [4, 5, 6],
];
/** Operands and an attribute for each array row. */
const samples: Readonly<
  Record<string, readonly { readonly operands: readonly Point[string][]; readonly attribute?: number | readonly number[] }[]>
> = {
  broadcast: [
    { operands: [1], attribute: [4] },
    { operands: [[1, 2, 3]], attribute: [2, 3] },
    { operands: [[[1], [2]]], attribute: [2, 3] },
  ],
  sum: [
    { operands: [matrix], attribute: [] },
    { operands: [matrix], attribute: [3] },
    { operands: [matrix], attribute: [2, 1] },
    { operands: [[[1, 2]]], attribute: [2] },
  ],
  reshape: [{ operands: [matrix], attribute: [6] }],
  transpose: [{ operands: [matrix] }],
  index: [
    { operands: [[1, 2, 3]], attribute: 1 },
    { operands: [matrix], attribute: [3, 3] },
  ],
  place: [
    { operands: [1], attribute: [1, 3] },
    { operands: [[1, 2]], attribute: [1, 4] },
  ],
  stack: [
    { operands: [1, 2, 3] },
    {
      operands: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  dot: [
    {
      operands: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    },
  ],
  matmul: [
    { operands: [matrix, [[1], [2], [3]]] },
    {
      operands: [
        matrix,
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ],
    },
  ],
  mean: [{ operands: [[1, 2, 3]] }, { operands: [matrix] }],
  logsumexp: [{ operands: [[1, 2, 3]] }, { operands: [matrix] }],
  crossEntropy: [
    {
      operands: [
        [1, 2],
        [0, 1],
      ],
    },
    { operands: [matrix, matrix] },
  ],
  crossEntropySlope: [
    {
      operands: [
        [1, 2],
        [0, 1],
      ],
    },
    { operands: [matrix, matrix] },
  ],
};

function check(graph: Graph, numRuns: number): void {
  fc.assert(
    fc.property(wildInputs(graph), (inputs) => {
      for (const way of ways) expectSameBits(graph, inputs, way);
    }),
    { numRuns },
  );
}

describe("elementwise rows", () => {
  it.each(elementwise.map((row) => [row.name, row] as const))("%s has the bits of its value", (_, row) => {
    const names = ["x", "y", "w"].slice(0, row.arity);
    for (const value of [1, [1, 2, 3, 4, 5]]) {
      const { graph } = record(
        (inputs) =>
          applyRow(
            row,
            names.map((name) => inputs[name] as Value),
          ),
        Object.fromEntries(names.map((name) => [name, value])),
      );
      check(graph, 30);
      check(
        reverse.graph?.(
          record(
            (inputs) =>
              sum(
                applyRow(
                  row,
                  names.map((name) => inputs[name] as Value),
                ),
              ),
            Object.fromEntries(names.map((name) => [name, value])),
          ).graph,
          "gradient",
        ) as Graph,
        10,
      );
    }
  });

  it.each(elementwise.map((row) => [row.name, row] as const))("%s as code is its value", (_, row) => {
    const called = new Set<number>();
    const number = numberOf(row.name);
    const definition = definitionOf(1, number, ["x", "y", "w"], called);
    const run = new Function(`f${number}`, "x", "y", "w", `${definition} return v1;`) as (
      f: ElementwiseRow["value"],
      ...operands: number[]
    ) => number;
    fc.assert(
      fc.property(wildNumber, wildNumber, wildNumber, (x, y, w) => {
        expect(run(row.value, x, y, w)).toBe(row.value(x, y, w));
      }),
      { numRuns: 500 },
    );
  });
});

describe("array rows", () => {
  it("have samples here, each of them", () => {
    expect(Object.keys(samples).sort()).toEqual(arrays.map(({ name }) => name).sort());
  });

  it.each(arrays.flatMap((row) => (samples[row.name] ?? []).map((sample) => [row.name, JSON.stringify(sample), row, sample] as const)))(
    "%s of %s has the bits of its value",
    (_, __, row, { operands, attribute }) => {
      const point = Object.fromEntries(operands.map((operand, k) => [`x${k}`, operand]));
      const { graph } = record(
        (inputs) =>
          applyRow(
            row,
            operands.map((_o, k) => inputs[`x${k}`] as Value),
            attribute,
          ),
        point,
      );
      check(graph, 40);
    },
  );

  it.each(arrays.flatMap((row) => (samples[row.name] ?? []).map((sample) => [row.name, JSON.stringify(sample), row, sample] as const)))(
    "%s of %s fills all of its result, whatever was there",
    (_, __, row, { operands, attribute }) => {
      const tensors = operands.map((operand) => toTensor(operand));
      const shape = row.shape(
        tensors.map((tensor) => tensor.shape),
        attribute as Attribute,
      );
      const [clean, dirty] = [new Float64Array(sizeOf(shape)), new Float64Array(sizeOf(shape)).fill(Number.NaN)];
      for (const out of [clean, dirty]) row.value(tensors, out, attribute as Attribute, shape);
      expect(dirty).toEqual(clean);
    },
  );
});
