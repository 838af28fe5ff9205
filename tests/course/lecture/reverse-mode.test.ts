// The lecture's figures, sections 4 to 7, and the function of Baydin et al.

import { describe, expect, test } from "vitest";
import { erratum, exerciseSection } from "../../../src/course/lecture/erratum.js";
import { circuit, exercise } from "../../../src/course/lecture/figures.js";
import { forwardOnly } from "../../../src/course/lecture/forward-only.js";
import { localDerivatives } from "../../../src/course/lecture/local-derivatives.js";
import { comparisons, differenceQuotients, passesNeeded } from "../../../src/course/lecture/methods.js";
import { reproduce } from "../../../src/course/lecture/reproduce.js";
import { rewriting } from "../../../src/course/lecture/rewriting.js";
import { ruleRows } from "../../../src/course/lecture/rules.js";
import { compareCase } from "../../../src/index.js";

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

test("every local derivative that the slide writes is what the rule of the operation gives", () => {
  const s = 1 / (1 + Math.exp(-0.5));
  const found = Object.fromEntries(reproduce(exercise).map(({ slide, local }) => [slide.name, local.map(({ value }) => value)]));
  expect(found).toMatchObject({ gamma: [1, 1], kappa: [1, -1.5], lambda: [1, 1], nu: [-1], l: [-1], alpha: [] });
  expect(found["xi"]?.[0]).toBeCloseTo(Math.exp(-0.5), 14);
  expect(found["varpi"]?.[0]).toBeCloseTo(-(s ** 2), 14);
  expect(found["rho"]?.[0]).toBeCloseTo(1 / s, 14);
});

test("a local derivative that the rule does not give is seen", () => {
  expect(localDerivatives("y, x", { x: 3, y: 4 }, [4, 4]).map(({ matches }) => matches)).toEqual([true, false]);
  expect(localDerivatives("-(1/pi)^2", { pi: 2 }, [-0.25])[0]?.matches).toBe(true);
});

test("the exercise has seventeen nodes, and each figure of the slide is counted", () => {
  const { data, figures } = exerciseSection();
  const locals = 4 * 2 + 1 * 2 + 6;
  expect(data.nodes).toHaveLength(17);
  expect(figures).toHaveLength(17 * 2 + locals + 3);
  expect(figures.filter(({ right }) => !right)).toEqual([]);
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

test("the formula that symbolic differentiation writes has the value of the derivative", () => {
  const { derivative, value, matches, steps } = rewriting();
  expect(value).toBeCloseTo(1 / (1 + Math.exp(-0.5)) - 1, 14);
  expect({ matches, isFormula: /exp/.test(derivative), severalSteps: steps > 5 }).toEqual({
    matches: true,
    isFormula: true,
    severalSteps: true,
  });
});

test("only the forward pass is written, and reverse mode gives the slide's gradient", () => {
  const { entries } = forwardOnly();
  expect(entries.map(({ input, slide }) => [input, slide])).toEqual([
    ["w1", -0.3775],
    ["w2", -0.3775],
    ["w3", -0.3775],
    ["x1", -0.3775],
    ["x2", -0.3775],
    ["x3", 0.5663],
  ]);
  expect(entries.every(({ matches }) => matches)).toBe(true);
});

test("both lecture formulas: four methods agree", () => {
  expect(comparisons().map(({ comparison }) => comparison.verdict)).toEqual(["agree", "agree"]);
});

test("Baydin et al.: f'(0.2) = 9.0660864", () => {
  const found = compareCase({ formula: "64x * (1-x) * (1-2x)^2 * (1 - 8x + 8x^2)^2", at: { x: 0.2 } });
  expect(found.verdict).toBe("agree");
  expect(Number(found.reference?.gradient["x"])).toBeCloseTo(9.0660864, 7);
});
