// The common interface where a method says no, and what its errors say.

import { describe, expect, it } from "vitest";
import { forwardMode, reverseMode } from "../../../src/core/differentiators/automatic/index.js";
import { pullback } from "../../../src/core/differentiators/automatic/linearise.js";
import { buffersOfOne } from "../../../src/core/differentiators/buffers.js";
import { copyingBuffers } from "../../../src/core/differentiators/copying-buffers.js";
import { differentiator } from "../../../src/core/differentiators/differentiator.js";
import { graphFunction, graphMethod } from "../../../src/core/differentiators/graph-method.js";
import { operatorGraph } from "../../../src/core/differentiators/operator-graph.js";
import { prepareOperator } from "../../../src/core/differentiators/operators.js";
import {
  adaptive,
  add,
  boundedEvaluator,
  forward,
  type Graph,
  index,
  interpreter,
  mul,
  numerical,
  type Operator,
  PointError,
  parseFormula,
  primal,
  record,
  reverse,
  ShapeError,
  sqrt,
  square,
  stack,
  sum,
  symbolic,
  UnsupportedError,
  type Value,
} from "../../../src/index.js";

const v = (inputs: Readonly<Record<string, Value>>, name: string) => inputs[name] as Value;

/** Reverse mode that refuses what has a square in it. */
const refusing = differentiator({
  name: "reverse",
  method: graphMethod("pull", pullback, interpreter),
  lift: (graphAt, inputs) => graphFunction(graphAt(inputs)),
  supports: (graph: Graph, operator: Operator) =>
    Array.from({ length: graph.length }, (_, node) => graph.primitive(node)).includes("square")
      ? new UnsupportedError("square", `no ${operator} of a square`)
      : true,
  operatorGraph: (graph, operator, wrt) => operatorGraph({ direction: "pull", linearise: pullback }, graph, operator, wrt),
});

describe("a function that a method does not support", () => {
  it("is refused when it is prepared, and inside another function, with the method's own words", () => {
    const { graph } = record((i) => square(v(i, "x")), { x: 1 });
    expect(refusing.supports(graph, "gradient")).toBeInstanceOf(UnsupportedError);
    expect(() => refusing.prepare(graph, "gradient")).toThrow("no gradient of a square");
    expect(() => refusing.gradient(graph)({ x: 1 })).toThrow(UnsupportedError);
    const inside = () => record(({ s }) => refusing.derivative(graph)({ x: s } as never).derivative as Value, { s: 1 });
    expect(inside).toThrow("no derivative of a square");
  });

  it("does not stand in the way of others", () => {
    const { graph } = record((i) => mul(v(i, "x"), v(i, "x")), { x: 1 });
    expect(refusing.supports(graph, "gradient")).toBe(true);
    expect(refusing.gradient(graph)({ x: 3 }).gradient.x).toBe(6);
    expect(reverse.derivative(({ s }) => refusing.derivative(graph)({ x: s } as never).derivative as Value)({ s: 3 }).derivative).toBe(2);
  });
});

