// Is a point inside the domain, and far from trouble?

import { describe, expect, test } from "vitest";
import { type Traced, withTrace } from "../../../src/core/graph/trace.js";
import {
  add,
  cos,
  exp,
  log,
  mul,
  neg,
  type Point,
  parseFormula,
  primal,
  sin,
  sub,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { judgeOf } from "../../../src/verify/arbitraries/judge.js";

const inside = (formula: string, point: Point) => judgeOf(parseFormula(formula)).inside(point);
const calm = (formula: string, point: Point) => judgeOf(parseFormula(formula)).wellConditioned(point);

describe("inside", () => {
  test.each<[string, Point, boolean]>([
    ["log(x)", { x: 1 }, true],
    ["log(x)", { x: 0 }, false],
    ["log(x)", { x: -1 }, false],
    ["exp(x)", { x: 1000 }, false],
    ["abs(x)", { x: 0 }, true],
    ["sqrt(x)", { x: 0 }, true],
    ["[x, log(y)]", { x: 1, y: 1 }, true],
    ["[x, exp(y)]", { x: 1, y: 1000 }, false],
    // A number on the way is infinite, and vanishes again; so does one outside its domain, which counts.
    ["1 / (1 + exp(x))", { x: 1000 }, true],
    ["atan(1 / x)", { x: 0 }, false],
    ["x > 0 ? x : log(x)", { x: 1 }, true],
  ])("%s at %j: %s", (formula, point, expected) => {
    expect(inside(formula, point)).toBe(expected);
  });
});

describe("well-conditioned", () => {
  test.each<[string, Point, boolean]>([
    ["log(x)", { x: 1 }, true],
    ["log(x)", { x: -1 }, false],
    // On a kink, an infinite slope or an overflow.
    ["abs(x)", { x: 0 }, false],
    ["sqrt(abs(x) + 0)", { x: 0 }, false],
    ["relu(x^2)", { x: 0 }, false],
    ["relu(x^2) + sqrt(x^4)", { x: 0 }, false],
    ["x^1.5 + sqrt(x^3)", { x: 0 }, false],
    ["1 / (1 + exp(x))", { x: 1000 }, false],
    // A thousandth to both sides of each number, of itself where it is larger than 1.
    ["abs(x)", { x: 0.0009 }, false],
    ["abs(x)", { x: -0.0009 }, false],
    ["abs(x)", { x: 0.0011 }, true],
    ["abs(x - 1000)", { x: 1000.9 }, false],
    ["abs(x - 1000)", { x: 999.1 }, false],
    ["abs(x - 1000)", { x: 1001.2 }, true],
    ["abs(x + 1000)", { x: -1000.9 }, false],
    ["abs(x + 1000)", { x: -998.8 }, true],
    ["x + abs(y)", { x: 1, y: 0.0009 }, false],
    ["abs(x) + y", { x: 0.0009, y: 1 }, false],
    ["w[1] + abs(w[2])", { w: [1, 0.0009] }, false],
    ["w[1] + abs(w[2])", { w: [1, 0.0011] }, true],
    ["log(x)", { x: 0.0009 }, false],
    ["log(2 - x)", { x: 1.999 }, false],
    ["asin(x)", { x: 0.9995 }, false],
    ["[x, log(y)]", { x: 1, y: 0.0009 }, false],
    // Numbers on the way stay clear of overflow and underflow, but may be 0.
    ["x * 1e-100 * 1e100", { x: 1 }, true],
    ["x * 1e-101 * 1e101", { x: 1 }, false],
    ["x * -1e-101 * 1e101", { x: 1 }, false],
    ["x * 1e100 * 1e-100", { x: 1 }, true],
    ["x * 1e101 * 1e-101", { x: 1 }, false],
    ["x * 1e-60 * 1e-60 * 1e60 * 1e60", { x: 1 }, false],
    ["x * 1e60 * 1e60 * 1e-60 * 1e-60", { x: 1 }, false],
    ["sum(w * 1e-60 * 1e-60 * 1e60 * 1e60)", { w: [1, 0] }, false],
    ["x * 0 + y", { x: 1, y: 2 }, true],
    ["w[1] * 1e-101 * 1e101 + w[2]", { w: [1, 0] }, false],
    ["x > 0 ? x : x * 1e101", { x: 1 }, true],
    ["x > 0 ? x : x * 1e101", { x: -1 }, false],
    // Rounding is at most 1e-10 of the value, or of 1.
    ["(x + 1e4 / 7) - 1e4 / 7", { x: 1 }, true],
    ["(x + 1e9 / 7) - 1e9 / 7", { x: 1 }, false],
    ["1e8 * x", { x: 1.1 }, true],
    ["[x, (x + 1e9 / 7) - 1e9 / 7]", { x: 1 }, false],
  ])("%s at %j: %s", (formula, point, expected) => {
    expect(calm(formula, point)).toBe(expected);
  });
});

test("a graph is judged by all its results", () => {
  const judge = judgeOf(
    withTrace((trace) => {
      const x = trace.input("x", []);
      const results = [x, log(x), exp(x), sub(add(x, 1e9 / 7), 1e9 / 7)] as readonly Traced[];
      return trace.builder.finish(results.map(({ node }) => node));
    }),
  );
  expect([judge.inside({ x: 1 }), judge.inside({ x: -1 }), judge.inside({ x: 1000 })]).toEqual([true, false, false]);
  expect(judge.wellConditioned({ x: 1 })).toBe(false);
});

describe("a function that branches on its numbers", () => {
  const branching = (above: TracedFunction, below: TracedFunction): TracedFunction => {
    return (inputs) => (primal(inputs.x as Value) > 1 ? above(inputs) : below(inputs));
  };
  const x: TracedFunction = (inputs) => inputs.x as Value;

  test("is inside where its branch is", () => {
    const judge = judgeOf(
      branching(
        (i) => log(x(i)),
        (i) => log(neg(x(i))),
      ),
    );
    expect([2, 0.5, -1].map((at) => judge.inside({ x: at }))).toEqual([true, false, true]);
  });

  test.each<[string, TracedFunction, TracedFunction]>([
    ["operations", (i) => mul(x(i), x(i)), (i) => neg(mul(x(i), x(i)))],
    ["kinds of operations", (i) => sin(x(i)), (i) => cos(x(i))],
  ])("is well-conditioned where it takes other %s only further away", (_, above, below) => {
    const judge = judgeOf(branching(above, below));
    expect([1.2, 1.0005, 0.9995, 0.8].map((at) => judge.wellConditioned({ x: at }))).toEqual([true, false, false, true]);
  });
});
