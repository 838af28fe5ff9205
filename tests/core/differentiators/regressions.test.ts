// Counterexamples that random points found once, kept by name.

import { expect, test } from "vitest";
import { compareCase, max, min, round } from "../../../src/index.js";

test("numerical does not step across the pole of tan: x = 1.565676", () => {
  const found = compareCase({ formula: "tan(x)", at: { x: 1.565676 } });
  expect([found.verdict, found.message]).toEqual(["agree", expect.any(String)]);
});

test("numerical's bound carries the noise of every level of its tableau: x/y at y = -1.102175", () => {
  expect(compareCase({ formula: "x/y", at: { x: 0.5646, y: -1.102175 } }).verdict).toBe("agree");
});

test("leakyRelu has a kink in alpha at 1 that a stencil must not step over", () => {
  expect(compareCase({ formula: "leakyRelu(x, a)", at: { x: -2.999998, a: 0.998 } }).verdict).toBe("agree");
});

test("max and min of plain numbers look at two operands only", () => {
  expect([max(1, 2), min(1, 2)]).toEqual([2, 1]);
});

test("the largest double below one half rounds to 0", () => {
  expect([round(0.49999999999999994), round(0.5), round(-0.5)]).toEqual([0, 1, -1]);
});
