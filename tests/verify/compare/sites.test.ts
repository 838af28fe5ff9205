// Where a function is not smooth, not defined or too large at a point, and which of its entries can move at all.

import { describe, expect, it } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import {
  abs,
  add,
  and,
  broadcast,
  crossEntropy,
  div,
  dot,
  interpreter,
  log,
  matmul,
  mul,
  type Point,
  parseFormula,
  record,
  relu,
  scale,
  softmax,
  square,
  stack,
  step,
  sub,
  sum,
  type TracedFunction,
  transpose,
  type Value,
  where,
} from "../../../src/index.js";
import { runningErrors } from "../../../src/verify/bounds/running.js";
import { movableEntries } from "../../../src/verify/compare/movable.js";
import { findSites, type Site } from "../../../src/verify/compare/sites.js";

type Kind = keyof ReturnType<typeof findSites>;

function prepared(f: TracedFunction, point: Point) {
  const { graph } = record(f, point);
  const inputs = inputValues(graph, point);
  return { graph, inputs, evaluation: interpreter(graph)(inputs) };
}

function sitesOf(formula: string | TracedFunction, point: Point, wrt = Object.keys(point)) {
  const f: TracedFunction = typeof formula === "string" ? (inputs) => parseFormula(formula).evaluate(inputs) : formula;
  const { graph, inputs, evaluation } = prepared(f, point);
  const nodes = graph.inputs.filter(({ name }) => wrt.includes(name)).map(({ node }) => node);
  const found = findSites(graph, inputs, evaluation, nodes);
  return Object.fromEntries(
    Object.entries(found).flatMap(([kind, sites]) =>
      sites.length === 0 ? [] : [[kind, (sites as readonly Site[]).map(({ primitive }) => primitive)]],
    ),
  );
}

