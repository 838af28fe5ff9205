// How the reference walks over a graph: what it expands, what somebody needs, what one entry reaches, and whether a change arrives.

import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/core/graph/graph.js";
import { GraphBuilder } from "../../../src/core/graph/graph.js";
import { record, type TracedFunction, type Value } from "../../../src/core/graph/trace.js";
import { unary } from "../../../src/core/primitives/define.js";
import * as p from "../../../src/core/primitives/index.js";
import { arithmeticOf } from "../../../src/verify/reference/arithmetic.js";
import { entriesOf, evaluateNodes, neededBy, reachedFrom, scalarForm } from "../../../src/verify/reference/evaluate.js";
import { ReferenceUnsupported, referenceValue } from "../../../src/verify/reference/index.js";
import { LocalFunction } from "../../../src/verify/reference/local.js";

type Inputs = Readonly<Record<string, Value>>;
const graphOf = (f: TracedFunction, point: Record<string, number | number[]>): Graph => record(f, point).graph;
const arithmetic = arithmeticOf(64);

describe("a graph keeps its node numbers as long as it works on scalars", () => {
  test.each<[string, (inputs: Inputs) => Value, Record<string, number | number[]>]>([
    ["numbers and operations", ({ x }) => p.mul(2, p.sin(x as Value)), { x: 1 }],
    ["entries of inputs", ({ w }) => p.mul(p.index(w as Value, 0), p.index(w as Value, 1)), { w: [1, 2] }],
    ["an input alone", ({ x }) => x as Value, { x: 1 }],
  ])("%s", (_, f, point) => {
    const graph = graphOf(f, point);
    expect(scalarForm(graph)).toBe(graph);
  });

  test.each<[string, (inputs: Inputs) => Value, Record<string, number | number[]>]>([
    ["an array on the way", ({ w }) => p.index(p.sin(w as Value), 1), { w: [1, 2] }],
    ["a row of a matrix", ({ x }) => p.sum(p.stack([x as Value, x as Value])), { x: 1 }],
    ["a number made of an array", ({ w }) => p.sum(w as Value), { w: [1, 2] }],
    ["an array as the output", ({ w }) => w as Value, { w: [1, 2] }],
  ])("%s is expanded", (_, f, point) => {
    const graph = graphOf(f, point);
    const scalars = scalarForm(graph);
    expect(scalars).not.toBe(graph);
    for (let node = 0; node < scalars.length; node++) {
      if (scalars.primitive(node) !== "input") expect(scalars.shape(node)).toEqual([]);
    }
    for (const output of scalars.outputs) expect(scalars.shape(output)).toEqual([]);
  });

  test("one array among the outputs is enough", () => {
    const builder = new GraphBuilder();
    const [x, w] = [builder.input("x", []), builder.input("w", [2])];
    expect(referenceValue(builder.finish([x, w]), { x: 3, w: [1, 2] }).outputs.map(Number)).toEqual([3, 1, 2]);
  });

  test("an array has no value as a node, nor has what nobody needs", () => {
    const f: TracedFunction = ({ y, w }) => {
      p.sin(y as Value);
      return p.index(w as Value, 1);
    };
    const { node } = referenceValue(graphOf(f, { y: 1, w: [5, 6] }), { y: 1, w: [5, 6] });
    const graph = graphOf(f, { y: 1, w: [5, 6] });
    const names = Array.from({ length: graph.length }, (_, id) => graph.primitive(id));
    expect(names.map((name, id) => [name, node(id)?.toNumber()])).toEqual([
      ["input", undefined],
      ["input", undefined],
      ["sin", undefined],
      ["index", 6],
    ]);
  });
});

describe("the values of inputs", () => {
  test("have to be the point's own", () => {
    const graph = graphOf((inputs) => inputs["toString"] as Value, { toString: 1 } as unknown as Record<string, number>);
    expect(() => entriesOf(graph, {})).toThrow("toString: no value was given.");
  });

  test("are doubles or decimals, as many as the shape says", () => {
    const graph = graphOf(({ w }) => p.sum(w as Value), { w: [1, 2] });
    expect(entriesOf(graph, { w: [0.5, 2] })[0]?.map(String)).toEqual(["0.5", "2"]);
    expect(entriesOf(graph, { w: [new Decimal("1e-99"), new Decimal(2)] })[0]?.map(String)).toEqual(["1e-99", "2"]);
    expect(() => entriesOf(graph, { w: [new Decimal(1)] })).toThrow(/w: expected a vector of 2/);
    const matrix = graphOf(({ w }) => p.sum(w as Value), { w: [[1, 2]] as unknown as number[] });
    expect(entriesOf(matrix, { w: [[3, 4]] })[0]?.map(String)).toEqual(["3", "4"]);
  });
});

