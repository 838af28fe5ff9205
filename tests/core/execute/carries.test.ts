// Neighbours of one loop added: what a pass needs of the pass before stays in a register.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planOf } from "../../../src/core/execute/compile/plan.js";
import {
  add,
  exp,
  type Graph,
  mul,
  record,
  reshape,
  slice,
  square,
  sub,
  sum,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { expectSameBits, expectSameBitsAnywhere, wildInputs } from "./same-bits.js";

const n = 6;
const front = (vector: Value) => slice(vector, 0, [n - 1]);
const back = (vector: Value) => slice(vector, 1, [n - 1]);
const point = { x: [1, 2, 3, 4, 5, 6], y: [6, 5, 4, 3, 2, 1] };
const graphOf = (f: TracedFunction): Graph => record(f, point).graph;

/** The loops, and how many nodes are carried from pass to pass in each. */
function carriedIn(graph: Graph): number[] {
  return planOf(graph).steps.flatMap((step) => (step.kind === "loop" ? [step.carries.length] : []));
}

type Both = Readonly<Record<"x" | "y", Value>>;
const withBoth = (f: (both: Both) => Value): TracedFunction => {
  return (inputs) => f({ x: square(inputs["x"] as Value), y: sub(inputs["y"] as Value, inputs["x"] as Value) });
};

/** Functions of two vectors that one loop makes, and the carries of each loop. */
const functions: readonly (readonly [string, TracedFunction, readonly number[]])[] = [
  ["the front of one and the back of the other", withBoth(({ x, y }) => add(front(x), back(y))), [1]],
  ["in the other order", withBoth(({ x, y }) => add(back(y), front(x))), [1]],
  ["both of one vector", withBoth(({ x }) => add(front(x), back(x))), [1]],
  ["two sums of the same two", withBoth(({ x, y }) => mul(add(front(x), back(y)), add(front(y), back(x)))), [2, 0]],
  [
    "a sum that is read further on, and the whole vectors as well",
    withBoth(({ x, y }) => add(sum(mul(x, y)), exp(add(front(x), back(y))))),
    [1, 0],
  ],
  [
    "the sum of neighbouring sums",
    withBoth(({ x }) => {
      const sums = exp(add(front(x), back(x)));
      return add(slice(sums, 0, [n - 2]), slice(sums, 1, [n - 2]));
    }),
    [1, 1],
  ],
  ["a difference, which is none", withBoth(({ x, y }) => sub(front(x), back(y))), [0, 0]],
  ["neighbours but one", withBoth(({ x, y }) => add(slice(x, 0, [n - 2]), slice(y, 2, [n - 2]))), [0, 0]],
  ["two fronts", withBoth(({ x, y }) => add(front(x), front(y))), [0, 0]],
  ["inputs, which no loop makes", ({ x, y }) => add(front(x as Value), back(y as Value)), [0]],
  [
    "of a matrix, whose loop goes by rows",
    withBoth(({ x, y }) => add(front(reshape(x, [n])), back(reshape(mul(reshape(y, [2, 3]), 2), [n])))),
    [0, 0, 0],
  ],
];

describe("neighbours added", () => {
  it.each(functions)("%s", (_, f, carries) => {
    const graph = graphOf(f);
    expect(carriedIn(graph)).toEqual(carries);
    expectSameBitsAnywhere(graph, 50);
  });

  it("its node keeps clear of what stands beside it in the memory", () => {
    const graph = graphOf(withBoth(({ x, y }) => add(front(x), back(y))));
    const everything = graph.withOutputs(
      Array.from({ length: graph.length }, (_, node) => node).filter((node) => graph.operandCount(node) > 0),
    );
    fc.assert(
      fc.property(wildInputs(everything), (inputs) => expectSameBits(everything, inputs, { form: "loops" })),
      { numRuns: 50 },
    );
  });
});