describe("a function inside another", () => {
  const at = (s: Value, rest: object = {}) => ({ u: s, ...rest }) as never;

  it("may be a formula", () => {
    const cube = parseFormula("u^3");
    for (const method of [forward, reverse, symbolic])
      expect(reverse.derivative(({ s }) => method.derivative(cube)(at(s as Value)).derivative as Value)({ s: 2 }).derivative).toBe(12);
  });

  it("is differentiated by its own inputs, not by what it closes over", () => {
    let names: string[] = [];
    const outer = reverse.derivative(({ s }) => {
      const { gradient } = forward.gradient(({ u }) => mul(u as Value, square(s as Value)))(at(s as Value));
      names = Object.keys(gradient);
      return gradient.u as Value;
    });
    // d/du u s^2 = s^2, and its derivative 2 s.
    expect(outer({ s: 3 }).derivative).toBe(6);
    expect(names).toEqual(["u"]);
    // At a plain number too: d/ds of (d/du u^2 s at u = 2) is 4.
    const plain = reverse.derivative(
      ({ s }) => forward.derivative((i) => mul(square(v(i, "u")), s as Value))({ u: 2 }).derivative as Value,
    );
    expect(plain({ s: 3 }).derivative).toBe(4);
    // Prepared once, it closes over another value each time.
    let factor: Value = 1;
    const inner = forward.derivative((i) => mul(square(v(i, "u")), factor));
    for (const [s, factorOf, expected] of [
      [3, (value: Value) => value, 4],
      [5, (value: Value) => mul(value, 10), 40],
    ] as const) {
      const outer = reverse.derivative((i) => {
        factor = factorOf(v(i, "s"));
        return inner({ u: 2 }).derivative as Value;
      });
      expect([outer({ s }).value, outer({ s }).derivative]).toEqual([expected * s, expected]);
    }
  });

  it("may look at an input that is a plain number there, and at one that is traced", () => {
    const power = (name: "n" | "u") => (i: Readonly<Record<string, Value>>) => {
      let y = v(i, "u");
      for (let n = primal(v(i, name)); n > 1; n--) y = mul(y, v(i, "u"));
      return y;
    };
    const second = (name: "n" | "u") =>
      reverse.derivative(({ s }) => forward.derivative(power(name), { wrt: ["u"] })(at(s as Value, { n: 3 })).derivative as Value);
    expect(second("n")({ s: 2 }).derivative).toBe(12);
    expect(second("u")({ s: 2 }).derivative).toBe(2);
  });
});

describe("a prepared derivative", () => {
  it("traces the function anew for inputs of another shape, name or number", () => {
    let traced = 0;
    const gradient = reverse.gradient((i) => {
      traced++;
      return sum(square(Object.values(i).reduce((a, b) => add(a, b)) as Value));
    });
    expect(gradient({ x: [1, 2] }).gradient).toEqual({ x: [2, 4] });
    expect(gradient({ x: [3, 4] }).gradient).toEqual({ x: [6, 8] });
    expect(traced).toBe(1);
    expect(gradient({ x: [1, 2, 3] }).gradient).toEqual({ x: [2, 4, 6] });
    expect(gradient({ x: 3 }).gradient).toEqual({ x: 6 });
    expect(gradient({ y: [1, 2] }).gradient).toEqual({ y: [2, 4] });
    expect(gradient({ x: [1], y: [2] }).gradient).toEqual({ x: [6], y: [6] });
    expect(traced).toBe(5);
  });

  it("tells a row of a matrix from a column", () => {
    const gradient = reverse.gradient((i) => sum(square(v(i, "A"))));
    const row = Array.from({ length: 11 }, (_, k) => k);
    expect(gradient({ A: [row] }).gradient.A).toEqual([row.map((k) => 2 * k)]);
    expect(gradient({ A: row.map((k) => [k]) }).gradient.A).toEqual(row.map((k) => [2 * k]));
  });

  it("has a bound only where the evaluator gives one", () => {
    const f = (i: Readonly<Record<string, Value>>) => stack([index(v(i, "x"), 0), square(index(v(i, "x"), 1))]);
    for (const method of [forward, reverse]) {
      expect("bound" in method.jacobian(f)({ x: [1, 2] }), method.name).toBe(false);
      expect("bound" in method.jvp(f)({ x: [1, 2] }, { x: [1, 1] }), method.name).toBe(false);
      expect("bound" in method.vjp(f)({ x: [1, 2] }, [1, 1]), method.name).toBe(false);
    }
    const { bound } = forwardMode(boundedEvaluator).jacobian(f)({ x: [1, 2] });
    const [[a = 1, b = 1] = [], [c = 1, d = 0] = []] = (bound as { x: number[][] }).x;
    expect([a, b, c]).toEqual([0, 0, 0]);
    // 2 * 2 is exact, but only the size of it is looked at.
    expect(d).toBeLessThan(1e-14);
  });

  it("passes over an infinite slope along which nothing moves", () => {
    const f = (i: Readonly<Record<string, Value>>) => stack([sqrt(index(v(i, "x"), 0)), index(v(i, "x"), 1)]);
    for (const method of [forward, reverse, symbolic]) {
      expect(method.jvp(f)({ x: [0, 5] }, { x: [0, 2] }).derivative, method.name).toEqual([0, 2]);
      expect(method.vjp(f)({ x: [0, 5] }, [0, 3]).adjoint.x, method.name).toEqual([0, 3]);
    }
  });

  it("is a graph too, whose further inputs say what they are", () => {
    const { graph } = record((i) => mul(v(i, "x"), v(i, "y")), { x: 1, y: 1 });
    const inputsOf = (method: typeof forward, operator: Operator) =>
      method.graph?.(graph, operator, { wrt: ["y"] }).inputs.map(({ name }) => name);
    for (const method of [forward, reverse, symbolic, refusing]) {
      expect(inputsOf(method, "gradient"), method.name).toEqual(["x", "y"]);
      expect(inputsOf(method, "jvp"), method.name).toEqual(["x", "y", "tangent of y"]);
      expect(inputsOf(method, "hvp"), method.name).toEqual(["x", "y", "tangent of y"]);
      expect(inputsOf(method, "vjp"), method.name).toEqual(["x", "y", "adjoint of output 1"]);
    }
  });

  it("without a graph is that of a method that brings none", () => {
    const plain = { name: "reverse", method: graphMethod("pull", pullback, interpreter), supports: () => true as const } as const;
    const without = differentiator({ ...plain, lift: (graphAt, inputs) => graphFunction(graphAt(inputs)) });
    expect("graph" in without).toBe(false);
    expect(() =>
      record(({ s }) => without.derivative(({ u }) => square(u as Value))(at(s as Value)).derivative as Value, { s: 1 }),
    ).toThrow(UnsupportedError);
  });
  const at = (s: Value) => ({ u: s }) as never;
});

