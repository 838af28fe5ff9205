// The numerical method behind the common interface: what a sample costs, which outputs it gives, and sums over tangents.

import { describe, expect, it } from "vitest";
import { numerical, numericalWith } from "../../../../src/core/differentiators/numerical/index.js";
import type { Sample } from "../../../../src/core/differentiators/numerical/line.js";
import { numericalMethod, type Sampled, sampled } from "../../../../src/core/differentiators/numerical/method.js";
import {
  abs,
  adaptive,
  blackBox,
  boundedEvaluator,
  compiled,
  type Evaluator,
  interpreter,
  mul,
  record,
  square,
  stack,
  sub,
  sum,
  type Value,
} from "../../../../src/index.js";
import { sampledBlackBox } from "../../../../src/verify/check/black-box.js";

const v = (inputs: Readonly<Record<string, Value>>, name: string) => inputs[name] as Value;
/** Numbers in the graph's evaluations so far, and how often one was prepared. */
function counting() {
  const seen = { prepared: 0, runs: 0 };
  const evaluator: Evaluator = (graph) => {
    seen.prepared++;
    const run = interpreter(graph);
    return (inputs) => {
      seen.runs++;
      return run(inputs);
    };
  };
  return { seen, evaluator };
}
const { graph } = record((i) => stack([mul(v(i, "x"), v(i, "y")), square(v(i, "x"))]), { x: 1, y: 1 });
/** of the first output */
const dataOf = ({ outputs: [first] }: Sample) => [...(first as Sample["outputs"][number]).data];
const pair = [Float64Array.of(2), Float64Array.of(5)];

describe("a function as the numerical method sees it", () => {
  it("has inputs, outputs, and a cost for each sample", () => {
    const { evaluator, seen } = counting();
    const f = sampled(
      () => graph,
      pair,
      evaluator,
      () => 17,
    );
    expect(f.inputs.map(({ name }) => name)).toEqual(["x", "y"]);
    expect(f.outputShapes).toEqual([[2]]);
    expect(f.cost).toEqual({ operations: 17, samples: 0 });
    expect(dataOf(f.sample(pair))).toEqual([10, 4]);
    f.sample([Float64Array.of(1), Float64Array.of(1)]);
    expect(f.cost).toEqual({ operations: 17, samples: 2 });
    // The graph is one: it is prepared once.
    expect(seen).toEqual({ prepared: 1, runs: 2 });
  });

  it("follows the graph that it has at each point", () => {
    const other = record((i) => stack([sub(v(i, "x"), v(i, "y")), v(i, "x")]), { x: 1, y: 1 }).graph;
    const { evaluator, seen } = counting();
    const f = sampled(
      ([x]) => (x?.[0] === 2 ? graph : other),
      pair,
      evaluator,
      () => 1,
    );
    const moved = f.sample([Float64Array.of(3), Float64Array.of(5)]);
    expect(moved.followed?.graph).toBe(other);
    expect(dataOf(moved)).toEqual([-2, 3]);
    expect(f.sample(pair).followed?.graph).toBe(graph);
    expect(dataOf(f.sample(pair))).toEqual([10, 4]);
    expect(seen.prepared).toBe(2);
    // The graph of another point is not kept: there may be one for every point.
    f.sample([Float64Array.of(3), Float64Array.of(5)]);
    expect(seen.prepared).toBe(3);
  });
});

describe("a sample stays as it was when the same array moves on", () => {
  const kinked = record((i) => abs(sub(v(i, "x"), 1)), { x: [0, 0] }).graph;
  const watched = (sample: Sample) => [...(sample.followed?.values.node(kinked.operand(kinked.outputs[0] as number, 0)) ?? [])];

  it.each(Object.entries({ interpreter, compiled, adaptive, boundedEvaluator }))("with %s", (_, evaluator) => {
    const moved = Float64Array.of(4, 5);
    const f = sampled(
      () => kinked,
      [moved],
      evaluator,
      () => 1,
    );
    const first = f.sample([moved]);
    moved[1] = -3;
    const second = f.sample([moved]);
    moved.fill(Number.NaN);
    expect([dataOf(first), watched(first)]).toEqual([
      [3, 4],
      [3, 4],
    ]);
    expect([dataOf(second), watched(second)]).toEqual([
      [3, 4],
      [3, -4],
    ]);
  });

  it("for a black box that keeps what it was given, too", () => {
    const kept: number[][] = [];
    const box = blackBox(({ x }: { readonly x: number[] }) => {
      kept.push(x);
      return x[0] as number;
    });
    const moved = Float64Array.of(4, 5);
    const f = sampledBlackBox(box, { x: [4, 5] });
    kept.length = 0;
    f.sample([moved]);
    moved[0] = 7;
    f.sample([moved]);
    expect(kept).toEqual([
      [4, 5],
      [7, 5],
    ]);
  });
});

