// The steps of shrinking: what is simpler than a number or a tree, the simplest first.

import { describe, expect, test } from "vitest";
import { grammarOf } from "../../../src/verify/arbitraries/grammar.js";
import { simplerNumbers, simplerTrees } from "../../../src/verify/arbitraries/smaller.js";
import { type Tree, treeCode } from "../../../src/verify/arbitraries/tree.js";

const leaf = (value: string | number): Tree => ({ leaf: value });
const call = (row: string, ...operands: readonly Tree[]): Tree => ({ row, operands });
const [x, y] = [leaf("x"), leaf("y")];
const favourites = [1, 2, 0.5, -1, -2, 0];

describe("simpler numbers", () => {
  test.each([
    [1, []],
    [2, [1]],
    [-2, [1, 2, 0.5, -1]],
    [0, [1, 2, 0.5, -1, -2]],
    [-0, favourites],
    [Number.POSITIVE_INFINITY, favourites],
    [3, favourites],
    [7.5, [...favourites, 8]],
    [0.3, favourites],
    [0.25, [...favourites, 0.3]],
    [-2.718, [...favourites, -3, -2.7, -2.72]],
    [1.04, favourites],
    [1.14, [...favourites, 1.1]],
    // Far out the exponent is halved too, towards 1 from both sides.
    [9, favourites],
    [12, [...favourites, 10]],
    [-1234, [...favourites, -10, -1000, -1200, -1230]],
    [1e8, [...favourites, 1e4]],
    [0.01, favourites],
    [0.004, [...favourites, 0.1]],
    [-1.26e-8, [...favourites, -1e-4, -1e-8, -1.3e-8]],
  ])("of %d are %j", (number, simpler) => {
    expect([...simplerNumbers(number)]).toEqual(simpler);
  });
});

describe("simpler trees", () => {
  const grammar = grammarOf();
  const simpler = (tree: Tree, given = grammar) => [...simplerTrees(tree, given)].map(treeCode);

  test("of a variable are those before it in the grammar, and of one that is not in it the first", () => {
    expect(simpler(x)).toEqual([]);
    expect(simpler(y)).toEqual(["x"]);
    expect(simpler(leaf("z"))).toEqual(["x"]);
    expect(simpler(leaf("c"), grammarOf({ variables: ["a", "b", "c"] }))).toEqual(["a", "b"]);
    expect(simpler(leaf("z"), grammarOf({ variables: ["a", "b", "c"] }))).toEqual(["a"]);
  });

  test("of a number are simpler numbers, where the grammar lets them be any", () => {
    expect(simpler(leaf(2))).toEqual(["1"]);
    expect(simpler(leaf(2), { ...grammar, anyNumbers: false })).toEqual([]);
  });

  test("of an operation are a variable, 1, its parts, the smallest first, and itself with one operand simpler", () => {
    expect(simpler(call("sin", x))).toEqual(["x", "1"]);
    expect(simpler(call("sin", y))).toEqual(["x", "1", "sin(x)"]);
    expect(simpler(call("add", call("sin", call("exp", x)), call("cos", y)))).toEqual([
      "x",
      "1",
      "exp(x)",
      "cos(y)",
      "sin(exp(x))",
      "add(x, cos(y))",
      "add(1, cos(y))",
      "add(exp(x), cos(y))",
      "add(sin(x), cos(y))",
      "add(sin(1), cos(y))",
      "add(sin(exp(x)), x)",
      "add(sin(exp(x)), 1)",
      "add(sin(exp(x)), cos(x))",
    ]);
    expect(simpler(call("add", x, leaf(2)), { ...grammar, anyNumbers: false })).toEqual(["x"]);
  });

  test("of a condition are conditions, and numbers are none", () => {
    const less = call("lt", call("sin", x), y);
    expect(simpler(less)).toEqual(["lt(x, y)", "lt(1, y)", "lt(sin(x), x)"]);
    expect(simpler(call("not", call("eq", x, x)))).toEqual(["eq(x, x)"]);
    expect(simpler(call("or", call("ge", x, x), call("ne", x, x)))).toEqual(["ge(x, x)", "ne(x, x)"]);
    expect(simpler(call("where", call("and", call("le", x, x), call("gt", x, x)), call("abs", x), x))).toEqual([
      "x",
      "1",
      "abs(x)",
      "where(le(x, x), abs(x), x)",
      "where(gt(x, x), abs(x), x)",
      "where(and(le(x, x), gt(x, x)), x, x)",
      "where(and(le(x, x), gt(x, x)), 1, x)",
    ]);
  });
});
