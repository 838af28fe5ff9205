// In which ways a gradient that is called with points is evaluated, by the size of its graph alone.

import { describe, expect, it, test } from "vitest";
import { pullback } from "../../../src/core/differentiators/automatic/linearise.js";
import { stagesOf } from "../../../src/core/execute/stages.js";
import {
  add,
  dot,
  type Graph,
  interpreter,
  log,
  matmul,
  mul,
  neg,
  type Point,
  record,
  sigmoid,
  sum,
  type Value,
} from "../../../src/index.js";
import { inputsOf } from "./same-bits.js";

type F = (inputs: Readonly<Record<string, Value>>) => Value;

function gradientOf(f: F, point: Point): Graph {
  const { graph } = record(f, point);
  const all = graph.inputs.map((_, i) => i);
  return pullback(graph, all, "one");
}

const ones = (n: number) => Array.from({ length: n }, (_, i) => 1 + i / n);

const chain = (length: number): F => {
  return ({ x }) => {
    let y = x as Value;
    for (let i = 0; i < length; i++) y = i % 2 === 0 ? mul(y, x as Value) : add(y, 0.5);
    return y;
  };
};
const logLoss: F = ({ w, x }) => neg(log(sigmoid(dot(w as Value, x as Value))));
const layer: F = ({ w, x }) => sum(sigmoid(matmul(w as Value, x as Value)));

describe("a gradient that is called with points", () => {
  const tiny: readonly (readonly [string, F, Point])[] = [
    ["(x + y) z", ({ x, y, z }) => mul(add(x as Value, y as Value), z as Value), { x: -2, y: 5, z: -4 }],
    ["the loss of three weights", logLoss, { w: ones(3), x: ones(3) }],
    ["the loss of a hundred", logLoss, { w: ones(100), x: ones(100) }],
  ];
  test.each(tiny)("is interpreted for good where compiling would not pay soon: %s", (_, f, point) => {
    expect(stagesOf(gradientOf(f, point))).toHaveLength(1);
  });

  const larger: readonly (readonly [string, F, Point])[] = [
    ["a chain of scalars", chain(100), { x: 0.9 }],
    ["a loss of 10,000 weights", logLoss, { w: ones(10_000), x: ones(10_000) }],
    ["a layer", layer, { w: ones(100).map(() => ones(100)), x: ones(100).map((x) => [x]) }],
  ];
  test.each(larger)("is prepared further after a few calls, with the same bits: %s", (_, f, point) => {
    const graph = gradientOf(f, point);
    const [first, second] = stagesOf(graph);
    expect(first?.calls).toBeGreaterThan(0);
    expect(first?.calls).toBeLessThan(100);
    expect(second?.calls).toBe(Number.POSITIVE_INFINITY);
    const inputs = inputsOf(graph, point);
    expect(second?.prepare()(inputs)).toEqual(interpreter(graph)(inputs).outputs);
  });

  it("has no interpreter in front where that would take much memory", () => {
    const graph = gradientOf(chain(100_000), { x: 0.9 });
    const stages = stagesOf(graph);
    expect(stages).toHaveLength(1);
    const inputs = inputsOf(graph, { x: 0.9 });
    expect(stages[0]?.prepare()(inputs)).toEqual(interpreter(graph)(inputs).outputs);
  });
});
