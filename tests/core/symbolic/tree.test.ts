// An expression as a tree that is drawn: every part with the sign or name that stands in its circle.

import { parse } from "mathjs/number";
import { describe, expect, test } from "vitest";
import { ExpressionTooLarge } from "../../../src/core/differentiators/symbolic/errors.js";
import { derive, type ExpressionTree, expressionTree, treeSize } from "../../../src/core/differentiators/symbolic/index.js";

const treeOf = (formula: string, limit = 1000) => expressionTree(parse(formula), limit);

/** label(operands), with i, c or o for its kind. */
function written({ label, kind, operands }: ExpressionTree): string {
  const own = `${label}:${kind.charAt(0)}`;
  return operands.length === 0 ? own : `${own}(${operands.map(written).join(", ")})`;
}

const sizeOf = ({ operands }: ExpressionTree): number => operands.reduce((total, operand) => total + sizeOf(operand), 1);

describe("the parts of a tree", () => {
  test.each([
    ["x", "x:i"],
    ["2.5", "2.5:c"],
    ["x + 1", "+:o(x:i, 1:c)"],
    ["-x", "-:o(x:i)"],
    ["(x + 1) * ((y))", "*:o(+:o(x:i, 1:c), y:i)"],
    ["sin(x)^2", "^:o(sin:o(x:i), 2:c)"],
    ["atan2(y, x)", "atan2:o(y:i, x:i)"],
    ["x > 0 ? x : 0", "? ::o(>:o(x:i, 0:c), x:i, 0:c)"],
    ["w[2] * x", "*:o(w[2]:i, x:i)"],
    ["sum([x, 1])", "sum:o([ ]:o(x:i, 1:c))"],
    ["0 < x < 1 ? x : 1", "? ::o(< <:o(0:c, x:i, 1:c), x:i, 1:c)"],
  ])("%s", (formula, parts) => {
    expect(written(treeOf(formula))).toBe(parts);
  });

  test("of a derivative stand wherever they are used, as many as its size says", () => {
    const { result } = derive(parse("sin(x * y)^3"), "x");
    expect(sizeOf(expressionTree(result, 1000))).toBe(treeSize(result));
  });
});

test("a tree of more nodes than asked for is refused with its size", () => {
  expect(sizeOf(treeOf("x * (x + 1)", 5))).toBe(5);
  expect(() => treeOf("x * (x + 1)", 4)).toThrow(ExpressionTooLarge);
  expect(() => treeOf("x * (x + 1)", 4)).toThrow(/the expression.*5/);
});