describe("sites of a formula", () => {
  it.each([
    ["x^2 + sin(x)", { x: 2 }, {}],
    ["log(x)", { x: -1 }, { outside: ["log"] }],
    ["log(x)", { x: 0 }, { outside: ["log"], extreme: ["log"] }],
    ["sqrt(x)", { x: 0 }, { singular: ["sqrt"] }],
    ["x / y", { x: 1, y: 0 }, { outside: ["div"], extreme: ["div"] }],
    ["abs(x)", { x: 0 }, { kinks: ["abs"] }],
    ["abs(x)", { x: 1e-9 }, {}],
    ["abs(x - 0.3)", { x: 0.3 }, { kinks: ["abs"] }],
    ["abs((x / 3) * 3 - 0.1)", { x: 0.1 }, { kinks: ["abs"] }],
    ["max(x, y)", { x: 1, y: 1 }, { kinks: ["max"] }],
    ["max(x, x)", { x: 1 }, {}],
    ["min(x, x)", { x: 1 }, {}],
    ["x == x ? x : 2", { x: 1 }, {}],
    ["x != x ? x : 2", { x: 1 }, {}],
    ["x < x ? x : 2", { x: 1 }, {}],
    ["x <= x ? x : 2", { x: 1 }, {}],
    ["x > x ? x : 2", { x: 1 }, {}],
    ["x >= x ? x : 2", { x: 1 }, {}],
    ["x > 1 ? x : 2", { x: 1 }, { kinks: ["gt"] }],
    ["x == 1 ? x : 2", { x: 1 }, { kinks: ["eq"] }],
    ["floor(x)", { x: 2 }, { kinks: ["floor"] }],
    ["exp(x)", { x: 1000 }, { overflow: ["exp"], extreme: ["exp"] }],
    ["x * y", { x: 1e200, y: 1e200 }, { overflow: ["mul"], extreme: ["mul"] }],
    ["x * y", { x: 1e-200, y: 1 }, { extreme: ["mul"] }],
    ["x * y", { x: 1e149, y: 1 }, {}],
    ["x * y", { x: 1e150, y: 1 }, {}],
    ["x * y", { x: 1e-150, y: 1 }, {}],
    ["x * y", { x: 0, y: 1 }, {}],
    ["log(x)", { x: Number.POSITIVE_INFINITY }, { extreme: ["log"] }],
    ["y > 1 ? log(x) : x", { x: -1, y: 0 }, {}],
    ["y > 1 ? log(x) : x", { x: -1, y: 2 }, { outside: ["log"] }],
    ["sin(x * 1e20 / 3)", { x: 1 }, { lost: ["sin"] }],
    ["sin(x)", { x: Number.POSITIVE_INFINITY }, { extreme: ["sin"] }],
    ["atan(x * 1e20 / 3)", { x: 1 }, {}],
    ["asinh(x * 1e20 / 3)", { x: 1 }, {}],
    ["log((x + 1e16) - 1e16)", { x: 3 }, { lost: ["log"] }],
    ["square((x + 1e16) - 1e16)", { x: 1 }, { lost: ["square"] }],
    ["((x + 1e16) - 1e16)^3", { x: 1 }, { lost: ["pow"] }],
    ["((x + 1e16) - 1e16)^1", { x: 1 }, {}],
    ["((x + 1e16) - 1e16) * ((y + 1e16) - 1e16)", { x: 1, y: 1 }, { lost: ["mul"] }],
    ["((x + 1e16) - 1e16) * y", { x: 1, y: 1 }, {}],
    ["x * ((y + 1e16) - 1e16)", { x: 0, y: 1 }, {}],
    ["(x * 0.7) * (y * 0.3)", { x: 1, y: 1 }, {}],
    // Rounding at 1e20 is some ten thousand: fifty times its square is more than its product with 2e5, and less than that with 7e5.
    ["((x + 1e20) - 1e20) * ((y + 1e20) - 1e20)", { x: 1e5, y: 1e5 }, { lost: ["mul"] }],
    ["((x + 1e20) - 1e20) * ((y + 1e20) - 1e20)", { x: 3.4e5, y: 3.4e5 }, {}],
    ["1 / ((x + 1e16) - 1e16)", { x: 3 }, { lost: ["div"] }],
    ["x^(y * 0.7)", { x: 0, y: 5 }, { singular: ["pow"] }],
    ["x > 0 ? x : y", { x: 1, y: 1e200 }, {}],
    ["x > 0 ? y : x", { x: 1, y: 1e200 }, { extreme: ["where"] }],
    ["x > 0 ? 1 : x", { x: 1e-200 }, { extreme: ["gt"] }],
  ] as readonly (readonly [string, Point, Partial<Record<Kind, readonly string[]>>])[])("%s at %j", (formula, point, expected) => {
    expect(sitesOf(formula, point)).toEqual(expected);
  });

  it("of what is not differentiated by are no kinks and not singular", () => {
    expect(sitesOf("abs(y) + x", { x: 1, y: 0 }, ["x"])).toEqual({});
    expect(sitesOf("sqrt(y) + x", { x: 1, y: 0 }, ["x"])).toEqual({});
    expect(sitesOf("log(y) + x", { x: 1, y: -1 }, ["x"])).toEqual({ outside: ["log"] });
    expect(sitesOf("floor(10 * y) + x", { x: 1, y: 0.3 }, ["x"])).toEqual({ lost: ["floor"] });
    expect(sitesOf("floor(y) + x", { x: 1, y: 3 }, ["x"])).toEqual({});
    expect(sitesOf("(y > 0 ? 0.7 * y : 1) + x", { x: 1, y: 0.9 }, ["x"])).toEqual({});
    expect(sitesOf("floor(0.7 * y) + x", { x: 1, y: 0.9 }, ["x"])).toEqual({});
    expect(sitesOf("abs(y / 3 * 3 - 0.1) + x", { x: 1, y: 0.1 }, ["x"])).toEqual({});
    expect(sitesOf("x^y", { x: -2, y: 2 }, ["x"])).toEqual({});
    expect(sitesOf("x^y", { x: -2, y: 2 }, ["y"])).toEqual({ singular: ["pow"] });
  });

  it("are none of what the value does not depend on", () => {
    const dropped: TracedFunction = ({ x }) => {
      log(x as Value);
      return square(x as Value);
    };
    expect(sitesOf(dropped, { x: -1 })).toEqual({});
  });

  it("are told with their operands, and with the domain or the convention in words", () => {
    const { graph, inputs, evaluation } = prepared(({ x }) => add(log(x as Value), abs(add(x as Value, 1))), { x: -1 });
    const found = findSites(graph, inputs, evaluation, [0]);
    expect(found.outside).toEqual([{ node: 1, primitive: "log", operands: [-1], text: "x > 0" }]);
    expect(found.kinks).toMatchObject([{ primitive: "abs", operands: [0], text: "abs'(0) = 0" }]);
  });

  it("have no text where there is neither", () => {
    const all = (formula: string, point: Point) => {
      const { graph, inputs, evaluation } = prepared((given) => parseFormula(formula).evaluate(given), point);
      return findSites(graph, inputs, evaluation, [0]);
    };
    const text = "";
    expect(all("exp(x)", { x: 1000 })).toMatchObject({ overflow: [{ text, operands: [1000] }], extreme: [{ text }] });
    expect(all("sum(x)", { x: [1e308, 1e308] })).toMatchObject({ overflow: [{ primitive: "sum", operands: [], text }] });
    expect(all("sqrt(x)", { x: 0 })).toMatchObject({ singular: [{ operands: [0], text }] });
    expect(all("log((x + 1e16) - 1e16)", { x: 3 })).toMatchObject({ lost: [{ operands: [4], text }] });
  });

  it("of a product by scale are those of a product", () => {
    const blurred = (name: string) => (inputs: Readonly<Record<string, Value>>) => sub(add(inputs[name] as Value, 1e16), 1e16);
    expect(sitesOf((i) => scale(blurred("x")(i), blurred("y")(i)), { x: 1, y: 1 })).toEqual({ lost: ["scale"] });
  });

  it("of vectors are those of their entries, and of sums that overflow", () => {
    expect(sitesOf(({ x }) => sum(abs(x as Value)), { x: [1, 0, 2, 0] })).toEqual({ kinks: ["abs", "abs"] });
    expect(sitesOf(({ x }) => sum(x as Value), { x: [1e308, 1e308] })).toEqual({ overflow: ["sum"] });
    expect(sitesOf(({ x }) => sum(x as Value), { x: [1e308, Number.POSITIVE_INFINITY] })).toEqual({});
    expect(sitesOf(({ x }) => sum(x as Value), { x: [1, 2] })).toEqual({});
    const product: TracedFunction = ({ x, y }) => dot(x as Value, y as Value);
    expect(sitesOf(product, { x: [1e200, 1], y: [1e200, 1] })).toEqual({ overflow: ["dot"] });
    expect(sitesOf(product, { x: [Number.POSITIVE_INFINITY, 1], y: [1, 1] })).toEqual({});
  });
});

