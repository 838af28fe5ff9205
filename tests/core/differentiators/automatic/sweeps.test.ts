// The sweeps of both modes: what they follow, what they leave out, and how adjoints meet.

import { describe, expect, it } from "vitest";
import { activeNodes, conditionAround } from "../../../../src/core/differentiators/automatic/activity.js";
import { forward, reverse } from "../../../../src/core/differentiators/automatic/index.js";
import { pullback, pushforward } from "../../../../src/core/differentiators/automatic/linearise.js";
import { adjointSweep } from "../../../../src/core/differentiators/automatic/reverse.js";
import { inputValues } from "../../../../src/core/differentiators/point.js";
import { spliceNodes } from "../../../../src/core/primitives/splice.js";
import {
  add,
  and,
  crossEntropy,
  eq,
  floor,
  type Graph,
  gt,
  index,
  interpreter,
  logsumexp,
  mul,
  ne,
  not,
  type Point,
  record,
  reshape,
  sin,
  square,
  stack,
  sum,
  symbolic,
  type TracedFunction,
  type Value,
  where,
} from "../../../../src/index.js";

const v = (inputs: Readonly<Record<string, Value>>, name: string) => inputs[name] as Value;
const graphOf = (f: TracedFunction, point: Point) => record(f, point).graph;
const count = (graph: Graph, primitive: string) =>
  Array.from({ length: graph.length }, (_, node) => graph.primitive(node)).filter((name) => name === primitive).length;
const outputsOf = (graph: Graph, point: Point) => interpreter(graph)(inputValues(graph, point)).outputs.map(({ data }) => [...data]);
const both = [forward, reverse].map((method) => [method.name, method] as const);

describe("what stands still", () => {
  it("sends no tangent on: a stack of steps is not recorded a second time", () => {
    const steps = graphOf((i) => stack([floor(v(i, "x")), floor(v(i, "y"))]), { x: 1.5, y: 2.5 });
    const pushed = pushforward(steps, [0, 1]);
    expect(count(pushed, "stack")).toBe(1);
    expect(outputsOf(pushed, { x: 1.5, y: 2.5, "tangent of x": 7, "tangent of y": 9 })).toEqual([
      [1, 2],
      [0, 0],
    ]);
  });

  it("leaves a product with one term: nothing is added for the factor that stands still", () => {
    const f: TracedFunction = (i) => mul(stack([floor(v(i, "x")), floor(v(i, "x"))]), stack([v(i, "x"), v(i, "x")]));
    const pushed = pushforward(graphOf(f, { x: 2.5 }), [0]);
    expect([count(pushed, "add"), count(pushed, "scale"), count(pushed, "stack")]).toEqual([0, 1, 3]);
    expect(outputsOf(pushed, { x: 2.5, "tangent of x": 3 })).toEqual([
      [5, 5],
      [6, 6],
    ]);
  });

  it.each(both)("adds nothing to what moves beside it, %s", (_, method) => {
    expect(method.derivative((i) => add(floor(v(i, "x")), v(i, "x")))({ x: 1.5 }).derivative).toBe(1);
    expect(method.derivative((i) => add(v(i, "x"), floor(v(i, "x"))))({ x: 1.5 }).derivative).toBe(1);
    expect(method.derivative((i) => mul(v(i, "x"), gt(v(i, "x"), 1)))({ x: 1.5 }).derivative).toBe(1);
  });

  it("receives no adjoint: only the factor that moves is differentiated", () => {
    // d/dx of sin(x) sin(y) is cos(x) sin(y): one cosine and two products, one of them its own.
    const product = graphOf((i) => mul(sin(v(i, "x")), sin(v(i, "y"))), { x: 1, y: 2 });
    for (const derived of [pushforward(product, [0]), pullback(product, [0], "one")]) {
      expect(count(derived, "cos")).toBe(1);
      expect(count(derived, "scale") + count(derived, "mul")).toBeLessThanOrEqual(3);
    }
    const scaled = graphOf((i) => mul(sin(v(i, "x")), v(i, "y")), { x: 1, y: 2 });
    const [alongX, alongBoth] = [pullback(scaled, [0]), pullback(scaled, [0, 1])];
    expect(alongBoth.length - alongX.length).toBeGreaterThanOrEqual(1);
    expect(outputsOf(alongX, { x: 1, y: 2, "adjoint of output 1": 3 })).toEqual([[2 * Math.sin(1)], [6 * Math.cos(1)]]);
  });
});

