// Derivatives in place give what calls give.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  dot,
  forward,
  index,
  mul,
  numerical,
  PointError,
  primal,
  record,
  reverse,
  sin,
  sum,
  symbolic,
  tanh,
  UnsupportedError,
  type Value,
} from "../../../src/index.js";

const methods = [numerical, symbolic, forward, reverse].map((method) => [method.name, method] as const);
const f = ({ x, y }: { readonly x: Value; readonly y: Value }) => add(dot(x, tanh(x)), mul(sin(y), index(x, 0)));
const number = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1000);
const point = fc.record({ x: fc.array(number, { minLength: 3, maxLength: 3 }), y: number });
const first = { x: [1, 2, 3], y: 4 };

describe.each(methods)("by %s", (_, method) => {
  it("gradient: same bits, point after point", () => {
    const prepared = method.gradient(f);
    const { inputs, run, value, gradient, cost } = prepared.buffers(first);
    fc.assert(
      fc.property(point, (at) => {
        inputs["x"]?.set(at.x);
        inputs["y"]?.fill(at.y);
        run();
        const expected = prepared(at);
        expect(value[0]).toBe(expected.value);
        expect(Array.from(gradient["x"] as Float64Array)).toEqual(expected.gradient["x"]);
        expect(gradient["y"]?.[0]).toEqual(expected.gradient["y"]);
        expect(cost()).toEqual({ evaluations: expected.evaluations, operations: expected.operations });
      }),
      { numRuns: method.name === "numerical" ? 10 : 50 },
    );
  });

  it("every operator, with its direction", () => {
    const { graph } = record(f as never, first);
    const tangent = { x: [0.5, -1, 2], y: 3 };
    for (const operator of ["value", "gradient", "jacobian", "hessian", "jvp", "vjp", "hvp"] as const) {
      const prepared = method.prepare(graph, operator);
      const buffers = prepared.buffers(first);
      const { direction, value, run, inputs: _inputs, cost: _cost, ...parts } = buffers;
      if (direction instanceof Float64Array) direction[0] = 2;
      else if (direction !== undefined) {
        direction["x"]?.set(tangent.x);
        direction["y"]?.fill(tangent.y);
      }
      run();
      const call = prepared as unknown as (...given: unknown[]) => Record<string, unknown>;
      const expected = call(first, ...(operator === "vjp" ? [2] : operator === "jvp" || operator === "hvp" ? [tangent] : []));
      expect(value[0], operator).toBe(expected["value"]);
      for (const [name, part] of Object.entries(parts)) expect(numbersOf(part), `${operator}: ${name}`).toEqual(numbersOf(expected[name]));
    }
  });
});

/** All numbers of nested arrays and records, in order. */
function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return Object.values(value as object).flatMap(numbersOf);
}

describe("buffers", () => {
  it("of a graph need no point", () => {
    const { graph } = record(f as never, first);
    const { inputs, run, gradient } = reverse.prepare(graph, "gradient").buffers();
    inputs["x"]?.set([1, 2, 3]);
    run();
    expect(gradient["x"]?.length).toBe(3);
  });

  it("are each their own", () => {
    const prepared = reverse.gradient(f);
    const [one, two] = [prepared.buffers(first), prepared.buffers({ x: [0, 0, 0], y: 0 })];
    one.run();
    two.run();
    expect(one.value[0]).toBe(prepared(first).value);
    expect(two.value[0]).toBe(0);
  });

  it("say what is missing", () => {
    expect(() => reverse.gradient(f).buffers()).toThrow(PointError);
    const { graph } = record(f as never, first);
    expect(() => reverse.prepare(graph, "gradient").buffers({ x: [1, 2, 3] })).toThrow(/\by\b/);
  });

  it("refuse a function that branches on its numbers, and say what to do", () => {
    const power = ({ x }: { readonly x: Value }) => (primal(x) > 1 ? mul(x, x) : x);
    expect(() => reverse.gradient(power).buffers({ x: 2 })).toThrow(UnsupportedError);
    expect(() => reverse.gradient(power).buffers({ x: 2 })).toThrow(/call the prepared derivative/);
  });

  it("write parts of whole matrices row by row", () => {
    const { run, gradient } = reverse
      .gradient(({ x }: { readonly x: Value }) => sum(mul(x, x)))
      .buffers({
        x: [
          [1, 2],
          [3, 4],
        ],
      });
    run();
    expect(Array.from(gradient["x"] as Float64Array)).toEqual([2, 4, 6, 8]);
  });
});