describe("what can move", () => {
  /** The marks of the last node. */
  function moving(f: TracedFunction, point: Point, wrt = Object.keys(point)): number[] {
    const { graph, inputs, evaluation } = prepared(f, point);
    const nodes = graph.inputs.filter(({ name }) => wrt.includes(name)).map(({ node }) => node);
    const marks = movableEntries(graph, evaluation, runningErrors(graph)(inputs, evaluation), nodes);
    return [...(marks[graph.outputs[0] as number] ?? [])];
  }
  const x = (inputs: Readonly<Record<string, Value>>) => inputs.x as Value;
  const y = (inputs: Readonly<Record<string, Value>>) => inputs.y as Value;

  it.each([
    ["an input that is differentiated by", (i) => x(i), [1, 1, 1]],
    ["an input that is not", (i) => y(i), [0, 0, 0]],
    ["their sum", (i) => add(x(i), y(i)), [1, 1, 1]],
    ["a product with 0", (i) => mul(x(i), y(i)), [0, 1, 1]],
    ["a product with 0 on the left", (i) => mul(y(i), x(i)), [0, 1, 1]],
    ["relu on its flat side", (i) => relu(x(i)), [0, 1, 1]],
    ["relu of what stands still", (i) => relu(y(i)), [0, 0, 0]],
    ["a step between its jumps", (i) => step(x(i)), [0, 1, 0]],
    ["a step of a dead unit", (i) => step(relu(x(i))), [0, 1, 0]],
    ["where it chooses what moves", (i) => where(y(i), x(i), 0), [0, 1, 1]],
    ["where it chooses what does not", (i) => where(y(i), 0, x(i)), [1, 0, 0]],
    ["where the condition moves", (i) => where(x(i), y(i), 0), [1, 1, 1]],
    ["relu as near to 0 as rounding can tell", (i) => relu(sub(mul(div(x(i), 3), 3), [-1, 1e-17, 2])), [1, 0, 1]],
    ["a condition of two that move", (i) => and(x(i), x(i)), [1, 1, 1]],
    ["an absolute value", (i) => abs(x(i)), [1, 1, 1]],
    ["a product by scale with 0", (i) => scale(x(i), y(i)), [0, 1, 1]],
    ["a product by scale with 0 on the left", (i) => scale(y(i), x(i)), [0, 1, 1]],
    ["a square of what moves", (i) => square(x(i)), [1, 1, 1]],
    ["the difference of a thing and itself", (i) => sub(x(i), x(i)), [1, 1, 1]],
    ["the whole softmax, where one entry moves", (i) => softmax(mul(x(i), [1, 0, 0])), [1, 1, 1]],
    ["a loss of what moves against what does not", (i) => crossEntropy(x(i), y(i)), [1]],
    ["no softmax of what stands still", (i) => softmax(y(i)), [0, 0, 0]],
    ["a sum of which one term moves", (i) => sum(mul(x(i), [0, 0, 1])), [1]],
    ["a sum of which none does", (i) => sum(relu(mul(x(i), [1, 0, 0]))), [0]],
    ["a dot product with the factors that are not 0", (i) => dot(relu(x(i)), [1, 0, 0]), [0]],
    ["a dot product with one factor that is not 0", (i) => dot(relu(x(i)), [0, 0, 2]), [1]],
    ["a dot product of two things that move", (i) => dot(x(i), relu(x(i))), [1]],
    ["entries as they are stacked", (i) => stack([sum(y(i)), sum(x(i))]), [0, 1]],
    ["entries as they are repeated", (i) => broadcast(sum(y(i)), [2]), [0, 0]],
  ] as readonly (readonly [string, TracedFunction, readonly number[]])[])("%s", (_, f, marks) => {
    expect(moving(f, { x: [-1, 0, 2], y: [0, 1, 3] }, ["x"])).toEqual(marks);
  });

  it("of a matrix product are the rows and columns that meet what moves", () => {
    const W = [
      [1, 0],
      [0, 0],
    ];
    const point = { W, x: [0, 3] };
    expect(moving((i) => matmul(i.W as Value, x(i)), point, ["x"])).toEqual([1, 0]);
    expect(moving((i) => matmul(i.W as Value, x(i)), point, ["W"])).toEqual([1, 1]);
    expect(moving((i) => matmul(i.W as Value, x(i)), { W, x: [0, 0] }, ["W"])).toEqual([0, 0]);
    expect(moving((i) => transpose(matmul(i.W as Value, W)), { W, x: [0, 0] }, ["W"])).toEqual([1, 1, 0, 0]);
  });
});
