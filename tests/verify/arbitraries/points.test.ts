// Random points: inside the domain, clear of trouble or full of it, as asked.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PointConstraints, pointOf } from "../../../src/fast-check.js";
import { compare, index, log, mul, type Point, parseFormula, primal, type Value } from "../../../src/index.js";

const narrow = [
  ["log(x)", ({ x }: Point) => (x as number) > 0],
  ["asin(x - 2)", ({ x }: Point) => Math.abs((x as number) - 2) <= 1],
  ["log(log(log(x)))", ({ x }: Point) => (x as number) > Math.E],
  ["sqrt(x - y) / x", ({ x, y }: Point) => (x as number) >= (y as number) && x !== 0],
  ["x > 0 ? 1 : log(y)", ({ x, y }: Point) => (x as number) > 0 || (y as number) > 0],
] as const;

describe("points", () => {
  for (const kind of ["inside", "well-conditioned", "wild"] as const) {
    test.each(narrow)(`${kind}: lie in the domain of %s, also while they shrink`, (formula, isInside) => {
      const points = pointOf(formula, { kind });
      fc.assert(
        fc.property(points, (point) => {
          expect(point).toSatisfy(isInside);
          expect(parseFormula(formula).evaluate(point)).toSatisfy(Number.isFinite);
        }),
        { numRuns: 100 },
      );
      fc.check(
        fc.property(points, (point) => {
          expect(point).toSatisfy(isInside);
          return false;
        }),
        { numRuns: 1 },
      );
    });
  }

  test("stay in a stated range", () => {
    for (const kind of ["inside", "well-conditioned"] as const) {
      fc.assert(
        fc.property(pointOf("x * y", { kind, range: [5, 6] }), ({ x, y }) =>
          [x, y].every((at) => (at as number) >= 5 && (at as number) <= 6),
        ),
      );
    }
  });

  test("well-conditioned ones are clear of kinks, singularities and lost digits", () => {
    const near = (formula: string, distance: (point: Point) => number) =>
      fc.assert(
        fc.property(pointOf(formula, { kind: "well-conditioned", range: [-0.01, 0.01] }), (point) => Math.abs(distance(point)) >= 1e-3),
        { numRuns: 200 },
      );
    near("abs(x)", ({ x }) => x as number);
    near("max(x, y)", ({ x, y }) => (x as number) - (y as number));
    near("1 / x", ({ x }) => x as number);
    near("x > 0 ? x : 2", ({ x }) => x as number);
    expect(() => fc.sample(pointOf("(x + 1e12/7) - 1e12/7", { kind: "well-conditioned" }), 1)).toThrow(/no well-conditioned point/);
    expect(() => fc.sample(pointOf("exp(exp(exp(x + 6)))", { kind: "well-conditioned", range: [0, 1] }), 1)).toThrow(
      /no well-conditioned point/,
    );
  });

  test("wild ones bring zeros of both signs, ties, and numbers from denormal to huge", () => {
    const points = fc.sample(pointOf("x + y", { kind: "wild" }), 1000);
    const numbers = points.flatMap(({ x, y }) => [x as number, y as number]);
    const some = (has: (x: number) => boolean) => expect(numbers.some(has)).toBe(true);
    some((x) => Object.is(x, 0));
    some((x) => Object.is(x, -0));
    some((x) => x !== 0 && Math.abs(x) < 2.3e-308);
    some((x) => Math.abs(x) > 1e200);
    expect(points.some(({ x, y }) => x !== 0 && x === y)).toBe(true);
  });

  test("have the shapes of a formula's vectors and of a program's inputs", () => {
    const shapes = { w: [3], x: [3] };
    fc.assert(fc.property(pointOf("dot(w, x)", { shapes }), ({ w, x }) => (w as number[]).length === 3 && (x as number[]).length === 3));
    const f = ({ W }: { W: Value }) => log(index(W, 1, 0));
    fc.assert(fc.property(pointOf(f, { shapes: { W: [2, 2] } }), ({ W }) => ((W as number[][])[1]?.[0] as number) > 0));
  });

  test("are found for a function that branches on its numbers", () => {
    const f = ({ x }: { x: Value }) => (primal(x) > 1 ? log(x) : log(mul(-1, x)));
    fc.assert(
      fc.property(pointOf(f, { shapes: { x: [] } }), ({ x }) => (x as number) > 1 || (x as number) < 0),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(pointOf(f, { shapes: { x: [] }, kind: "well-conditioned" }), (point) => compare(f, point).verdict === "agree"),
      { numRuns: 20 },
    );
  });

  test("shrink to simple numbers", () => {
    const { counterexample } = fc.check(
      fc.property(pointOf("log(x) * y"), ({ y }) => (y as number) > -1.7),
      { numRuns: 1000 },
    );
    expect(counterexample).toEqual([{ x: 1, y: -2 }]);
  });

  test.each<[string, PointConstraints, RegExp]>([
    ["log(-1 - x^2)", {}, /no point in the domain of log\(-1 - x\^2\) was found in 2000 tries: state a range/],
    ["x", { range: [2, 1] }, /range: no number lies between 2 and 1/],
  ])("refuse %s %o", (formula, constraints, message) => {
    expect(() => fc.sample(pointOf(formula, constraints), 1)).toThrow(message);
  });

  test("a function without shapes is asked for them", () => {
    expect(() => pointOf(({ x }: { x: Value }) => x)).toThrow(/shapes: state those/);
  });
});