describe("the method", () => {
  const two = graph.withOutputs([graph.outputs[0] as number, 0]);
  const method = numericalMethod({ kind: "central", step: 0.5 });
  const whole = () =>
    sampled(
      () => two,
      pair,
      interpreter,
      () => 3,
    );
  const valuesOf = (f: Sampled, inputs: readonly Float64Array[]) => f.sample(inputs).outputs.map(({ data }) => [...data]);

  it("pushes tangents", () => {
    expect(method.direction).toBe("push");
  });

  it("selects outputs, in the order asked for", () => {
    const selected = method.select(whole(), [1, 0]);
    expect(selected.outputShapes).toEqual([[], [2]]);
    expect(valuesOf(selected, pair)).toEqual([[2], [10, 4]]);
    expect(valuesOf(method.select(whole(), [1]), pair)).toEqual([[2]]);
    // What was followed stays known: the outputs left out may break all the same.
    expect(method.select(whole(), [1]).sample(pair).followed?.graph).toBe(two);
  });

  it("counts the samples of the function beneath, through selections too", () => {
    const f = whole();
    const selected = method.select(f, [0]);
    expect([method.operations(f), method.samples?.(f)]).toEqual([3, 0]);
    method.evaluate(selected)(pair);
    expect([method.samples?.(f), method.samples?.(selected), method.operations(selected)]).toEqual([1, 1, 3]);
  });

  it("adds a tangent for each input asked for, of its shape, and the derivative of each output", () => {
    const linear = method.linearise(whole(), [1]);
    expect(linear.inputs.map(({ name, shape }) => [name, shape])).toEqual([
      ["x", []],
      ["y", []],
      ["tangent of y", []],
    ]);
    expect(linear.outputShapes).toEqual([[2], [], [2], []]);
    // d(xy, x^2)/dy = (2, 0) and dx/dy = 0, three times.
    expect(valuesOf(linear, [...pair, Float64Array.of(3)])).toEqual([[10, 4], [2], [6, 0], [0]]);
  });

  it("adds up the lines of all entries, and follows none whose tangent is 0", () => {
    const f = whole();
    const linear = method.linearise(f, [0, 1]);
    expect(valuesOf(linear, [...pair, Float64Array.of(-2), Float64Array.of(3)])).toEqual([[10, 4], [2], [-10 + 6, -8], [-2]]);
    // The point; then two lines of a centre and four ends.
    expect(f.cost.samples).toBe(1 + 2 * 5);
    valuesOf(linear, [...pair, Float64Array.of(0), Float64Array.of(1)]);
    expect(f.cost.samples).toBe(11 + 1 + 5);
    expect(valuesOf(linear, [...pair, Float64Array.of(0), Float64Array.of(0)])).toEqual([[10, 4], [2], [0, 0], [0]]);
    expect(f.cost.samples).toBe(17 + 1);
  });

  it("adds up the bounds of all lines by the sizes of their factors", () => {
    const linear = method.linearise(whole(), [0, 1]);
    const boundsAt = (tx: number, ty: number) =>
      linear.sample([...pair, Float64Array.of(tx), Float64Array.of(ty)]).outputs[2]?.bound as Float64Array;
    const [alongX, alongY] = [boundsAt(1, 0), boundsAt(0, 1)];
    const both = boundsAt(-2, 3);
    for (const i of [0, 1]) expect(both[i] as number).toBeCloseTo(2 * (alongX[i] as number) + 3 * (alongY[i] as number), 25);
    expect(alongX[0]).toBeGreaterThan(0);
  });

  it("gives the values of the point as its evaluation gives them, with what was followed there", () => {
    const linear = method.linearise(whole(), [0]);
    expect(linear.sample([...pair, Float64Array.of(1)]).followed?.graph).toBe(two);
  });
});

describe("numerical differentiation with options", () => {
  it("takes the scheme and the evaluator given", () => {
    const { evaluator, seen } = counting();
    const forward = numericalWith({ scheme: { kind: "forward", step: 0.5 }, evaluator });
    expect(forward.name).toBe("numerical");
    const { derivative, value, evaluations } = forward.derivative((i) => square(v(i, "x")))({ x: 3 });
    expect([value, derivative]).toEqual([9, 6.5]);
    expect(evaluations).toBe(seen.runs);
  });

  it("extrapolates unless told otherwise, on plain values", () => {
    const f = (i: Readonly<Record<string, Value>>) => sum(square(v(i, "x")));
    const { gradient, bound } = numerical.gradient(f)({ x: [1, -3] });
    const found = gradient.x as number[];
    const bounds = (bound as { x: number[] }).x;
    for (const [i, slope] of [2, -6].entries()) {
      expect(Math.abs((found[i] as number) - slope)).toBeLessThanOrEqual(bounds[i] as number);
      expect(bounds[i]).toBeLessThan(1e-10);
    }
  });

  it("supports whatever can be evaluated, and has no graph", () => {
    expect(numerical.supports(graph, "jacobian")).toBe(true);
    expect(numericalWith({ evaluator: boundedEvaluator }).supports(graph, "hessian")).toBe(true);
    expect(numerical.graph).toBeUndefined();
  });

  it("counts the scalar operations of all samples", () => {
    const { evaluations, operations } = numericalWith({ scheme: { kind: "central", step: 0.5 } }).derivative((i) =>
      mul(square(v(i, "x")), 3),
    )({ x: 3 });
    expect(operations).toBe(2 * evaluations);
    expect(evaluations).toBe(6);
  });
});
