// The 64-digit reference at one point: doubles to judge by, digits to print, and nothing where there is no derivative.

import { describe, expect, it } from "vitest";
import { unary } from "../../../src/core/primitives/define.js";
import { lower } from "../../../src/core/primitives/lower.js";
import { type Point, parseFormula, record, type Value } from "../../../src/index.js";
import { type AtPoint, atPoint } from "../../../src/verify/compare/at-point.js";

function at(formula: string, point: Point, wrt = Object.keys(point)): AtPoint {
  const { graph } = record((inputs) => parseFormula(formula).evaluate(inputs), point);
  const found = atPoint(lower(graph), point, wrt);
  if (found === undefined) throw new Error("the reference knows every operation of formulas");
  return found;
}

describe("value and gradient", () => {
  it("are the nearest doubles, input by input and entry by entry", () => {
    const { value, gradient } = at("exp(x) + w[1] * w[2]", { x: 1, w: [2, 3] });
    expect(value).toBe(Math.E + 6);
    expect(gradient).toEqual({ x: [Math.E], w: [3, 2] });
    expect(at("x * y", { x: 2, y: 5 }, ["y"]).gradient).toEqual({ y: [2] });
  });

  it("come with errors that no double could show", () => {
    const { error, gradient } = at("exp(x) + w[1] * w[2]", { x: 1, w: [2, 3] });
    expect(Object.keys(error)).toEqual(["x", "w"]);
    expect(error["w"]).toHaveLength(2);
    for (const each of [...(error["x"] ?? []), ...(error["w"] ?? [])]) expect(each).toBeLessThan(1e-35);
    expect(gradient["x"]).toHaveLength(1);
  });

  it("are printed with 40 digits in the structure of the input", () => {
    expect(at("exp(x) * sum(w)", { x: 1, w: [[1], [2]] }).printed).toEqual({
      value: "8.154845485377135706080862414057987493272",
      gradient: {
        x: "8.154845485377135706080862414057987493272",
        w: [["2.718281828459045235360287471352662497757"], ["2.718281828459045235360287471352662497757"]],
      },
    });
  });
});

describe("a derivative counts where it is settled", () => {
  it("relative to itself: of a huge one the last of 64 digits are large numbers", () => {
    const { gradient, error } = at("exp(x)", { x: 200 });
    expect(gradient["x"]?.[0]).toBe(Math.exp(200));
    expect(error["x"]?.[0]).toBeGreaterThan(1e-35);
  });

  it("or absolutely: of a 0 no digit is right", () => {
    expect(at("sin(x)^2 + cos(x)^2", { x: 1 }).gradient).toEqual({ x: [0] });
    expect(at("x^2", { x: 0 }).gradient).toEqual({ x: [0] });
  });

  it.each([
    ["abs(x)", 0],
    ["relu(x)", 0],
    ["sqrt(x)", 0],
    ["log(x)", -1],
  ])("of %s at %d there is none: NaN, and nothing is printed", (formula, x) => {
    const { gradient, printed } = at(formula, { x });
    expect(gradient).toEqual({ x: [Number.NaN] });
    expect(printed.gradient).toEqual({ x: null });
  });

  it("entry by entry", () => {
    const { gradient, printed } = at("abs(w[1]) + 2 * w[2]", { w: [0, 1] });
    expect(gradient).toEqual({ w: [Number.NaN, 2] });
    expect(printed.gradient).toEqual({ w: [null, "2"] });
  });
});

describe("a function with an operation that the reference does not know", () => {
  const cube = unary({ name: "cube", value: (x) => x ** 3, pull: [() => undefined], ulps: 0, gates: [], spelling: { names: [], tex: "" } });

  it("has no reference, and what else goes wrong is thrown on", () => {
    const { graph } = record(({ x }) => cube(x as Value), { x: 1 });
    expect(atPoint(graph, { x: 1 }, ["x"])).toBeUndefined();
    const { graph: known } = record(({ x }) => x as Value, { x: 1 });
    expect(() => atPoint(known, {}, ["x"])).toThrow();
  });
});

describe("both sides", () => {
  const sides = (formula: string, point: Point, component = { input: "x", entry: 0, label: "x" }) => at(formula, point).oneSided(component);

  it("are doubles, and no decimals", () => {
    expect(sides("abs(x)", { x: 0 })).toStrictEqual({ left: { kind: "finite", slope: -1 }, right: { kind: "finite", slope: 1 } });
    expect(sides("cbrt(x)", { x: 0 })).toStrictEqual({ left: { kind: "infinite", sign: 1 }, right: { kind: "infinite", sign: 1 } });
    expect(sides("sqrt(x)", { x: 0 })).toStrictEqual({ left: { kind: "outside" }, right: { kind: "infinite", sign: 1 } });
    expect(sides("step(x)", { x: 0 })).toStrictEqual({ left: { kind: "finite", slope: 0 }, right: { kind: "jump" } });
  });

  it("are asked by input and entry", () => {
    const point = { x: 2, w: [1, 0] };
    expect(sides("x * abs(w[2])", point, { input: "w", entry: 1, label: "w[2]" })).toMatchObject({
      left: { slope: -2 },
      right: { slope: 2 },
    });
    expect(sides("x * abs(w[2])", point, { input: "w", entry: 0, label: "w[1]" })).toMatchObject({
      left: { slope: 0 },
      right: { slope: 0 },
    });
  });
});
