// x + 0 is x unless x is -0: read past where that is never so, or where nobody can tell, and kept elsewhere.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optimise } from "../../../src/core/execute/optimise/optimise.js";
import { GraphBuilder } from "../../../src/core/graph/graph.js";
import { formulaAt, networkAt } from "../../../src/fast-check.js";
import {
  abs,
  add,
  cos,
  div,
  dot,
  exp,
  type Graph,
  index,
  mul,
  neg,
  parseFormula,
  record,
  reverse,
  scale,
  share,
  sqrt,
  square,
  sub,
  sum,
  type Value,
  where,
} from "../../../src/index.js";
import { expectSameBits, expectSameBitsAnywhere, inputsOf, ways, wildInputs } from "./same-bits.js";

/** The same graph, in which every value is added to 0 before anybody reads it. */
function withZeroSums(graph: Graph): Graph {
  const builder = new GraphBuilder();
  const names = new Map(graph.inputs.map(({ node, name }) => [node, name]));
  const summed: number[] = [];
  for (let node = 0; node < graph.length; node++) {
    const shape = graph.shape(node);
    const name = names.get(node);
    const operands = graph.operands(node).map((operand) => summed[operand] as number);
    const made =
      name === undefined ? builder.add(graph.primitive(node), operands, shape, graph.attribute(node)) : builder.input(name, shape);
    const zero = builder.constant(0);
    const zeros = shape.length === 0 ? zero : builder.add("broadcast", [zero], shape, shape);
    // On either side.
    summed[node] = builder.add("add", node % 2 === 0 ? [made, zeros] : [zeros, made], shape);
  }
  return builder.finish(graph.outputs.map((output) => summed[output] as number));
}

/** What the sums that are left add. */
function leftSums(graph: Graph): string[] {
  const small = share(optimise(graph));
  const nodes = Array.from({ length: small.length }, (_, node) => node).filter((node) => small.primitive(node) === "add");
  return nodes.map((node) =>
    small
      .operands(node)
      .map((operand) => small.primitive(operand))
      .filter((primitive) => primitive !== "constant" && primitive !== "broadcast")
      .join(" + "),
  );
}

type Xy = Readonly<Record<"x" | "y", Value>>;

describe("a sum with 0", () => {
  const cases: readonly (readonly [string, (inputs: Xy) => Value, readonly string[]])[] = [
    ["goes before a function that is even", ({ x }) => cos(x), ["cos"]],
    ["goes before a sum of entries, and behind it", ({ x }) => sum(x), []],
    ["goes before an inner product, and behind it", ({ x, y }) => dot(x, y), []],
    ["goes before a product of which nobody sees the sign of a zero", ({ x, y }) => exp(mul(x, y)), []],
    ["goes before a choice of which nobody sees it", ({ x, y }) => abs(where(y, x, neg(x))), []],
    ["goes behind a square", ({ x, y }) => div(y, square(x)), ["input", "div"]],
    ["goes behind 3 times a difference from 1", ({ x, y }) => div(y, mul(3, sub(1, x))), ["input", "input", "div"]],
    ["goes behind an entry of what is never -0", ({ x, y }) => div(y, index(exp(x), 1)), ["input", "div"]],
    ["goes behind a number times itself", ({ x }) => mul(x, x), ["input"]],
    ["stays before a division", ({ x, y }) => div(y, x), ["input", "input", "div"]],
    ["stays before a root, and behind it", ({ x }) => sqrt(x), ["input", "sqrt"]],
    ["stays before what an output shows, and before an output", ({ x }) => neg(x), ["input", "neg"]],
    ["stays behind a product with a small number", ({ x }) => mul(0.5, square(x)), ["mul"]],
    ["stays behind a product with a negative number", ({ x }) => mul(-2, square(x)), ["mul"]],
    ["stays behind a product that may underflow", ({ x, y }) => scale(x, y), ["scale"]],
    ["goes behind a difference from a sum with 0", ({ x, y }) => sub(x, square(y)), ["input"]],
  ];

  it.each(cases)("%s", (_, f, left) => {
    const { graph } = record(({ x, y }) => f({ x: x as Value, y: y as Value }), { x: [1, 2], y: [3, 4] });
    const zeros = withZeroSums(graph);
    expect(leftSums(zeros)).toEqual(left);
    expectSameBitsAnywhere(zeros, 100);
  });

  const terms: readonly (readonly [string, (inputs: Xy) => Value, boolean])[] = [
    ["an input", ({ x }) => x, true],
    ["a sum of two that may be -0", ({ x, y }) => add(x, y), true],
    ["a sum of two of which one never is", ({ x, y }) => add(x, square(y)), false],
    ["a difference from what may be -0", ({ x, y }) => sub(x, square(y)), true],
    ["a difference from what never is", ({ x, y }) => sub(square(x), y), false],
    ["a number times itself", ({ x }) => mul(x, x), false],
    ["a product of two numbers", ({ x, y }) => mul(square(x), square(y)), true],
    ["a multiple of what never is", ({ x }) => mul(3, abs(x)), false],
    ["a multiple of what may be -0", ({ x }) => mul(3, x), true],
    ["a fraction of what never is", ({ x }) => mul(exp(x), 0.75), true],
    ["a negative multiple", ({ x }) => mul(-3, exp(x)), true],
    ["an entry of an input", ({ x }) => index(x, 0), true],
    ["an entry of what never is", ({ x }) => index(square(x), 0), false],
    ["an inner product", ({ x, y }) => dot(x, y), false],
    ["entries added up", ({ x }) => sum(x), false],
    ["a negated number", ({ x }) => neg(square(x)), true],
  ];

  it.each(terms)("behind a single one: %s", (_, f, stays) => {
    const graphOf = (behind: (term: Value) => Value) =>
      record(({ x, y }) => div(1, behind(f({ x: x as Value, y: y as Value }))), { x: [1, 2], y: [3, 4] }).graph;
    const graph = graphOf((term) => add(term, 0));
    const before = leftSums(graphOf((term) => term));
    expect(leftSums(graph)).toHaveLength(before.length + (stays ? 1 : 0));
    expectSameBitsAnywhere(graph, 100);
  });

  it("is not with -0, which every number is the same after", () => {
    const { graph } = record(({ x, y }) => div(x as Value, add(y as Value, -0)), { x: 1, y: 1 });
    expect(leftSums(graph)).toEqual([]);
    expectSameBits(graph, [Float64Array.of(1), Float64Array.of(-0)]);
  });
});

describe("with sums with 0 everywhere the bits are the same", () => {
  it("for formulas and their gradients, at any numbers", () => {
    fc.assert(
      fc.property(
        formulaAt().chain(({ formula, at }) => {
          const { graph } = record(parseFormula(formula).evaluate, at);
          return fc.record({ formula: fc.constant(formula), graph: fc.constant(graph), inputs: wildInputs(graph) });
        }),
        ({ graph, inputs }) => {
          for (const each of [withZeroSums(graph), withZeroSums(reverse.graph?.(graph, "gradient") as Graph)]) {
            for (const way of ways) expectSameBits(each, inputs, way);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("for networks and their gradients", () => {
    fc.assert(
      fc.property(networkAt({ layers: 3, width: 8, instances: 4 }), ({ network, point, target }) => {
        const { graph } = record(network.lossFor(target), point);
        const inputs = inputsOf(graph, point);
        for (const way of ways) expectSameBits(withZeroSums(reverse.graph?.(graph, "gradient") as Graph), inputs, way);
      }),
      { numRuns: 20 },
    );
  });
});
