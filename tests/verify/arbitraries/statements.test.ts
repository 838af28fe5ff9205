// Small programs as data: what they compute, and how they read.

import { describe, expect, test } from "vitest";
import { reverse } from "../../../src/index.js";
import { type Sketch, type Statement, sketchFunction, sketchText, type Test } from "../../../src/verify/arbitraries/statements.js";
import type { Tree } from "../../../src/verify/arbitraries/tree.js";

const leaf = (value: string | number): Tree => ({ leaf: value });
const call = (row: string, ...operands: readonly Tree[]): Tree => ({ row, operands });
const set = (name: string, to: Tree): Statement => ({ kind: "set", name, to });
const compared = (left: Tree, compare: Test["compare"], right: number): Test => ({ left, compare, right });
const [x, a] = [leaf("x"), leaf("a")];
const double = set("a", call("mul", a, leaf(2)));
const sketch = (...statements: readonly Statement[]): Sketch => ({ inputs: ["x"], statements: [set("a", x), ...statements], result: a });
const run = (one: Sketch, at: number) => sketchFunction(one)({ x: at });

describe("a program", () => {
  test("assigns in order, and gives its result", () => {
    expect(run(sketch(double, set("a", call("add", a, x))), 3)).toBe(9);
    expect(sketchFunction({ inputs: ["x", "y"], statements: [], result: call("sub", x, leaf("y")) })({ x: 5, y: 3 })).toBe(2);
  });

  test("leaves what it is given as it was", () => {
    const given = { x: 3 };
    sketchFunction({ inputs: ["x"], statements: [set("x", leaf(1))], result: x })(given);
    expect(given).toEqual({ x: 3 });
  });

  test("takes one branch or the other, and neither at a tie", () => {
    const above: Statement = { kind: "if", test: compared(a, ">", 1), yes: [double], no: [] };
    expect([0, 1, 2].map((at) => run(sketch(above), at))).toEqual([0, 1, 4]);
    const below: Statement = { kind: "if", test: compared(a, "<", 1), yes: [double], no: [set("a", leaf(7))] };
    expect([0.5, 1, 2].map((at) => run(sketch(below), at))).toEqual([1, 7, 7]);
  });

  test("repeats as often as it says", () => {
    expect(run(sketch({ kind: "repeat", times: 3, body: [double] }), 1)).toBe(8);
    expect(run(sketch({ kind: "repeat", times: 2, body: [double, double] }), 1)).toBe(16);
  });

  test("goes on while its test holds, and at most so many times", () => {
    const upTo = (most: number): Sketch => sketch({ kind: "while", test: compared(a, "<", 10), most, body: [double] });
    expect(run(upTo(8), 1)).toBe(16);
    expect(run(upTo(3), 1)).toBe(8);
    expect(run(upTo(3), 10)).toBe(10);
    expect(run(upTo(8), 5)).toBe(10);
  });

  test("can be differentiated along the way it takes", () => {
    const f = sketchFunction(sketch({ kind: "while", test: compared(a, "<", 10), most: 8, body: [double] }));
    expect(reverse.derivative(f)({ x: 1 }).derivative).toBe(16);
  });
});

describe("its source", () => {
  test("declares a name once, wherever that is, and assigns it afterwards", () => {
    expect(sketchText({ inputs: ["x", "y"], statements: [set("x", leaf("y")), set("a", x), double, set("b", a)], result: leaf("b") })).toBe(
      ["({ x, y }) => {", "  x = y;", "  let a = x;", "  a = mul(a, 2);", "  let b = a;", "  return b;", "}"].join("\n"),
    );
  });

  test("indents branches and loops, one inside the other", () => {
    const inner: Statement = { kind: "if", test: compared(call("sin", a), ">", -0), yes: [double], no: [set("a", leaf(1)), double] };
    const statements: readonly Statement[] = [
      { kind: "if", test: compared(a, "<", 0.5), yes: [double], no: [] },
      { kind: "repeat", times: 3, body: [inner] },
      { kind: "while", test: compared(a, "<", 10), most: 8, body: [double] },
    ];
    expect(sketchText(sketch(...statements)).split("\n")).toEqual([
      "({ x }) => {",
      "  let a = x;",
      "  if (primal(a) < 0.5) {",
      "    a = mul(a, 2);",
      "  }",
      "  for (let i = 0; i < 3; i++) {",
      "    if (primal(sin(a)) > -0) {",
      "      a = mul(a, 2);",
      "    } else {",
      "      a = 1;",
      "      a = mul(a, 2);",
      "    }",
      "  }",
      "  for (let i = 0; i < 8 && primal(a) < 10; i++) {",
      "    a = mul(a, 2);",
      "  }",
      "  return a;",
      "}",
    ]);
  });
});
