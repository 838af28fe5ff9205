// The symbolic method: the graph of its formulas, and what it refuses before it writes them.

import { describe, expect, it } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { partialsGraph, symbolicWith } from "../../../src/core/differentiators/symbolic-method.js";
import {
  type Graph,
  interpreter,
  mul,
  type Point,
  parseFormula,
  record,
  reverse,
  sin,
  sqrt,
  square,
  stack,
  sum,
  symbolic,
  type TracedFunction,
  UnsupportedError,
  type Value,
} from "../../../src/index.js";

const v = (inputs: Readonly<Record<string, Value>>, name: string) => inputs[name] as Value;
const graphOf = (f: TracedFunction, point: Point) => record(f, point).graph;
const primitives = (graph: Graph) => Array.from({ length: graph.length }, (_, node) => graph.primitive(node));
const outputsOf = (graph: Graph, point: Point) => interpreter(graph)(inputValues(graph, point)).outputs.map(({ data }) => [...data]);

describe("the graph of the partial derivatives", () => {
  it("of a scalar is its formula and nothing else", () => {
    const sine = graphOf((i) => sin(v(i, "x")), { x: 1 });
    expect(primitives(partialsGraph(sine, [0], "one", 1000))).toEqual(["input", "cos", "sin"]);
  });

  it("has one adjoint for each output, counted from 1, and multiplies by it", () => {
    const two = graphOf((i) => mul(v(i, "x"), v(i, "y")), { x: 1, y: 1 });
    const both = two.withOutputs([two.outputs[0] as number, 0]);
    const partials = partialsGraph(both, [0, 1], undefined, 1000);
    expect(partials.inputs.map(({ name }) => name)).toEqual(["x", "y", "adjoint of output 1", "adjoint of output 2"]);
    // x y and x, then y s1 + s2 and x s1.
    const at = { x: 3, y: 5, "adjoint of output 1": 2, "adjoint of output 2": 7 };
    expect(outputsOf(partials, at)).toEqual([[15], [3], [17], [6]]);
  });

  it("has the shapes of the inputs, in the order asked for", () => {
    const f: TracedFunction = (i) => mul(sum(square(v(i, "A"))), v(i, "s"));
    const point = {
      A: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      s: 2,
    };
    const partials = partialsGraph(graphOf(f, point), [1, 0], "one", 1000);
    expect(partials.outputs.map((node) => partials.shape(node))).toEqual([[], [], [2, 3]]);
    expect(outputsOf(partials, point)).toEqual([[182], [91], [4, 8, 12, 16, 20, 24]]);
  });

  it("takes entries of vectors and matrices by row and column", () => {
    const f: TracedFunction = (i) => stack([mul(v(i, "x"), 3), v(i, "x")]);
    expect(
      symbolic.vjp(f)({ x: [1, 2] }, [
        [1, 10],
        [100, 1000],
      ]).adjoint.x,
    ).toEqual([103, 1030]);
  });
});

describe("a chain factor that is 0", () => {
  it("wins over an infinite slope, as in the automatic methods", () => {
    const f: TracedFunction = (i) => sqrt(square(v(i, "x")));
    for (const method of [symbolic, reverse]) expect(method.derivative(f)({ x: 0 }).derivative, method.name).toBe(0);
  });
});

describe("what is refused", () => {
  it("is a formula, or a derivative, of more nodes than the limit", () => {
    const product = parseFormula("x * y");
    const at = { x: 2, y: 3 };
    expect(symbolicWith({ limit: 3 }).gradient(product)(at).gradient).toEqual({ x: 3, y: 2 });
    expect(() => symbolicWith({ limit: 2 }).gradient(product)(at)).toThrow(/^the formula written out would have 3 nodes, the limit is 2/);
    // 2 * sin(x)^... : the derivative of sin(sin(x)) is cos(sin(x)) * cos(x), 6 nodes.
    const nested = parseFormula("sin(sin(x))");
    expect(symbolicWith({ limit: 6 }).derivative(nested)({ x: 0 }).derivative).toBe(1);
    expect(() => symbolicWith({ limit: 5 }).derivative(nested)({ x: 0 })).toThrow(
      /^the derivative written out would have 6 nodes, the limit is 5/,
    );
  });

  it("is a formula for each of many variables, before the first is written", () => {
    const wide: TracedFunction = (i) => sum(mul(v(i, "x"), v(i, "x")));
    const refused = () => symbolic.gradient(wide)({ x: new Float64Array(400).fill(1) });
    expect(refused).toThrow(UnsupportedError);
    expect(refused).toThrow(expect.objectContaining({ operation: "expression swell" }));
    expect(refused).toThrow(/a formula for each of 400 variables, over 799 operations/);
    // By one of two inputs alone it is the size of that one that counts.
    const two: TracedFunction = (i) => mul(wide(i), v(i, "s"));
    expect(symbolic.supports(graphOf(two, { x: [1], s: 1 }), "gradient")).toBe(true);
    expect(() => symbolic.gradient(two)({ x: new Float64Array(400).fill(1), s: 2 })).toThrow(/401 variables, over 800 operations/);
  });
});
