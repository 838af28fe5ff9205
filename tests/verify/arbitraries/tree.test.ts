// Expressions as trees: how they are written, what they are worth, and what they are made of.

import { describe, expect, test } from "vitest";
import { parseFormula } from "../../../src/index.js";
import {
  leafText,
  mapLeaves,
  operationsOf,
  subtrees,
  type Tree,
  treeCode,
  treeText,
  treeValue,
  variablesOf,
} from "../../../src/verify/arbitraries/tree.js";

const leaf = (value: string | number): Tree => ({ leaf: value });
const call = (row: string, ...operands: readonly Tree[]): Tree => ({ row, operands });
const [x, y] = [leaf("x"), leaf("y")];

const trees: readonly (readonly [Tree, string, string])[] = [
  [x, "x", "x"],
  [leaf(2), "2", "2"],
  [leaf(-2), "-2", "-2"],
  [call("neg", x), "-x", "neg(x)"],
  [call("mul", call("add", x, leaf(1)), y), "(x + 1) * y", "mul(add(x, 1), y)"],
  [call("sub", x, call("sub", y, leaf(-1))), "x - (y - -1)", "sub(x, sub(y, -1))"],
  [call("pow", call("neg", x), leaf(2)), "(-x)^2", "pow(neg(x), 2)"],
  [call("atan2", x, call("sin", y)), "atan2(x, sin(y))", "atan2(x, sin(y))"],
  [call("where", call("lt", x, leaf(0)), y, leaf(1.5)), "x < 0 ? y : 1.5", "where(lt(x, 0), y, 1.5)"],
  [
    call("where", call("and", call("gt", x, y), call("not", call("eq", x, y))), x, y),
    "x > y and not (x == y) ? x : y",
    "where(and(gt(x, y), not(eq(x, y))), x, y)",
  ],
];

describe("a tree", () => {
  test.each(trees)("%j is written %s in formulas and %s in programs", (tree, formula, program) => {
    expect(treeText(tree)).toBe(formula);
    expect(treeCode(tree)).toBe(program);
  });

  test.each(trees)("%j is worth what its formula is: %s", (tree, formula) => {
    for (const at of [
      { x: 0.5, y: 2 },
      { x: -1, y: -3 },
    ])
      expect(treeValue(tree, at)).toEqual(parseFormula(formula).evaluate(at));
  });

  test("has variables, each once, operations and parts, itself first", () => {
    const tree = call("mul", call("add", x, leaf(1)), x);
    expect([...variablesOf(tree)]).toEqual(["x"]);
    expect([...variablesOf(call("add", y, call("sin", x)))]).toEqual(["y", "x"]);
    expect(variablesOf(leaf(1)).size).toBe(0);
    expect([leaf(1), call("sin", x), tree].map(operationsOf)).toEqual([0, 1, 2]);
    expect(subtrees(tree)).toEqual([tree, call("add", x, leaf(1)), x, leaf(1), x]);
    expect(subtrees(x)).toEqual([x]);
  });

  test("is another one when its leaves are replaced, from left to right", () => {
    const seen: unknown[] = [];
    const replaced = mapLeaves(call("mul", call("add", x, leaf(1)), y), (one) => {
      seen.push(one.leaf);
      return one.leaf === "x" ? call("sin", y) : one;
    });
    expect(seen).toEqual(["x", 1, "y"]);
    expect(replaced).toEqual(call("mul", call("add", call("sin", y), leaf(1)), y));
  });
});

test("a number is written so that it is read back the same, -0 too", () => {
  for (const number of [0, -0, 1, -2.5, 1e-300, 5e-324]) expect(Object.is(Number(leafText(number)), number)).toBe(true);
  expect(leafText(-0)).toBe("-0");
  expect(treeCode(leaf(-0))).toBe("-0");
});