describe("errors", () => {
  it("have their own names, for whoever looks at a log", () => {
    expect(new UnsupportedError("gamma", "no rule")).toMatchObject({ name: "UnsupportedError", operation: "gamma", message: "no rule" });
    expect(new PointError("x", "no value")).toMatchObject({ name: "PointError", input: "x", message: "no value" });
  });

  it("of a ragged adjoint name the adjoint", () => {
    expect(() => reverse.vjp((i) => v(i, "x"))({ x: [1, 2] }, [[1], [1, 2]])).toThrow(/^adjoint: /);
  });

  it("of a derivative by two numbers say what to do", () => {
    expect(() => reverse.derivative((i) => mul(v(i, "x"), v(i, "y")))({ x: 1, y: 2 })).toThrow(ShapeError);
    expect(reverse.derivative((i) => mul(v(i, "x"), v(i, "y")), { wrt: ["y"] })({ x: 7, y: 2 }).derivative).toBe(7);
    expect(() => reverse.derivative((i) => mul(v(i, "x"), v(i, "y")), { wrt: [] })({ x: 1, y: 2 })).toThrow(ShapeError);
  });
});

describe("a derivative in place", () => {
  it("has a direction only where the operator takes one", () => {
    const f = (i: Readonly<Record<string, Value>>) => sum(square(v(i, "x")));
    const at = { x: [1, 2] };
    expect(reverse.gradient(f).buffers(at).direction).toBeUndefined();
    expect(reverse.hessian(f).buffers(at).direction).toBeUndefined();
    expect(Object.keys(reverse.jvp(f).buffers(at).direction)).toEqual(["x"]);
    expect(reverse.vjp(f).buffers(at).direction).toEqual(Float64Array.of(0));
  });

  it("of a graph needs no point, however it was asked for", () => {
    const { graph } = record((i) => sum(square(v(i, "x"))), { x: [1, 2] });
    const { inputs, run, gradient } = reverse.gradient(graph).buffers();
    inputs.x?.set([3, 4]);
    run();
    expect([...(gradient.x ?? [])]).toEqual([6, 8]);
  });

  it("is one number for the derivative of a function of one number, by every method", () => {
    for (const method of [numerical, symbolic, forward, reverse]) {
      const { inputs, run, derivative, value } = method.derivative((i) => square(v(i, "x"))).buffers({ x: 3 });
      run();
      expect([derivative.length, value[0]], method.name).toEqual([1, 9]);
      expect(derivative[0], method.name).toBeCloseTo(6, 8);
      inputs.x?.set([5]);
      run();
      expect(derivative[0], method.name).toBeCloseTo(10, 8);
    }
  });

  it("is refused where the function closes over values of another trace", () => {
    const outer = (x: Value) => reverse.gradient(({ y }) => mul(x, y as Value)).buffers({ y: 2 });
    expect(() => record(({ x }) => outer(x as Value) as never, { x: 1 })).toThrow(UnsupportedError);
    expect(() => record(({ x }) => outer(x as Value) as never, { x: 1 })).toThrow(/call the prepared derivative/);
  });

  it("copies where the evaluator has no arrays of its own to show", () => {
    const slow = reverseMode(interpreter).gradient((i) => sum(square(v(i, "x"))));
    const { inputs, run, gradient, value } = slow.buffers({ x: [1, 2] });
    run();
    expect([...(gradient.x ?? []), ...value]).toEqual([2, 4, 5]);
    inputs.x?.set([3, 4]);
    run();
    expect([...(gradient.x ?? []), ...value]).toEqual([6, 8, 25]);
  });

  it("of one evaluation hands out the evaluator's arrays: inputs and direction, value and parts", () => {
    const [x, t] = [Float64Array.of(1), Float64Array.of(2)];
    const [y, part] = [Float64Array.of(3), Float64Array.of(4)];
    let runs = 0;
    const made = buffersOfOne({ inputs: [x, t], outputs: [y, part], run: () => runs++ }, 1, 17);
    expect(made.inputs).toEqual([x]);
    expect(made.direction).toEqual([t]);
    expect(made.inputs[0]).toBe(x);
    expect(made.direction[0]).toBe(t);
    expect(made.value).toBe(y);
    expect(made.parts).toHaveLength(1);
    expect(made.parts[0]).toBe(part);
    expect(made.cost()).toEqual({ evaluations: 1, operations: 17 });
    made.run();
    expect(runs).toBe(1);
  });

  it("is one evaluation wherever one graph has the value and all parts", () => {
    const graph = record((i) => add(sum(square(v(i, "x"))), v(i, "y")), { x: [1, 2], y: 3 }).graph;
    const inPlace = (method: Parameters<typeof prepareOperator>[0], operator: Operator) =>
      prepareOperator(method, graphFunction(graph), operator, [0, 1]).buffers?.() !== undefined;
    const operators = ["value", "gradient", "jvp", "vjp", "hessian", "hvp"] as const;
    const pull = graphMethod("pull", pullback, adaptive);
    expect(operators.filter((operator) => inPlace(pull as never, operator))).toEqual(["value", "gradient", "vjp", "hvp"]);
    const plain = graphMethod("pull", pullback, (graph) => interpreter(graph));
    expect(operators.filter((operator) => inPlace(plain as never, operator))).toEqual([]);
  });

  it("of several evaluations copies each outcome into arrays that stay", () => {
    let factor = 1;
    const asked: number[][] = [];
    const { inputs, direction, value, parts, run, cost } = copyingBuffers(
      (at, along) => {
        asked.push([...at, ...along].flatMap((data) => [...data]));
        factor *= 10;
        const estimate = (...data: number[]) => ({ shape: [data.length], data: Float64Array.from(data) });
        return { value: estimate(factor), parts: [estimate(2 * factor, 3 * factor), estimate(4)], evaluations: factor, operations: 7 };
      },
      { inputs: [[], [2]], direction: [[3]], value: [], parts: [[2], []] },
    );
    expect([inputs, direction, [value], parts].map((arrays) => arrays.map(({ length }) => length))).toEqual([[1, 2], [3], [1], [2, 1]]);
    // Nothing has run yet.
    expect(cost()).toEqual({ evaluations: 0, operations: 0 });
    expect([...value, ...parts.flatMap((part) => [...part])]).toEqual([0, 0, 0, 0]);
    inputs[1]?.set([5, 6]);
    direction[0]?.set([7, 8, 9]);
    run();
    expect(asked).toEqual([[0, 5, 6, 7, 8, 9]]);
    expect([...value, ...parts.flatMap((part) => [...part])]).toEqual([10, 20, 30, 4]);
    expect(cost()).toEqual({ evaluations: 10, operations: 7 });
    run();
    expect([...value, ...parts.flatMap((part) => [...part])]).toEqual([100, 200, 300, 4]);
    expect(cost()).toEqual({ evaluations: 100, operations: 7 });
  });
});