describe("as many digits as are asked for", () => {
  test.each([30, 64, 200])("%d", (digits) => {
    const root = referenceValue(
      graphOf(({ x }) => p.sqrt(x as Value), { x: 2 }),
      { x: 2 },
      digits,
    ).outputs[0] as Decimal;
    const Fine = Decimal.clone({ precision: 500, defaults: true });
    const error = new Fine(root).times(root).minus(2).abs();
    expect(error.lt(new Fine(10).pow(-digits - 10))).toBe(true);
    expect(error.gt(new Fine(10).pow(-digits - 20))).toBe(true);
  });
});

test("the error for an unknown primitive has a name, and that of the primitive", () => {
  const zeta = unary({ name: "zeta", value: (x) => x, pull: [() => undefined], ulps: 0, gates: [], spelling: { names: [], tex: "" } });
  const graph = graphOf(({ x }) => zeta(x as Value), { x: 1 });
  const evaluate = () => evaluateNodes(graph, entriesOf(graph, { x: 1 }), arithmetic, new Uint8Array([1, 1]));
  expect(evaluate).toThrow(ReferenceUnsupported);
  expect(new ReferenceUnsupported("zeta")).toMatchObject({ name: "ReferenceUnsupported", primitive: "zeta" });
});

describe("which nodes matter", () => {
  // 0: y, 1: w, 2: w[0], 3: w[1], 4: sin(y), 5: exp(4), 6: w[0] * w[1], 7: -w[1]; the output is 6.
  const builder = new GraphBuilder();
  const [y, w] = [builder.input("y", [2]), builder.input("w", [2])];
  const [first, second, other] = [builder.add("index", [w], [], 0), builder.add("index", [w], [], 1), builder.add("index", [y], [], 0)];
  builder.add("exp", [other], []);
  const product = builder.add("mul", [first, second], []);
  builder.add("neg", [second], []);
  const graph = builder.finish([product]);

  test("those that some output is made of", () => {
    expect([...neededBy(graph)]).toEqual([0, 1, 1, 1, 0, 0, 1, 0]);
    expect([...neededBy(graph.withOutputs([first]))]).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
    expect([...neededBy(graph.withOutputs([y]))]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("those that one entry reaches, on the way to an output", () => {
    const reached = (input: number, entry: number, of = graph) => [
      ...reachedFrom(of, of.inputs[input] as Graph["inputs"][number], entry, neededBy(of)),
    ];
    expect(reached(1, 0)).toEqual([0, 1, 1, 0, 0, 0, 1, 0]);
    expect(reached(1, 1)).toEqual([0, 1, 0, 1, 0, 0, 1, 0]);
    expect(reached(0, 0)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    const all = graph.withOutputs([5, 6, 7]);
    expect(reached(0, 0, all)).toEqual([1, 0, 0, 0, 1, 1, 0, 0]);
    expect(reached(0, 1, all)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("only they are computed, the others taken over", () => {
    const base = Array.from({ length: graph.length }, (_, node) => new Decimal(100 + node));
    const which = new Uint8Array([0, 0, 1, 0, 0, 0, 1, 0]);
    const values = evaluateNodes(graph, entriesOf(graph, { y: [1, 1], w: [3, 5] }), arithmetic, which, base);
    expect(values.map(Number)).toEqual([100, 101, 3, 103, 104, 105, 309, 107]);
  });
});

describe("a function along one entry", () => {
  const along = (f: TracedFunction, point: Record<string, number | number[]>, name = "x", entry = 0) => {
    const local = new LocalFunction(graphOf(f, point), point);
    return local.along(local.graph.inputs.find((input) => input.name === name) as Graph["inputs"][number], entry);
  };

  test("knows where it stands, and which outputs the entry reaches", () => {
    const f: TracedFunction = ({ a, w }) => p.stack([p.mul(a as Value, 2), p.index(w as Value, 1)]);
    const shifted = along(f, { a: 7, w: [3, 5] }, "w", 1);
    expect(shifted.x.toNumber()).toBe(5);
    expect(shifted.reaches).toEqual([false, true]);
    expect(shifted.outputs(new Decimal(9), arithmetic).map(Number)).toEqual([14, 9]);
    const still = along(f, { a: 7, w: [3, 5] }, "w", 0);
    expect(still.x.toNumber()).toBe(3);
    expect(still.reaches).toEqual([false, false]);
    expect(still.outputs(new Decimal(9), arithmetic).map(Number)).toEqual([14, 5]);
  });

  test("is evaluated once in each arithmetic", () => {
    const point = { x: 2 };
    const local = new LocalFunction(
      graphOf(({ x }) => p.sqrt(x as Value), point),
      point,
    );
    expect(local.at(arithmetic).values).toBe(local.at(arithmetic).values);
    expect(local.at(arithmeticOf(100)).values).not.toBe(local.at(arithmetic).values);
    expect(local.at(arithmetic).outputs[0]?.toNumber()).toBe(Math.SQRT2);
  });

  const isStill = (f: (x: Value) => Value, x: number, moved: string, more: Record<string, number> = {}) =>
    along((inputs) => f(inputs["x"] as Value), { x, ...more })
      .look(new Decimal(moved), arithmetic)
      .isStill();

  test.each<[string, (x: Value) => Value, number, string]>([
    ["a step", p.step, -1, "-0.5"],
    ["relu", p.relu, -1, "-0.5"],
    ["floor", p.floor, 2.25, "2.5"],
    ["rounding", p.round, 2.25, "2.3"],
    ["a comparison", (x) => p.lt(x, 3), 1, "2"],
    ["the larger of two", (x) => p.max(x, 3), 1, "2"],
    ["a branch not taken", (x) => p.where(p.gt(x, 0), x, 5), -1, "-2"],
    ["logic", (x) => p.not(x), 1, "2"],
    ["a factor 0", (x) => p.mul(x, 0), 1, "2"],
    ["a factor 0 in front", (x) => p.mul(0, x), 1, "2"],
    ["0 as a dividend", (x) => p.div(0, x), 1, "2"],
    ["0 log y", (x) => p.xlogy(0, x), 1, "2"],
    ["an exponent 0", (x) => p.pow(x, 0), 1, "2"],
    ["a scale 0", (x) => p.scale(0, x), 1, "2"],
    ["what comes after a step", (x) => p.exp(p.add(p.step(x), 1)), 1, "2"],
  ])("nothing arrives through %s", (_, f, x, moved) => expect(isStill(f, x, moved)).toBe(true));

  test.each<[string, (x: Value) => Value, number, string]>([
    ["something arrived", (x) => p.mul(x, 2), 1, "2"],
    ["a change was rounded away beside a large number", (x) => p.add(1, x), 0, "1e-200"],
    ["a change was rounded away, and a step follows", (x) => p.step(p.add(1, x)), 0, "1e-200"],
    ["an even function has the same value on the other side", p.square, 1, "-1"],
    ["a factor was 0 and is no more", (x) => p.mul(p.step(x), 2), -1, "1"],
    ["a power of 1 hides its exponent", (x) => p.pow(1, x), 1, "2"],
    ["a power of 0 hides its exponent", (x) => p.pow(0, x), 1, "2"],
    ["log 1 hides its factor", (x) => p.xlogy(x, 1), 1, "2"],
    ["the value is not defined", p.log, -1, "-2"],
    ["the moving factor was 0 at first, and the other hides it by rounding", (x) => p.add(1, p.mul(x, 1e-200)), 0, "1"],
  ])("but %s", (_, f, x, moved) => expect(isStill(f, x, moved)).toBe(false));

  test.each<[string, (x: Value) => Value]>([
    ["mul", (x) => p.mul(2, x)],
    ["scale", (x) => p.scale(2, x)],
    ["div", (x) => p.div(x, 2)],
    ["pow", (x) => p.pow(x, 2)],
  ])("a change below the last digit is hidden by %s, not stopped", (_, f) => {
    expect(isStill(f, 1, `1.${"0".repeat(199)}1`)).toBe(false);
  });

  test("all outputs have to stand still, and what other arrays hold does not matter", () => {
    const shifted = along(({ v, w }) => p.add(p.step(p.index(v as Value, 1)), p.index(w as Value, 0)), { w: [5, 6], v: [1, 2] }, "v", 1);
    expect(shifted.look(new Decimal(3), arithmetic).isStill()).toBe(true);
    const two = along(({ x }) => p.stack([p.step(x as Value), x as Value]), { x: 1 });
    expect(two.look(new Decimal(3), arithmetic).isStill()).toBe(false);
  });

  test("a factor that moves is no factor 0", () => {
    // x and -x times each other's step: the product is 0 before and after, because a moving factor is 0 and then the other one.
    const f = (x: Value) => p.mul(p.relu(x), p.relu(p.neg(x)));
    expect(isStill(f, 1, "-1")).toBe(false);
  });
});
