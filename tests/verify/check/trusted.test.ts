// What a claim is held against at a point: every number with its label and bound, who says so, or why nobody can.

import { describe, expect, test } from "vitest";
import { add, div, exp, matmul, mul, type Point, square, stack, sum, type TracedFunction, type Value } from "../../../src/index.js";
import { blackBox, NotAFunction } from "../../../src/verify/check/black-box.js";
import { subjectOf } from "../../../src/verify/check/subject.js";
import { type CheckedOperator, type Trusted, type TrustedPart, trustedAt, trustedNear } from "../../../src/verify/check/trusted.js";
import { withWrongPull } from "../faults/inject.js";

type F = Parameters<typeof subjectOf>[0];

const at = (f: F, operator: CheckedOperator, point: Point, direction?: unknown, wrt = Object.keys(point)) =>
  trustedAt(subjectOf(f), operator, point, wrt, direction);

function partsOf(trusted: Trusted): readonly TrustedPart[] {
  if ("skip" in trusted) throw new Error(trusted.skip);
  return trusted.parts;
}

/** Labels and values, and that each bound is a few roundings. */
function numbers(trusted: Trusted): [string, number][] {
  return partsOf(trusted).flatMap(({ entries }) =>
    entries.map(({ label, value, bound }): [string, number] => {
      expect(bound).toBeGreaterThanOrEqual(0);
      expect(bound).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)));
      return [label, value];
    }),
  );
}

const pair: TracedFunction = ({ x, w }) => stack([mul(x as Value, sum(square(w as Value))), add(x as Value, sum(w as Value))]);
const point = { x: 2, w: [1, 3] };
const bySlopes = "reverse mode with a proven bound on its rounding, and numerical differentiation agrees within its own";

describe("the numbers of a derivative have the labels that a reader would give them", () => {
  test("a gradient: by input, in its shape", () => {
    const f: TracedFunction = ({ x, w }) => mul(x as Value, sum(square(w as Value)));
    const trusted = at(f, "gradient", point);
    expect(numbers(trusted)).toEqual([
      ["x", 10],
      ["w[1]", 4],
      ["w[2]", 12],
    ]);
    expect(partsOf(trusted).map(({ keys, shape }) => [keys, shape])).toEqual([
      [["x"], []],
      [["w"], [2]],
    ]);
    expect(trusted).toMatchObject({ by: bySlopes });
    expect(numbers(at(f, "gradient", point, undefined, ["w"]))).toEqual([
      ["w[1]", 4],
      ["w[2]", 12],
    ]);
  });

  test("a Jacobian: by input, of each output", () => {
    const trusted = at(pair, "jacobian", point);
    expect(numbers(trusted)).toEqual([
      ["x of output[1]", 10],
      ["x of output[2]", 1],
      ["w[1] of output[1]", 4],
      ["w[2] of output[1]", 12],
      ["w[1] of output[2]", 1],
      ["w[2] of output[2]", 1],
    ]);
    expect(partsOf(trusted).map(({ keys, shape }) => [keys, shape])).toEqual([
      [["x"], [2]],
      [["w"], [2, 2]],
    ]);
  });

  test("a Jacobian of one number is its gradient", () => {
    expect(numbers(at("x^2 * y", "jacobian", { x: 3, y: 2 }))).toEqual([
      ["x", 12],
      ["y", 9],
    ]);
  });

  test("a Hessian: by pairs of inputs", () => {
    const f: TracedFunction = ({ x, w }) => mul(x as Value, sum(square(w as Value)));
    const trusted = at(f, "hessian", point);
    expect(numbers(trusted)).toEqual([
      ["x, x", 0],
      ["x, w[1]", 2],
      ["x, w[2]", 6],
      ["w[1], x", 2],
      ["w[2], x", 6],
      ["w[1], w[1]", 4],
      ["w[1], w[2]", 0],
      ["w[2], w[1]", 0],
      ["w[2], w[2]", 4],
    ]);
    expect(partsOf(trusted).map(({ keys, shape }) => [keys, shape])).toEqual([
      [["x", "x"], []],
      [["x", "w"], [2]],
      [["w", "x"], [2]],
      [
        ["w", "w"],
        [2, 2],
      ],
    ]);
  });

  test("products from the right and from the left", () => {
    const jvp = at(pair, "jvp", point, { x: 1, w: [1, 0] });
    expect(numbers(jvp)).toEqual([
      ["the tangent of output[1]", 14],
      ["the tangent of output[2]", 2],
    ]);
    expect(partsOf(jvp)).toMatchObject([{ keys: [], shape: [2] }]);
    expect(numbers(at("x * y", "jvp", { x: 2, y: 5 }, { x: 1, y: 10 }))).toEqual([["the tangent of output", 25]]);
    expect(numbers(at(pair, "vjp", point, [1, 100]))).toEqual([
      ["x", 110],
      ["w[1]", 104],
      ["w[2]", 112],
    ]);
  });
});

