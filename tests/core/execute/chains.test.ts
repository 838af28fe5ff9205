// Sums of vectors that are mostly zeros: entries used one by one, and slices that overlap.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../../src/core/execute/compile/compile.js";
import { add, type Graph, index, mul, record, reverse, slice, square, type TracedFunction, type Value } from "../../../src/index.js";
import { expectSameBits, ways, wildNumber } from "./same-bits.js";

const x = (inputs: Readonly<Record<string, Value>>) => inputs["x"] as Value;
const zeros = fc.array(fc.constantFrom(0, -0, 1, -1), { minLength: 6, maxLength: 6 }).map((entries) => Float64Array.from(entries));
const wild = fc.array(wildNumber, { minLength: 6, maxLength: 6 }).map((entries) => Float64Array.from(entries));

/** Functions of six numbers to four; their adjoints meet in the input. */
const functions: readonly (readonly [string, TracedFunction])[] = [
  ["two slices that overlap", (inputs) => add(slice(x(inputs), 0, [4]), slice(x(inputs), 1, [4]))],
  ["two slices that do not", (inputs) => mul(slice(x(inputs), 0, [3]), slice(x(inputs), 3, [3]))],
  ["three slices", (inputs) => add(add(slice(x(inputs), 0, [4]), slice(x(inputs), 2, [4])), slice(x(inputs), 1, [4]))],
  ["a slice and the whole", (inputs) => mul(add(x(inputs), x(inputs)), index(x(inputs), 2))],
  ["entries and a slice", (inputs) => mul(mul(slice(x(inputs), 1, [4]), index(x(inputs), 2)), index(x(inputs), 5))],
];

describe("the adjoint of a vector that is used piece by piece has the bits of the interpreter", () => {
  it.each(functions)("%s", (_, f) => {
    const { graph } = record(f, { x: [1, 2, 3, 4, 5, 6] });
    const pulled = reverse.graph?.(graph, "vjp") as Graph;
    const [size = 0] = graph.shape(graph.outputs[0] as number);
    fc.assert(
      fc.property(fc.oneof(zeros, wild), fc.oneof(zeros, wild), (at, adjoint) => {
        for (const way of ways) expectSameBits(pulled, [at, adjoint.slice(0, size)], way);
      }),
      { numRuns: 100 },
    );
  });
});

it("a formula of 2,000 entries takes work in proportion", () => {
  const n = 2000;
  const rosenbrock: TracedFunction = (inputs) => {
    let total: Value = 0;
    for (let i = 0; i + 1 < n; i++) {
      const [left, right] = [index(x(inputs), i), index(x(inputs), i + 1)];
      total = add(total, add(mul(100, square(add(right, mul(-1, square(left))))), square(add(1, mul(-1, left)))));
    }
    return total;
  };
  const { graph } = record(rosenbrock, { x: new Float64Array(n) });
  const { inputs, outputs, run } = compile(reverse.graph?.(graph, "gradient") as Graph);
  inputs[0]?.fill(1);
  run();
  expect(outputs[0]?.[0]).toBe(0);
  expect(outputs[1]?.every((slope) => slope === 0)).toBe(true);
});
