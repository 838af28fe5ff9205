import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { GraphBuilder } from "../../../src/core/graph/graph.js";
import { ShapeError } from "../../../src/core/graph/shape.js";
import { record, type TracedFunction, type Value } from "../../../src/core/graph/trace.js";
import { unary } from "../../../src/core/primitives/define.js";
import { add, div, dot, log, matmul, mul, softplus, sum } from "../../../src/core/primitives/index.js";
import { ReferenceUnsupported, referenceGradient, referenceValue } from "../../../src/verify/reference/index.js";

describe("a graph is evaluated exactly as doubles and literals stand", () => {
  test("0.1 + 0.2 is the sum of the two doubles", () => {
    const { graph } = record(({ x }) => add(x as Value, 0.2), { x: 0.1 });
    expect(referenceValue(graph, { x: 0.1 }).outputs[0]?.toFixed()).toBe("0.3000000000000000166533453693773481063544750213623046875");
  });

  test("decimals are taken as inputs too", () => {
    const { graph } = record(({ x }) => mul(x as Value, 3), { x: [1, 2] });
    const outputs = referenceValue(graph, { x: [new Decimal("0.1"), new Decimal("1e-70")] }).outputs;
    expect(outputs.map(String)).toEqual(["0.3", "3e-70"]);
  });

  test("each node can be asked for", () => {
    const { graph } = record(({ x, y, z }) => mul(add(x as Value, y as Value), z as Value), { x: -2, y: 5, z: -4 });
    const { outputs, node } = referenceValue(graph, { x: -2, y: 5, z: -4 });
    expect(outputs[0]?.toNumber()).toBe(-12);
    expect(node(3)?.toNumber()).toBe(3);
  });
});

test("vectors and matrices are expanded into scalars", () => {
  const W = [
    [1, 2],
    [3, 4],
  ];
  const f: TracedFunction = ({ W, x }) => sum(softplus(matmul(W as Value, x as Value)));
  const { graph } = record(f, { W, x: [0.5, -1] });
  const { gradient } = referenceGradient(graph, { W, x: [0.5, -1] });
  // d/dW_ij = sigmoid(a_i) x_j with a = W x = [-1.5, -2.5]
  const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
  const right = [0.5 * sigmoid(-1.5), -sigmoid(-1.5), 0.5 * sigmoid(-2.5), -sigmoid(-2.5)];
  gradient.W?.forEach((partial, i) => {
    expect(partial.toNumber()).toBeCloseTo(right[i] as number, 14);
  });
});

test("the dot product of a vector with itself has the gradient 2x", () => {
  const { graph } = record(({ x }) => dot(x as Value, x as Value), { x: [1, 2, 3] });
  expect(referenceGradient(graph, { x: [1, 2, 3] }).gradient.x?.map((partial) => partial.toFixed(30))).toEqual(
    [2, 4, 6].map((right) => new Decimal(right).toFixed(30)),
  );
});

describe("what cannot be evaluated says so", () => {
  // A row of the table that the reference does not know yet.
  const gamma = unary({ name: "gamma", value: (x) => x, pull: [() => undefined], ulps: 0, gates: [], spelling: { names: [], tex: "" } });

  test("an unknown primitive is named", () => {
    const { graph } = record(({ x }) => gamma(x as Value), { x: 1 });
    expect(() => referenceValue(graph, { x: 1 })).toThrow(ReferenceUnsupported);
    expect(() => referenceGradient(graph, { x: 1 })).toThrow(/"gamma"/);
  });

  test("unless no output needs it", () => {
    const graph = record(({ x }) => gamma(x as Value), { x: 1 }).graph;
    expect(referenceValue(graph.withOutputs([0]), { x: 1 }).outputs[0]?.toNumber()).toBe(1);
  });

  test("a missing input or one of another shape is named", () => {
    const { graph } = record(({ x }) => sum(x as Value), { x: [1, 2] });
    expect(() => referenceValue(graph, {})).toThrow(ShapeError);
    expect(() => referenceValue(graph, { x: 3 })).toThrow(/x: expected a vector of 2/);
  });

  test("a point outside the domain has the value NaN", () => {
    const { graph } = record(({ x }) => add(log(x as Value), div(1, x as Value)), { x: -1 });
    expect(referenceValue(graph, { x: -1 }).outputs[0]?.isNaN()).toBe(true);
    expect(referenceGradient(graph, { x: -1 }).gradient.x?.[0]?.isNaN()).toBe(true);
  });
});

test("a chain of 100,000 nodes is walked without recursion", () => {
  const builder = new GraphBuilder();
  const x = builder.input("x", []);
  let node = x;
  for (let i = 0; i < 100_000; i++) node = builder.add(i % 2 === 0 ? "neg" : "add", i % 2 === 0 ? [node] : [node, x], []);
  // Each pair of steps maps w to x - w: from x to 0 and back again.
  expect(referenceValue(builder.finish([node]), { x: 2 }).outputs[0]?.toNumber()).toBe(2);
});
