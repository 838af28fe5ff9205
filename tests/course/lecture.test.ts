// The lecture's figures, sections 4 to 7, and the function of Baydin et al.

import { describe, expect, test } from "vitest";
import { erratum } from "../../src/course/lecture/erratum.js";
import { circuit, exercise } from "../../src/course/lecture/figures.js";
import { comparisons, differenceQuotients, passesNeeded } from "../../src/course/lecture/methods.js";
import { reproduce } from "../../src/course/lecture/reproduce.js";
import { ruleRows } from "../../src/course/lecture/rules.js";
import { compareCase } from "../../src/index.js";

describe("every node of the slides, by all four methods", () => {
  for (const slide of [circuit, exercise]) {
    for (const { slide: node, value, derivatives } of reproduce(slide)) {
      test(`${slide.formula}: ${node.name}`, () => {
        expect(Math.abs(value - node.value)).toBeLessThanOrEqual(1.0001e-4);
        expect(Object.keys(derivatives)).toEqual(["numerical", "symbolic", "forward", "reverse"]);
        for (const derivative of Object.values(derivatives)) expect(Math.abs(derivative - node.derivative)).toBeLessThanOrEqual(1.0001e-4);
      });
    }
  }
});

test("the four rules of reverse mode send what the slide says", () => {
  expect(ruleRows().map(({ rule, matches }) => [rule, matches])).toEqual([
    ["add", true],
    ["multiply", true],
    ["function", true],
    ["branch", true],
  ]);
});

test("descent subtracts: the slide's middle expression would raise the loss", () => {
  const { lossBefore, lossDescending, lossAscending } = erratum();
  expect(lossDescending).toBeLessThan(lossBefore);
  expect(lossAscending).toBeGreaterThan(lossBefore);
});

test("forward mode takes a pass for each input, reverse mode one for all", () => {
  expect(passesNeeded()).toEqual({ inputs: 6, forward: 6, reverse: 1 });
});

test("a difference quotient is worse with a step too large and with one too small", () => {
  const errors = differenceQuotients().map(({ error }) => error);
  const best = Math.min(...errors);
  expect(errors[0]).toBeGreaterThan(100 * best);
  expect(errors.at(-1)).toBeGreaterThan(100 * best);
});

test("both lecture formulas: four methods agree", () => {
  expect(comparisons().map(({ comparison }) => comparison.verdict)).toEqual(["agree", "agree"]);
});

test("Baydin et al.: f'(0.2) = 9.0660864", () => {
  const found = compareCase({ formula: "64x * (1-x) * (1-2x)^2 * (1 - 8x + 8x^2)^2", at: { x: 0.2 } });
  expect(found.verdict).toBe("agree");
  expect(Number(found.reference?.gradient["x"])).toBeCloseTo(9.0660864, 7);
});
