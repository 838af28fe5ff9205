import { describe, expect, test } from "vitest";
import { record, type Value } from "../../../src/core/graph/trace.js";
import * as p from "../../../src/core/primitives/index.js";
import { oneSided, type Side } from "../../../src/verify/reference/index.js";

const sides = (f: (x: Value) => Value, x: number, h?: number) =>
  oneSided(record((inputs) => f(inputs.x as Value), { x }).graph, { x }, "x", 0, h);

/** "slope 1", "slope +infinity", "outside", "jump to 3" */
function say(side: Side): string {
  if (side.kind === "finite") return `slope ${Number(side.slope.toFixed(12))}`;
  if (side.kind === "infinite") return `slope ${side.sign > 0 ? "+" : "-"}infinity`;
  if (side.kind === "jump") return `jump to ${Number(side.limit.toPrecision(12))}`;
  return side.kind;
}

const positive = (x: Value) => p.gt(x, 0);

const cases: readonly (readonly [string, (x: Value) => Value, number, string, string])[] = [
  ["abs at 0", p.abs, 0, "slope -1", "slope 1"],
  ["abs at -0", p.abs, -0, "slope -1", "slope 1"],
  ["relu at 0", p.relu, 0, "slope 0", "slope 1"],
  ["abs next to 0", p.abs, 1e-30, "slope 1", "slope 1"],
  ["max(x, 2x) at 0", (x) => p.max(x, p.mul(2, x)), 0, "slope 1", "slope 2"],
  ["sqrt(x^2) at 0", (x) => p.sqrt(p.square(x)), 0, "slope -1", "slope 1"],
  ["x |x| at 0", (x) => p.mul(x, p.abs(x)), 0, "slope 0", "slope 0"],
  ["|x|^1.5 at 0", (x) => p.pow(p.abs(x), 1.5), 0, "slope 0", "slope 0"],
  ["|x|^1.01 at 0", (x) => p.pow(p.abs(x), 1.01), 0, "slope 0", "slope 0"],
  ["sqrt at 0", p.sqrt, 0, "outside", "slope +infinity"],
  ["cbrt at 0", p.cbrt, 0, "slope +infinity", "slope +infinity"],
  ["sqrt |x| at 0", (x) => p.sqrt(p.abs(x)), 0, "slope -infinity", "slope +infinity"],
  ["x log x at 0, filled in", (x) => p.where(positive(x), p.mul(x, p.log(x)), 0), 0, "slope 0", "slope -infinity"],
  ["1/log x at 0, filled in", (x) => p.where(positive(x), p.div(1, p.log(x)), 0), 0, "slope 0", "slope -infinity"],
  ["asin at 1", p.asin, 1, "slope +infinity", "outside"],
  ["x > 0 ? log(x) : 0 at 0", (x) => p.where(positive(x), p.log(x), 0), 0, "slope 0", "jump to -Infinity"],
  ["step at 0", p.step, 0, "slope 0", "jump to 1"],
  ["sign at 0", p.sign, 0, "jump to -1", "jump to 1"],
  ["floor at 2", p.floor, 2, "jump to 1", "slope 0"],
  ["ceil at 2", p.ceil, 2, "slope 0", "jump to 3"],
  ["x = 1 ? 5 : x^2 at 1", (x) => p.where(p.eq(x, 1), 5, p.square(x)), 1, "jump to 1", "jump to 1"],
  ["1/x at 0", (x) => p.div(1, x), 0, "jump to -Infinity", "jump to Infinity"],
  ["1/x at 0, filled in", (x) => p.where(p.eq(x, 0), 0, p.div(1, x)), 0, "jump to -Infinity", "jump to Infinity"],
  ["x^2/x at 0", (x) => p.div(p.square(x), x), 0, "jump to 0", "jump to 0"],
  ["sin(x)/x at 0", (x) => p.div(p.sin(x), x), 0, "jump to 1", "jump to 1"],
  ["log at 0", p.log, 0, "outside", "jump to -Infinity"],
  ["log at -1", p.log, -1, "outside", "outside"],
  ["sin at 1", p.sin, 1, `slope ${Number(Math.cos(1).toFixed(12))}`, `slope ${Number(Math.cos(1).toFixed(12))}`],
  ["a constant", () => 3, 1, "slope 0", "slope 0"],
  ["x^2 at 1e9", p.square, 1e9, "slope 2000000000", "slope 2000000000"],
  ["x + x^1.001 at 0, filled in", (x) => p.where(positive(x), p.add(x, p.pow(x, 1.001)), x), 0, "slope 1", "slope 1"],
  ["e^(-1/x^2) at 0, filled in", (x) => p.where(p.eq(x, 0), 0, p.exp(p.div(-1, p.square(x)))), 0, "slope 0", "slope 0"],
  [
    "atan(1/x) at 0",
    (x) => p.atan(p.div(1, x)),
    0,
    `jump to ${Number((-Math.PI / 2).toPrecision(12))}`,
    `jump to ${Number((Math.PI / 2).toPrecision(12))}`,
  ],
  ["x^2 sin(1/x) at 0, filled in", (x) => p.where(p.eq(x, 0), 0, p.mul(p.square(x), p.sin(p.div(1, x)))), 0, "slope 0", "slope 0"],
  ["sin(1/x) at 0, filled in", (x) => p.where(p.eq(x, 0), 0, p.sin(p.div(1, x))), 0, "undecided", "undecided"],
  ["x sin(1/x) at 0, filled in", (x) => p.where(p.eq(x, 0), 0, p.mul(x, p.sin(p.div(1, x)))), 0, "undecided", "undecided"],
];