describe("rows with a tangent rule of their own", () => {
  it.each(both)("logsumexp moves by its shares, the cross entropy by shares less probabilities, %s", (_, method) => {
    const x = [0, Math.log(3)];
    const shares = method.jvp((i) => logsumexp(v(i, "x")))({ x }, { x: [2, 10] }).derivative as number;
    expect(shares).toBeCloseTo(0.25 * 2 + 0.75 * 10, 13);
    const loss = method.jvp((i) => crossEntropy(v(i, "x"), v(i, "p")))({ x, p: [1, 0] }, { x: [2, 10], p: [1, 2] }).derivative as number;
    // And by the surprises -log(1/4) and -log(3/4) along p.
    expect(loss).toBeCloseTo(-0.75 * 2 + 0.75 * 10 + Math.log(4) + 2 * Math.log(4 / 3), 13);
  });
});

describe("adjoints", () => {
  it("of one node that is two outputs add up", () => {
    const graph = graphOf((i) => square(v(i, "x")), { x: 3 });
    const twice = graph.withOutputs([graph.outputs[0] as number, graph.outputs[0] as number]);
    const pulled = pullback(twice, [0]);
    expect(outputsOf(pulled, { x: 3, "adjoint of output 1": 1, "adjoint of output 2": 10 })).toEqual([[9], [9], [66]]);
  });

  it("of an input that is an output too count both", () => {
    const graph = graphOf((i) => square(v(i, "x")), { x: 3 });
    const pulled = pullback(graph.withOutputs([graph.outputs[0] as number, 0]), [0]);
    expect(outputsOf(pulled, { x: 3, "adjoint of output 1": 1, "adjoint of output 2": 10 })).toEqual([[9], [3], [16]]);
  });

  it("are dropped when they have been passed on, unless they are wanted", () => {
    // x, y, x y, sin(x y) as nodes 0 to 3, at numbers.
    const graph = graphOf((i) => sin(mul(v(i, "x"), v(i, "y"))), { x: 2, y: 3 });
    const values = spliceNodes(graph, [2, 3]);
    const active = activeNodes(graph, [0, 1]);
    const sweep = (wanted?: readonly number[]) =>
      adjointSweep(graph, { at: (node) => values[node] }, new Map([[3, 1]]), active, wanted && new Set(wanted));
    const slope = Math.cos(6);
    expect(sweep()).toEqual([3 * slope, 2 * slope, slope, 1]);
    expect(sweep([0, 1])).toEqual([3 * slope, 2 * slope, undefined, undefined]);
    expect(sweep([2])).toEqual([3 * slope, 2 * slope, slope, undefined]);
  });

  it("stop at nodes that do not matter", () => {
    const graph = graphOf((i) => sin(mul(v(i, "x"), v(i, "y"))), { x: 2, y: 3 });
    const values = spliceNodes(graph, [2, 3]);
    const sweep = (from: readonly number[]) =>
      adjointSweep(graph, { at: (node) => values[node] }, new Map([[3, 1]]), activeNodes(graph, from));
    expect(sweep([1])).toEqual([undefined, 2 * Math.cos(6), Math.cos(6), 1]);
    expect(sweep([])).toEqual([undefined, undefined, undefined, 1]);
  });
});

