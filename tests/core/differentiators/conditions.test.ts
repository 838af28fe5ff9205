// Conditions as they hold around a point: an equality with a side that moves holds on single points only.

import { describe, expect, it } from "vitest";
import { activeNodes } from "../../../src/core/differentiators/automatic/activity.js";
import { pullback, pushforward } from "../../../src/core/differentiators/automatic/linearise.js";
import { add, forward, mul, parseFormula, record, reverse, sin, stack, symbolic, type Value } from "../../../src/index.js";

/** formula, x, y, derivative by x */
const cases: readonly (readonly [string, number, number, number])[] = [
  ["x == 1 ? 7 * x : x^2", 1, 0, 2],
  ["1 == x ? 7 * x : x^2", 1, 0, 2],
  ["x != 1 ? x^2 : 7 * x", 1, 0, 2],
  ["x == 1 ? 7 * x : x^2", 3, 0, 6],
  ["y == 1 ? 7 * x : x^2", 3, 1, 7],
  ["y != 1 ? 7 * x : x^2", 3, 1, 6],
  ["x == x ? 7 * x : x^2", 3, 0, 7],
  ["x != x ? 7 * x : x^2", 3, 0, 6],
  ["x == y ? 7 * x : x^2", 2, 2, 4],
  ["floor(x) == 1 ? 7 * x : x^2", 1.5, 0, 7],
  ["floor(x) != 1 ? 7 * x : x^2", 1.5, 0, 3],
  ["(x > 1) == 1 ? 7 * x : x^2", 3, 0, 7],
  ["floor(x) + x == 2.5 ? 7 * x : x^2", 1.5, 0, 3],
  ["(x == 1 and y > 0) ? 7 * x : x^2", 1, 1, 2],
  ["(x == 1 or y > 0) ? 7 * x : x^2", 1, 1, 7],
  ["(x == 1 or y > 0) ? 7 * x : x^2", 1, -1, 2],
  ["(x != 1 and y > 0) ? 7 * x : x^2", 1, 1, 7],
  ["not(x == 1) ? 7 * x : x^2", 1, 0, 7],
  ["not(x > 2) ? 7 * x : x^2", 1, 0, 7],
  ["x > 2 ? 7 * x : x^2", 3, 0, 7],
  ["x > 2 ? 7 * x : x^2", 1, 0, 2],
];

describe("the derivative belongs to the branch that holds around the point", () => {
  it.each(cases)("%s at x = %d, y = %d: %d", (formula, x, y, slope) => {
    const f = parseFormula(formula);
    for (const method of [forward, reverse, symbolic]) {
      const { gradient } = method.gradient(f, { wrt: ["x"] })({ x, y });
      expect(gradient.x, method.name).toBe(slope);
    }
  });
});

describe("the graphs of both sweeps", () => {
  const { graph } = record(({ x, y }) => stack([mul(x as Value, y as Value), sin(y as Value)]), { x: 2, y: 3 });
  const two = graph.withOutputs([graph.outputs[0] as number, 0]);
  const names = ({ inputs }: { inputs: readonly { name: string }[] }) => inputs.map(({ name }) => name);

  it("name the inputs that they add", () => {
    expect(names(pushforward(two, [1]))).toEqual(["x", "y", "tangent of y"]);
    expect(names(pullback(two, [0]))).toEqual(["x", "y", "adjoint of output 1", "adjoint of output 2"]);
    expect(names(pullback(record(({ x }) => sin(x as Value), { x: 1 }).graph, [0], "one"))).toEqual(["x"]);
  });

  it("give the outputs first, then the tangents of all outputs or the adjoints of the inputs asked for", () => {
    expect(pushforward(two, [0, 1]).outputs).toHaveLength(4);
    expect(pullback(two, [1]).outputs).toHaveLength(3);
    expect(pullback(two, [1, 0]).outputs).toHaveLength(4);
  });

  it("follow only what depends on the inputs asked for", () => {
    const g = record(({ x, y }) => add(sin(x as Value), sin(y as Value)), { x: 1, y: 2 }).graph;
    expect([...activeNodes(g, [0])]).toEqual([1, 0, 1, 0, 1]);
    expect([...activeNodes(g, [1])]).toEqual([0, 1, 0, 1, 1]);
    expect([...activeNodes(g, [])]).toEqual([0, 0, 0, 0, 0]);
    // Neither sine of y nor its cosine is needed for the tangent along x.
    const sines = (of: { length: number; primitive(node: number): string }) =>
      Array.from({ length: of.length }, (_, node) => of.primitive(node)).filter((name) => name === "cos").length;
    expect([sines(pushforward(g, [0])), sines(pullback(g, [0])), sines(pullback(g, [0, 1]))]).toEqual([1, 1, 2]);
  });
});