describe("two methods stand behind every number of a traced function", () => {
  const squares: TracedFunction = ({ w }) => sum(square(w as Value));
  const many = (length: number) => ({ w: Array.from({ length }, (_, i) => i + 1) });

  test("numerical differentiation up to 40 numbers, forward mode beyond", () => {
    expect(at(squares, "gradient", many(40))).toMatchObject({ by: bySlopes });
    expect(at(squares, "gradient", many(41))).toMatchObject({ by: expect.stringContaining("and forward mode agrees within its own") });
  });

  test("numerical differentiation for any product from the right, which takes one derivative", () => {
    const f: TracedFunction = ({ w }) => square(w as Value);
    const trusted = at(f, "jvp", many(41), { w: new Array(41).fill(1) });
    expect(trusted).toMatchObject({ by: bySlopes });
    expect(numbers(trusted)[40]).toEqual(["the tangent of output[41]", 82]);
  });

  test("near a point that was judged reverse mode alone", () => {
    const subject = subjectOf("x^2");
    expect(trustedNear(subject, "gradient", { x: 3 }, ["x"])).toMatchObject({
      by: "reverse mode",
      parts: [{ entries: [{ label: "x", value: 6 }] }],
    });
    expect(trustedNear(subjectOf(blackBox(({ x }: { x: number }) => x * x)), "gradient", { x: 3 }, ["x"])).toMatchObject({
      by: expect.stringContaining("the noise of the function measured"),
    });
  });
});

describe("a point at which nobody can say, and why", () => {
  test.each<[string, string, Point, string]>([
    ["outside the domain", "log(x)", { x: -1 }, "outside the domain of log"],
    ["a value that overflows", "exp(x)", { x: 800 }, "exp overflows"],
    ["an infinite slope", "sqrt(x)", { x: 0 }, "sqrt has an infinite slope"],
    ["a kink", "abs(x)", { x: 0 }, "on a kink of abs"],
  ])("%s", (_, f, where, reason) => {
    expect(at(f, "gradient", where)).toEqual({ skip: reason });
    expect(trustedNear(subjectOf(f), "gradient", where, ["x"])).toEqual({ skip: reason });
  });

  test("a kink by an input that is not asked for is none", () => {
    expect(numbers(at("abs(x) * y", "gradient", { x: 0, y: 2 }, undefined, ["y"]))).toEqual([["y", 0]]);
  });

  test("a derivative that overflows where the value does not", () => {
    const skip = "no bound could be proven: an intermediate value overflows";
    expect(at("1 / x", "gradient", { x: 1e-160 })).toEqual({ skip });
    expect(trustedNear(subjectOf("1 / x"), "gradient", { x: 1e-160 }, ["x"])).toEqual({ skip });
  });

  test("a derivative that overflows in one component of several, of one input or of two", () => {
    const skip = "no bound could be proven: an intermediate value overflows";
    const inverse: TracedFunction = ({ w }) => sum(div(1, w as Value));
    for (const [f, where] of [
      ["1 / x + y", { x: 1e-160, y: 1 }],
      [inverse, { w: [1e-160, 1] }],
    ] as [F, Point][]) {
      expect(at(f, "gradient", where)).toEqual({ skip });
      expect(trustedNear(subjectOf(f), "gradient", where, Object.keys(where))).toEqual({ skip });
    }
  });

  test("a point so near to a kink that no step fits in between, by one input or by both", () => {
    const skip = "no step of numerical differentiation stays on one smooth piece";
    expect(at("abs(x - 1)", "gradient", { x: 1 + 2 ** -52 })).toEqual({ skip });
    expect(at("abs(x - 1) + y", "gradient", { x: 1 + 2 ** -52, y: 2 })).toEqual({ skip });
  });

  test("two methods that contradict each other", () => {
    const skip = "reverse mode and numerical contradict each other: a fault of trigrad, please report it";
    expect(
      withWrongPull(
        "sin",
        0,
        () => () => 1e3,
        () => at("sin(x)", "gradient", { x: 1 }),
      ),
    ).toEqual({ skip });
  });

  test("a black box that gives no finite number, or gives one among others that are finite", () => {
    const f = blackBox(() => [1, Number.NaN]);
    expect(at(f, "jacobian", { x: 1 })).toEqual({ skip: "the function gives no finite number" });
  });

  test("a black box that settles by no input, by one of two, or by one entry of two", () => {
    const skip = "no step of numerical differentiation settles";
    const lonely = (x: number) => (x === 1 ? 1 : Number.NaN);
    const [one, two, entries] = [
      blackBox(({ x }: { x: number }) => lonely(x)),
      blackBox(({ x, y }: { x: number; y: number }) => y + lonely(x)),
      blackBox(({ w }: { w: number[] }) => (w[1] as number) + lonely(w[0] as number)),
    ];
    expect(at(one, "gradient", { x: 1 })).toEqual({ skip });
    expect(at(two, "gradient", { x: 1, y: 1 })).toEqual({ skip });
    expect(at(entries, "gradient", { w: [1, 1] })).toEqual({ skip });
  });

  test("a black box that gives no number at all", () => {
    expect(
      at(
        blackBox(() => Number.NaN),
        "gradient",
        { x: 1 },
      ),
    ).toEqual({ skip: "the function gives no finite number" });
  });

  test("a black box that has no slope at the point", () => {
    const jump = blackBox(({ x }: { x: number }) => (x > 1 ? 1e6 : Math.sqrt(x - 1 + 1e-300)));
    expect(at(jump, "gradient", { x: 1 })).toHaveProperty("skip");
  });
});

