// The forward and the backward pass, number by number, on functions small enough to do by hand.

import { describe, expect, it } from "vitest";
import {
  index,
  matmul,
  mul,
  type Point,
  parseFormula,
  record,
  ShapeError,
  sin,
  softmax,
  step,
  sum,
  type TracedFunction,
  type Value,
  where,
} from "../../../src/index.js";
import { arrayPasses, passes } from "../../../src/verify/explain/passes.js";

const traced = (f: string | TracedFunction): TracedFunction => (typeof f === "string" ? (given) => parseFormula(f).evaluate(given) : f);

function passesOf(f: string | TracedFunction, point: Point) {
  return arrayPasses(record(traced(f), point).graph, point);
}

/** What each node is called, in evaluation order. */
const labels = (f: string | TracedFunction, point: Point) => passesOf(f, point).map(({ label }) => label);

const x = (inputs: Readonly<Record<string, Value>>) => inputs.x as Value;

describe("a product of two numbers", () => {
  it("is two inputs and an operation, each with value, adjoint and what it sends", () => {
    const leaf = { kind: "input", primitive: "input", operands: [], active: true, uses: 1, rule: "copy", sends: [] };
    expect(passesOf("x * y", { x: 2, y: 3 })).toEqual([
      { ...leaf, node: 0, label: "x", value: 2, adjoint: 3 },
      { ...leaf, node: 1, label: "y", value: 3, adjoint: 2 },
      {
        node: 2,
        kind: "operation",
        label: "*",
        primitive: "mul",
        operands: [0, 1],
        value: 6,
        adjoint: 1,
        active: true,
        uses: 0,
        rule: "multiply",
        sends: [
          { to: 0, local: 3, amount: 3 },
          { to: 1, local: 2, amount: 2 },
        ],
      },
    ]);
  });

  it("of one number with itself sends twice", () => {
    const [factor, square] = passesOf("x * x", { x: 3 });
    expect(factor).toMatchObject({ uses: 2, adjoint: 6 });
    expect(square?.sends.map(({ to, amount }) => [to, amount])).toEqual([
      [0, 3],
      [0, 3],
    ]);
  });
});

describe("the backward pass", () => {
  it("multiplies local derivatives on its way: sin(x) 5 at 0", () => {
    const found = passesOf("5 * sin(x)", { x: 0 });
    expect(found.map(({ label, adjoint, sends }) => [label, adjoint, sends.map(({ local, amount }) => [local, amount])])).toEqual([
      ["x", 5, []],
      ["sin", 5, [[1, 5]]],
      ["5", 0, []],
      ["*", 1, [[5, 5]]],
    ]);
  });

  it("sends nothing to constants, nor to what is made of them alone", () => {
    const found = passesOf("x * 2 + 2 * 3", { x: 2 });
    expect(
      found.map(({ label, kind, active, adjoint, uses, rule, sends }) => [label, kind, active, adjoint, uses, rule, sends.length]),
    ).toEqual([
      ["x", "input", true, 2, 1, "copy", 0],
      ["2", "constant", false, 0, 0, "copy", 0],
      ["*", "operation", true, 1, 1, "multiply", 1],
      ["3", "constant", false, 0, 0, "copy", 0],
      ["*", "operation", false, 0, 0, "multiply", 0],
      ["+", "operation", true, 1, 0, "add", 1],
    ]);
  });

  it("sends zeros on behind a step, so that they can be shown", () => {
    const found = passesOf((i) => step(sin(x(i))), { x: 2 });
    expect(found.map(({ adjoint, uses, sends }) => [adjoint, uses, sends.map(({ amount }) => amount)])).toEqual([
      [0, 1, []],
      [0, 1, [0]],
      [1, 0, [0]],
    ]);
    const vector = passesOf((i) => sum(step(sin(x(i)))), { x: [1, 2] });
    expect(vector.map(({ adjoint }) => adjoint)).toEqual([[0, 0], [0, 0], [1, 1], 1]);
  });
});

describe("what the value does not depend on", () => {
  it("is left out, and sends nothing", () => {
    const found = passesOf(
      (i) => {
        sin(x(i));
        return mul(x(i), 2);
      },
      { x: 3 },
    );
    expect(found.map(({ label }) => label)).toEqual(["x", "2", "*"]);
    expect(found[0]).toMatchObject({ uses: 1, adjoint: 2 });
  });

  it("is shown where it is a number that was given, and a vector by the entries that are read: none", () => {
    const found = passesOf((i) => x(i), { x: 1, y: 2, v: [1, 2] });
    expect(found.map(({ label }) => label)).toEqual(["x", "y"]);
    expect(found[1]).toMatchObject({ kind: "input", value: 2, adjoint: 0, uses: 0 });
  });
});

