// The lines of a derivation on paper.

import { expect, test } from "vitest";
import { derive, expressionTree, text, treeSize, workedLines } from "../../../src/core/differentiators/symbolic/index.js";
import { nodeToProgram, parseFormula } from "../../../src/core/formula/index.js";

const formulas = [
  "x * y",
  "x^2 * y",
  "sin(x)^2 + x",
  "-log(1 / (1 + exp(-w * x)))",
  "x / (x + 1)",
  "x > 0 ? x^2 : 3 * x",
  "tanh(x) * tanh(x)",
];

test("the product rule, as on paper", () => {
  expect(workedLines(derive(parseFormula("x * sin(x)").node, "x")).map(({ whole }) => text(whole))).toEqual([
    "sin(x) * d/dx(x) + x * d/dx(sin(x))",
    "sin(x) * 1 + x * d/dx(sin(x))",
    "sin(x) * 1 + x * cos(x) * 1", // d/dx(x) is known by now
  ]);
});

test.each(formulas)("the last line of %s has nothing left to do, and the value of the derivative", (formula) => {
  const { node } = parseFormula(formula);
  const derivation = derive(node, "x");
  const last = workedLines(derivation).at(-1);
  if (last === undefined) throw new Error("a derivation has a line");
  expect(text(last.whole)).not.toContain("d/dx");
  const at = { x: 0.7, y: -1.3, w: 0.4 };
  expect(nodeToProgram(last.whole)(at)).toBeCloseTo(nodeToProgram(derivation.result)(at) as number, 12);
});

test.each(formulas)("the tree of %s has as many nodes as its size says", (formula) => {
  const { node } = parseFormula(formula);
  const count = ({ operands }: ReturnType<typeof expressionTree>): number => 1 + operands.reduce((sum, operand) => sum + count(operand), 0);
  expect(count(expressionTree(node, 100))).toBe(treeSize(node));
  expect(() => expressionTree(node, 2)).toThrow("nodes");
});
