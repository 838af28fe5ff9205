import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpreter } from "../../../src/core/execute/interpreter.js";
import { formulaText, graphToFormula, graphToNode, nodeToProgram, parseFormula } from "../../../src/core/formula/index.js";
import type { Graph, NodeId } from "../../../src/core/graph/graph.js";
import { type Point, toTensor } from "../../../src/core/graph/tensor.js";
import { record, type TracedFunction, type Value } from "../../../src/core/graph/trace.js";
import * as p from "../../../src/core/primitives/index.js";
import { functionOf, trees } from "./arbitrary.js";

const at = { x: 0.7, y: -1.3, z: 2.5 };

/** The tree that a node stands for, as text without node numbers. */
function shapeOfTree(graph: Graph, node: NodeId = graph.outputs[0] as NodeId): string {
  const name = graph.inputs.find((input) => input.node === node)?.name;
  if (name !== undefined) return name;
  const attribute = graph.attribute(node);
  const own = attribute === undefined ? "" : `#${typeof attribute === "number" && Object.is(attribute, -0) ? "-0" : String(attribute)}`;
  return `${graph.primitive(node)}${own}(${graph
    .operands(node)
    .map((operand) => shapeOfTree(graph, operand))
    .join(",")})`;
}

function valuesOf(graph: Graph, point: Point): number[] {
  const inputs = graph.inputs.map(({ name }) => toTensor(point[name] as number).data);
  return Array.from(interpreter(graph)(inputs).outputs[0]?.data ?? []);
}

function reread(graph: Graph, point: Point): Graph {
  const text = graphToFormula(graph);
  return record((inputs) => parseFormula(text).evaluate(inputs), point).graph;
}

describe("graph to formula to graph", () => {
  test("is the identity on trees of scalars", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const { graph } = record(functionOf(tree), at);
        expect(shapeOfTree(reread(graph, at))).toBe(shapeOfTree(graph));
      }),
      { numRuns: 500 },
    );
  });

  test("keeps every bit of the value", () => {
    fc.assert(
      fc.property(trees, fc.double({ noNaN: true, min: -10, max: 10 }), (tree, x) => {
        const point = { ...at, x };
        const { graph } = record(functionOf(tree), point);
        expect(valuesOf(reread(graph, point), point)).toEqual(valuesOf(graph, point));
      }),
      { numRuns: 500 },
    );
  });

  test("a shared node is one node in memory and is recorded once", () => {
    const f: TracedFunction = ({ x }) => {
      let y = x as Value;
      for (let i = 0; i < 50; i++) y = p.mul(y, y);
      return y;
    };
    const { graph } = record(f, { x: 1 });
    const again = record(nodeToProgram(graphToNode(graph)), { x: 1 }).graph;
    expect(again.length).toBe(graph.length);
    expect(() => graphToFormula(graph)).toThrow(expect.objectContaining({ kind: "too-large" }));
  });

  const arrays: readonly (readonly [string, Point, TracedFunction])[] = [
    ["dot(w, v)", { w: [1, 2], v: [3, 4] }, ({ w, v }) => p.dot(w as Value, v as Value)],
    [
      "W * w",
      {
        W: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        w: [1, 2],
      },
      ({ W, w }) => p.matmul(W as Value, w as Value),
    ],
    [
      "w * W",
      {
        W: [
          [1, 2],
          [3, 4],
        ],
        w: [1, 2],
      },
      ({ W, w }) => p.matmul(w as Value, W as Value),
    ],
    ["w .* v", { w: [1, 2], v: [3, 4] }, ({ w, v }) => p.mul(w as Value, v as Value)],
    ["x * w + 1", { x: 2, w: [1, 2] }, ({ x, w }) => p.add(p.mul(x as Value, w as Value), 1)],
    ["1 ./ w", { w: [1, 2] }, ({ w }) => p.div(1, w as Value)],
    ["w .^ 2", { w: [1, 2] }, ({ w }) => p.pow(w as Value, 2)],
    ["w[2] * W[1, 2]", { w: [1, 2], W: [[1, 2]] }, ({ w, W }) => p.mul(p.index(w as Value, 1), p.index(W as Value, 0, 1))],
    [
      "W[2]",
      {
        W: [
          [1, 2],
          [3, 4],
        ],
      },
      ({ W }) => p.index(W as Value, 1),
    ],
    ["[x, 1, x]", { x: 2 }, ({ x }) => p.stack([x as Value, 1, x as Value])],
    ["dot([1, 1, -1.5], w)", { w: [1, 2, 3] }, ({ w }) => p.dot([1, 1, -1.5], w as Value)],
    [
      "sum(sigmoid(w)) + mean(w) + logsumexp(w)",
      { w: [1, 2] },
      ({ w }) => p.add(p.add(p.sum(p.sigmoid(w as Value)), p.mean(w as Value)), p.logsumexp(w as Value)),
    ],
    [
      "transpose(W)",
      {
        W: [
          [1, 2],
          [3, 4],
        ],
      },
      ({ W }) => p.transpose(W as Value),
    ],
    ["(w + v)[1]", { w: [1, 2], v: [3, 4] }, ({ w, v }) => p.index(p.add(w as Value, v as Value), 0)],
    [
      "[[1, 2], [3, 4]] * w",
      { w: [1, 2] },
      ({ w }) =>
        p.matmul(
          [
            [1, 2],
            [3, 4],
          ],
          w as Value,
        ),
    ],
  ];
  test.each(arrays)("%s", (text, point, f) => {
    const { graph } = record(f, point);
    expect(graphToFormula(graph)).toBe(text);
    expect(shapeOfTree(reread(graph, point))).toBe(shapeOfTree(graph));
  });

  test("says which operation no formula can say", () => {
    const { graph } = record(({ w }) => p.reshape(w as Value, [2, 1]), { w: [1, 2] });
    expect(() => graphToFormula(graph)).toThrow(expect.objectContaining({ kind: "unsupported" }));
    const strange = record((inputs) => inputs["a b"] as Value, { "a b": 1 }).graph;
    expect(() => graphToFormula(strange)).toThrow(/a b/);
  });
});

describe("text to node to text", () => {
  const kept = [
    "(x + y) * z",
    "x - (y - z)",
    "x - y - z",
    "x / (y * z)",
    "-x^2",
    "(-x)^2",
    "2^-x",
    "(x^y)^z",
    "x^y^z",
    "-(2)",
    "-2 * x",
    "-(x * y)",
    "x > 0 ? x : 0",
    "(x > 0 ? 1 : 2) * y",
    "x > 0 ? (y > 0 ? 1 : 2) : 3",
    "x > 0 ? 1 : y > 0 ? 2 : 3",
    "x < y < z",
    "(x < y) < z",
    "not x and y or z",
    "not (x and y)",
    "x and (y or z)",
    "x'",
    "1e+21 * x",
    "log(x)^2",
    "max(x, y, z)",
    "e^x",
    "x == y",
    "-x'",
  ];
  test.each(kept)("%s has the brackets it needs and no others", (text) => {
    expect(formulaText(parseFormula(text).node)).toBe(text);
  });

  test.each([
    ["((x))+((y*z))", "x + y * z"],
    ["2x", "2 * x"],
    ["1/2x", "1 / 2 * x"],
    ["x/2y", "x / (2 * y)"],
    ["|x|+ln(y)", "abs(x) + log(y)"],
    ["x²", "x^2"],
    ["w·x", "dot(w, x)"],
  ])("%s is written %s", (typed, text) => expect(formulaText(parseFormula(typed).node)).toBe(text));
});