describe("an input that is only read entry by entry", () => {
  it("appears as its entries, counted from 1", () => {
    const found = passesOf("w[1] * w[3]", { w: [2, 3, 4] });
    expect(found.map(({ label, kind, operands, value, adjoint, rule }) => [label, kind, operands, value, adjoint, rule])).toEqual([
      ["w[1]", "input", [], 2, 4, "copy"],
      ["w[3]", "input", [], 4, 2, "copy"],
      ["*", "operation", [1, 2], 8, 1, "multiply"],
    ]);
    expect(
      labels("W[1,2] + W[2,1]", {
        W: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      }),
    ).toEqual(["W[1,2]", "W[2,1]", "+"]);
    expect(
      labels("W[2,3] * 1", {
        W: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      }),
    ).toEqual(["W[2,3]", "1", "*"]);
  });

  it("stays one where it is read as a whole too, and an entry is an operation then", () => {
    const found = passesOf("w[1] * sum(w)", { w: [2, 3] });
    expect(found.map(({ label, kind, operands, adjoint }) => [label, kind, operands, adjoint])).toEqual([
      ["w", "input", [], [7, 2]],
      ["w[1]", "operation", [0], 5],
      ["sum", "operation", [0], 2],
      ["*", "operation", [1, 2], 1],
    ]);
  });

  it("is not one whose rows are read, nor something that was computed", () => {
    expect(
      labels((i) => sum(index(i.W as Value, 1)), {
        W: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toEqual(["W", "index", "sum"]);
    expect(labels((i) => index(mul(x(i), x(i)), 1), { x: [1, 2] })).toEqual(["x", "*", "index"]);
  });
});

describe("labels", () => {
  it("are the symbols of formulas, the names of functions, or those of the rows", () => {
    expect(labels((i) => where(x(i), mul(x(i), 1.5), sin(x(i))), { x: 1 })).toEqual(["x", "1.5", "*", "sin", "where"]);
    expect(labels((i) => sum(mul(x(i), [1, 2])), { x: [1, 2] })).toEqual(["x", "constant", "*", "sum"]);
  });

  it("may come from outside, and names beside them", () => {
    const { graph } = record(traced("x * y"), { x: 2, y: 3 });
    const texts = new Map([
      [1, { name: "a(1)" }],
      [2, { label: "times" }],
    ]);
    const found = arrayPasses(graph, { x: 2, y: 3 }, texts);
    expect(found.map(({ label }) => label)).toEqual(["x", "y", "times"]);
    expect(found[1]?.name).toBe("a(1)");
    expect(found[0]).not.toHaveProperty("name");
    expect(found[2]).not.toHaveProperty("name");
    expect(passes(graph, { x: 2, y: 3 }, texts)).toEqual(found);
  });
});

describe("a local derivative", () => {
  const locals = (f: TracedFunction, point: Point) => passesOf(f, point).map(({ sends }) => sends.map(({ local }) => local));

  it("is one entry by entry of an elementwise operation, and of a scalar by each entry", () => {
    expect(locals((i) => sum(mul(x(i), x(i))), { x: [1, 2] })).toEqual([
      [],
      [
        [1, 2],
        [1, 2],
      ],
      [[1, 1]],
    ]);
  });

  it("is none where an entry depends on several", () => {
    const W = [
      [1, 2],
      [3, 4],
    ];
    const [, , , product] = passesOf((i) => sum(matmul(i.W as Value, i.V as Value)), { W, V: W }).map(({ sends }) => sends);
    expect(product).toMatchObject([
      {
        local: [
          [1, 1],
          [1, 1],
        ],
      },
    ]);
    const [, , sent] = passesOf((i) => sum(matmul(i.W as Value, i.V as Value)), { W, V: W }).map(({ sends }) => sends);
    expect(sent?.map(({ to, local, amount }) => [to, local, amount])).toEqual([
      [
        0,
        undefined,
        [
          [3, 7],
          [3, 7],
        ],
      ],
      [
        1,
        undefined,
        [
          [4, 4],
          [6, 6],
        ],
      ],
    ]);
  });
});

describe("passes over numbers alone", () => {
  it("refuse vectors by name", () => {
    const { graph } = record(
      traced((i) => sum(softmax(x(i)))),
      { x: [1, 2] },
    );
    expect(() => passes(graph, { x: [1, 2] })).toThrow(ShapeError);
    expect(() => passes(graph, { x: [1, 2] })).toThrow("x is a vector of 2: lower the graph first, or use arrayPasses.");
  });
});