describe("a black box", () => {
  const f = blackBox(({ x, w }: { x: number; w: number[] }) => x * w.reduce((total, entry) => total + entry * entry, 0));
  const rounded = (trusted: Trusted) =>
    partsOf(trusted).flatMap(({ entries }) => entries.map(({ label, value }) => [label, Number(value.toFixed(6))]));

  test("is differentiated by all inputs in their order, or by those asked for", () => {
    expect(rounded(at(f, "gradient", point))).toEqual([
      ["x", 10],
      ["w[1]", 4],
      ["w[2]", 12],
    ]);
    expect(rounded(at(f, "gradient", point, undefined, ["w"]))).toEqual([
      ["w[1]", 4],
      ["w[2]", 12],
    ]);
  });

  test("also along tangents and for adjoints", () => {
    const both = blackBox(({ x, w }: { x: number; w: number[] }) => [x * (w[0] as number), x + (w[1] as number)]);
    expect(rounded(at(both, "jvp", point, { x: 1, w: [10, 100] }))).toEqual([
      ["the tangent of output[1]", 21],
      ["the tangent of output[2]", 101],
    ]);
    expect(rounded(at(both, "vjp", point, [1, 10]))).toEqual([
      ["x", 11],
      ["w[1]", 2],
      ["w[2]", 10],
    ]);
  });
});

describe("a gradient and a Hessian are of one number", () => {
  test.each(["gradient", "hessian"] as const)("a %s of a vector is refused, with what to check instead", (operator) => {
    const name = operator === "gradient" ? "gradient" : "Hessian";
    const message = `the function gives a vector of 2, and a ${name} is of a function with one number: check its Jacobian, or a product with it (jvp, vjp).`;
    expect(() => at(pair, operator, point)).toThrow(new NotAFunction(message));
    expect(() =>
      at(
        blackBox(() => [1, 2]),
        operator,
        point,
      ),
    ).toThrow(message);
  });

  test("products and Jacobians are of any", () => {
    const f: TracedFunction = ({ A, b }) => exp(matmul(A as Value, b as Value));
    expect(partsOf(at(f, "jacobian", { A: [[0.1, 0.2]], b: [1, 2] }))).toMatchObject([{ shape: [1, 1, 2] }, { shape: [1, 2] }]);
  });
});