describe("a condition as it holds around a point", () => {
  const slopes = (f: TracedFunction, point: Point) => both.map(([, method]) => method.gradient(f, { wrt: ["x"] })(point).gradient.x);
  /** 7 x where the condition holds at the point, x^2 elsewhere. */
  const branch =
    (condition: (x: Value) => Value): TracedFunction =>
    ({ x }) =>
      sum(where(condition(x as Value), mul(7, x as Value), square(x as Value)));

  it("is left alone where nothing in it moves: no connective is recorded again", () => {
    const f: TracedFunction = (i) => where(and(eq(v(i, "y"), 1), gt(v(i, "y"), 0)), mul(7, v(i, "x")), square(v(i, "x")));
    const graph = graphOf(f, { x: 3, y: 1 });
    expect([count(pushforward(graph, [0]), "and"), count(pullback(graph, [0]), "and")]).toEqual([1, 1]);
    expect([count(pushforward(graph, [0, 1]), "and"), count(pullback(graph, [0, 1]), "and")]).toEqual([2, 2]);
    expect(slopes(f, { x: 3, y: 1 })).toEqual([7, 7]);
  });

  it("may hold on more than a point when it compares what is made of steps alone, also of whole vectors", () => {
    expect(
      slopes(
        branch((x) => eq(add(floor(x), 1), 2)),
        { x: 1.5 },
      ),
    ).toEqual([7, 7]);
    expect(
      slopes(
        branch((x) => eq(sum(floor(x)), 3)),
        { x: [1.5, 2.5] },
      ),
    ).toEqual([
      [7, 7],
      [7, 7],
    ]);
    expect(
      slopes(
        branch((x) => eq(sum(x), 4)),
        { x: [1.5, 2.5] },
      ),
    ).toEqual([
      [3, 5],
      [3, 5],
    ]);
    expect(
      slopes(
        branch((x) => eq(add(sum(floor(x)), sum(x)), 7)),
        { x: [1.5, 2.5] },
      ),
    ).toEqual([
      [3, 5],
      [3, 5],
    ]);
  });

  it("leans the same way for many entries as for one, wherever its entries are copied from", () => {
    const xs = [1.5, 2.5];
    // A scalar condition of vectors is repeated.
    const conditions: readonly ((x: Value) => Value)[] = [
      (x) => eq(sum(x), 4),
      (x) => reshape(stack([eq(sum(x), 4), eq(sum(x), 4)]), [2]),
      (x) => and(eq(sum(x), 4), 1),
      (x) => not(ne(sum(x), 4)),
    ];
    for (const condition of conditions) {
      const f = branch(condition);
      for (const method of [forward, reverse, symbolic]) {
        expect(method.gradient(f)({ x: xs }).gradient.x, method.name).toEqual([3, 5]);
        expect(method.gradient(f)({ x: [2, 3] }).gradient.x, method.name).toEqual([4, 6]);
      }
    }
    const picked = branch((x) => index(eq(x, [1.5, 9]), 0));
    expect([slopes(picked, { x: xs }), slopes(picked, { x: [2, 3] })]).toEqual([
      [
        [3, 5],
        [3, 5],
      ],
      [
        [4, 6],
        [4, 6],
      ],
    ]);
    // A condition that does not lean is repeated by the node that is there already, as one that does not move is.
    const given: TracedFunction = (i) => sum(where(gt(v(i, "y"), 2), mul(7, v(i, "x")), square(v(i, "x"))));
    const repeats = [branch((x) => gt(sum(floor(x)), 2)), given].map((f) => count(pullback(graphOf(f, { x: xs, y: 3 }), [0]), "broadcast"));
    expect(repeats[0]).toBe(repeats[1]);
  });

  it("is thin along the node that is said to move, whatever that is made of", () => {
    const graph = graphOf(
      branch((x) => eq(floor(x), 1)),
      { x: 1.5 },
    );
    const names = Array.from({ length: graph.length }, (_, node) => graph.primitive(node));
    const values = spliceNodes(graph, [1.5]);
    const at = { at: (node: number) => values[node] };
    const equality = names.indexOf("eq");
    const around = (moving: string) => conditionAround(graph, equality, at, activeNodes(graph, [names.indexOf(moving)]));
    expect([around("input"), around("floor")]).toEqual([1, 0]);
  });

  it("leans entry by entry", () => {
    const xs = [1.5, 2.5];
    const mixed = branch((x) => stack([gt(sum(x), 0), eq(sum(x), 4)]));
    const mirrored = branch((x) => stack([eq(sum(x), 4), gt(sum(x), 0)]));
    for (const method of [forward, reverse, symbolic]) {
      expect(method.gradient(mixed)({ x: xs }).gradient.x, method.name).toEqual([7, 5]);
      expect(method.gradient(mirrored)({ x: xs }).gradient.x, method.name).toEqual([3, 7]);
    }
  });

  it("is worked out once, however often it is used", () => {
    const twice = (c: Value, n: number): Value => (n === 0 ? c : twice(and(c, c), n - 1));
    const stacked = (c: Value, n: number): Value => (n === 0 ? c : stacked(index(stack([c, c]), 0), n - 1));
    for (const condition of [twice, stacked])
      expect(
        slopes(
          branch((x) => condition(eq(x, 1), 40)),
          { x: 1 },
        ),
      ).toEqual([2, 2]);
  });

  it("is what it is at the point when arithmetic has been done with it", () => {
    for (const method of [forward, reverse, symbolic]) {
      expect(method.derivative(branch((x) => mul(eq(x, 1), 2)))({ x: 1 }).derivative, method.name).toBe(7);
      expect(method.derivative(branch((x) => mul(eq(x, 1), 2)))({ x: 3 }).derivative, method.name).toBe(6);
    }
  });

  it("may be a number that moves: any but 0 is true, and stays so around", () => {
    expect(slopes(({ x }) => where(x as Value, mul(7, x as Value), square(x as Value)), { x: 3 })).toEqual([7, 7]);
    expect(slopes(({ x }) => where(add(x as Value, -3), mul(7, x as Value), square(x as Value)), { x: 3 })).toEqual([6, 6]);
  });

  it("leans for where alone: an equality that is used as a number has its value", () => {
    expect(slopes(({ x }) => mul(eq(x as Value, 1), mul(3, x as Value)), { x: 1 })).toEqual([3, 3]);
    expect(slopes(({ x }) => mul(eq(x as Value, 1), mul(3, x as Value)), { x: 2 })).toEqual([0, 0]);
  });
});