describe("both sides of a point", () => {
  test.each(cases)("%s", (_, f, x, left, right) => {
    const found = sides(f, x);
    expect([say(found.left), say(found.right)]).toEqual([left, right]);
  });
});

test("a slope is right to 40 digits", () => {
  const { right } = sides((x) => p.mul(p.abs(x), p.exp(x)), 0);
  expect(right.kind === "finite" && right.slope.minus(1).abs().lt(1e-40)).toBe(true);
});

test("whether f is defined at the point is said", () => {
  expect(sides((x) => p.div(1, x), 0).defined).toBe(false);
  expect(sides(p.abs, 0)).toMatchObject({ defined: true });
});

test("a coarser look takes a point that rounding put beside a kink for the kink", () => {
  const f = (x: Value) => p.abs(p.sub(x, 1));
  const beside = 1 + 2 ** -52;
  expect(say(sides(f, beside).left)).toBe("slope 1");
  const { left, right } = sides(f, beside, 1e-6);
  expect(left.kind === "finite" && left.slope.toNumber()).toBeCloseTo(-1, 4);
  expect(right.kind === "finite" && right.slope.toNumber()).toBeCloseTo(1, 4);
  expect(say(sides(p.cbrt, 0, 1e-6).left)).toBe("slope +infinity");
  expect(say(sides(p.step, 0, 1e-6).right)).toBe("jump to 1");
});

test("one entry of a vector moves, the others stay", () => {
  const { graph } = record(({ x }) => p.add(p.abs(p.index(x as Value, 1)), p.index(x as Value, 0)), { x: [7, 0] });
  expect(say(oneSided(graph, { x: [7, 0] }, "x", 1).left)).toBe("slope -1");
  expect(say(oneSided(graph, { x: [7, 0] }, "x", 0).left)).toBe("slope 1");
  expect(() => oneSided(graph, { x: [7, 0] }, "x", 2)).toThrow(RangeError);
  expect(() => oneSided(graph, { x: [7, 0] }, "y")).toThrow(/no input named y/);
});

test("one output is asked about", () => {
  const { graph } = record(({ x }) => p.stack([x as Value, p.abs(x as Value)]), { x: 0 });
  expect(() => oneSided(graph, { x: 0 }, "x")).toThrow(RangeError);
});

describe("what four steps to the right show, at 1e-20, 1e-24, 1e-28 and 1e-32", () => {
  /** Four numbers, one for each step. */
  const each = (x: Value, [a, b, c, d]: readonly [Value, Value, Value, Value]) =>
    p.where(p.gt(x, 1e-22), a, p.where(p.gt(x, 1e-26), b, p.where(p.gt(x, 1e-30), c, d)));
  const slopeBy = (four: readonly [number, number, number, number]) => say(sides((x) => p.mul(x, each(x, four)), 0).right);

  test.each([
    [[3, 2, 1, 1], "slope 1"],
    [[0, 1, 1, 1], "slope 1"],
    [[1, 2, 2.5, 2.75], "slope 3"],
    [[1, 2, 4, 8], "slope +infinity"],
    [[-1, -2, -4, -8], "slope -infinity"],
    [[1, 2, 2.9, 3.7], "slope +infinity"],
    [[-1, 2, 4, 8], "undecided"],
    [[1, 2, 4, -8], "undecided"],
    [[1, 3, 2, 5], "undecided"],
    [[5, 3, 2, 5], "undecided"],
    [[2, 1, 3, 5], "undecided"],
    [[1.1, 1, 2, 2.01], "undecided"],
    [[2, 4, 3, 3.5], "slope 3.333333333333"],
    [[1, 2, 1, 2], "undecided"],
  ] as const)("quotients %j: %s", (four, right) => expect(slopeBy(four)).toBe(right));

  test("a difference that is gone at the last step is no jump", () => {
    expect(say(sides((x) => each(x, [5, 5, 5, x]), 0).right)).toBe("undecided");
    expect(say(sides((x) => each(x, [7, 5, 5, 5]), 0).right)).toBe("jump to 5");
  });

  test("a function that is defined in part is undecided, or outside where it ends at the point", () => {
    const root = (x: Value, inside: Value) => p.sqrt(p.mul(x, inside));
    expect(say(sides((x) => root(x, each(x, [-1, 1, 1, 1])), 0).right)).toBe("undecided");
    expect(say(sides((x) => root(x, each(x, [1, 1, -1, 1])), 0).right)).toBe("undecided");
    expect(say(sides((x) => root(x, each(x, [1, 1, 1, -1])), 0).right)).toBe("outside");
    expect(say(sides((x) => p.mul(x, p.sqrt(each(x, [-1, 1, 1, 1]))), 0).right)).toBe("undecided");
  });

  test("where there is no value and no limit, nothing is said", () => {
    expect(say(sides((x) => p.sin(p.div(1, x)), 0).right)).toBe("undecided");
  });

  test("a wavering slope of one sign is no infinite one", () => {
    const f = (x: Value) => p.where(p.eq(x, 0), 0, p.mul(x, p.add(2, p.sin(p.div(1, x)))));
    expect(say(sides(f, 0).right)).toBe("undecided");
  });
});
