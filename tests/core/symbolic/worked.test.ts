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

test.each([
  [
    "sin(x) * sin(x)",
    "x",
    [
      "sin(x) * d/dx(sin(x)) + sin(x) * d/dx(sin(x))",
      "sin(x) * cos(x) * d/dx(x) + sin(x) * d/dx(sin(x))",
      "sin(x) * cos(x) * 1 + sin(x) * d/dx(sin(x))",
      "sin(x) * cos(x) * 1 + sin(x) * cos(x) * 1",
    ],
  ],
  ["x + x", "x", ["d/dx(x) + d/dx(x)", "1 + 1"]],
  ["w[1] + w[2] + w[1]", "w[1]", ["d/dw[1](w[1] + w[2]) + d/dw[1](w[1])"]],
  ["(2 + x) * (2 + x)", "x", ["(2 + x) * d/dx(2 + x) + (2 + x) * d/dx(2 + x)"]],
] as const)(
  "every line of %s by %s: an expression that comes twice is worked out twice, a variable or a number once",
  (f, variable, lines) => {
    const worked = workedLines(derive(parseFormula(f).node, variable)).map(({ whole }) => text(whole));
    expect(worked.slice(0, lines.length)).toEqual(lines);
    expect(worked.at(-1)).not.toContain("d/d");
  },
);

test("a variable, a number and an entry are put in wherever they stand, and nothing else of the same name", () => {
  for (const [f, variable] of [
    ["w[1] * w[2] * w[1]", "w[1]"],
    ["w[1] + w[2] + w[1]", "w[1]"],
    ["x + y + 2 + x", "x"],
    ["x^3 + 3 * y + x", "x"],
    ["(x > 3 ? x : 3) * (x > 3 ? 3 : x)", "x"],
  ] as const) {
    const { steps, result } = derive(parseFormula(f).node, variable);
    const worked = workedLines({ steps, variable });
    const at = { x: 0.7, y: -1.3, w: [0.4, 3] };
    expect(nodeToProgram((worked.at(-1) as (typeof worked)[number]).whole)(at)).toBeCloseTo(nodeToProgram(result)(at) as number, 12);
  }
});

test("without a step there is no line", () => {
  expect(workedLines({ steps: [], variable: "x" })).toEqual([]);
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
