// The first wrong number and its rule are found, on formulas, programs and networks.

import { describe, expect, test } from "vitest";
import { mlp } from "../../../src/course/networks/mlp.js";
import {
  add,
  compare,
  type Differentiator,
  forward,
  logsumexp,
  matmul,
  mul,
  neg,
  type Point,
  parseFormula,
  reverse,
  ShapeError,
  scale,
  sin,
  sum,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { localise } from "../../../src/verify/localise/localise.js";
import type { Parting } from "../../../src/verify/localise/parting.js";
import { partingText } from "../../../src/verify/localise/text.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { withWrongPull, withWrongPush, withWrongTemplate } from "../faults/inject.js";
import { flawedForward, flawedReverse } from "../faults/sweeps.js";

const [, symbolic, boundedForward, boundedReverse] = boundedMethods as [Differentiator, Differentiator, Differentiator, Differentiator];
const formula = parseFormula("exp(sin(x) * y + 0.3) / (1 + x^2) + log(1 + y^2) * tanh(x - y)");
const at = { x: 0.3, y: 1.2 };

describe("right rules part nowhere", () => {
  test.each([symbolic, boundedForward, boundedReverse].map((method) => [method.name, method] as const))("%s", (_, method) => {
    expect(localise(formula, at, method)).toBeUndefined();
  });

  test("methods without bounds of their own are found within the bounds of the truth only", () => {
    expect(localise(({ x }) => mul(x as Value, 2), { x: 3 }, reverse)).toBeUndefined();
    expect(localise(({ x }) => mul(x as Value, 2), { x: 3 }, forward)).toBeUndefined();
  });
});

describe("reverse mode is followed backwards from the result", () => {
  test("a wrong sign: the row, and the adjoint that it makes wrong", () => {
    const found = withWrongPull(
      "tanh",
      0,
      (right) =>
        (...rule) =>
          neg(right(...rule) as Value),
      () => localise(formula, at, boundedReverse),
    );
    expect(found).toMatchObject({ kind: "adjoint", label: "x - y", culprit: { kind: "rule", primitive: "tanh", operand: 0 } });
    expect(found?.claimed).toBeCloseTo(-(found?.expected as number), 12);
  });

  test("a relative error of 1e-9 in one operand of one operation", () => {
    const found = withWrongPull(
      "div",
      1,
      (right) =>
        (...rule) =>
          mul(1 + 1e-9, right(...rule) as Value),
      () => localise(formula, at, boundedReverse),
    );
    expect(found).toMatchObject({ label: "1 + x^2", culprit: { kind: "rule", primitive: "div", operand: 1, operands: 2 } });
  });

  test("of two faults the one nearer to the result", () => {
    const found = withWrongPull(
      "sin",
      0,
      () => (delta) => delta,
      () =>
        withWrongPull(
          "exp",
          0,
          () => (delta) => delta,
          () => localise(formula, at, boundedReverse),
        ),
    );
    expect(found?.culprit).toMatchObject({ kind: "rule", primitive: "exp" });
  });

  test("a value that several operations use: the one whose share is wrong", () => {
    const f: TracedFunction = ({ x }) => add(mul(x as Value, x as Value), sin(x as Value));
    const found = withWrongPull(
      "mul",
      1,
      () =>
        (delta, { x }) =>
          scale(scale(delta, x), 3),
      () => localise(f, { x: 0.7 }, boundedReverse),
    );
    expect(found).toMatchObject({ label: "x", culprit: { kind: "rule", primitive: "mul", operand: 1 } });
  });

  test("a branch that is not added up: every share is right", () => {
    const lastUseWins = flawedReverse({ combine: (_, received) => received });
    const found = localise(({ x }) => add(mul(x as Value, 3), sin(x as Value)), { x: 0.7 }, lastUseWins);
    expect(found).toMatchObject({ kind: "adjoint", label: "x", culprit: { kind: "sum", shares: 2 } });
    expect(partingText(found as Parting)).toMatch(/in the adjoint of x: .* Its 2 shares are right one by one, and are not added up\.$/);
  });

  test("a pass that starts with a wrong number", () => {
    const found = localise(formula, at, flawedReverse({ seed: 2 }));
    expect(found).toMatchObject({ claimed: 2, expected: 1, culprit: { kind: "seed" } });
    expect(partingText(found as Parting)).toMatch(/starts with a wrong number\.$/);
  });

  test("matrices of a network: the weight that is not transposed", () => {
    const network = mlp({
      inputs: 2,
      layers: [
        { units: 2, activation: "tanh" },
        { units: 2, activation: "identity" },
      ],
      loss: "cross-entropy",
    });
    const point: Point = {
      x: [0.3, -0.7],
      W1: [
        [0.5, -1],
        [2, 0.25],
      ],
      W2: [
        [1, 0.5],
        [-0.75, 2],
      ],
    };
    // Applied to a column the wrong product still fits, because the matrices are square.
    const found = withWrongPull(
      "matmul",
      1,
      (right) => (delta, operands, z, shapes) => {
        const [[rows, columns] = []] = shapes.operands;
        return rows === columns ? matmul(operands.x, delta) : right(delta, operands, z, shapes);
      },
      () => compare(network.lossFor([0, 1]), point),
    );
    expect(found.verdict).toBe("disagree");
    expect(found.parting).toMatchObject({ method: "reverse", culprit: { kind: "rule", primitive: "matmul", operand: 1 } });
    expect(found.message).toMatch(/reverse first goes wrong in the adjoint of .* The rule of matmul, operand 2 of 2, is wrong\.$/);
  });
});

describe("forward mode is followed forwards from the inputs", () => {
  test("a wrong tangent rule that reverse mode does not have", () => {
    const f: TracedFunction = ({ x }) => mul(logsumexp(sin(x as Value)), 2);
    const point = { x: [0.3, 1, -2] };
    const found = withWrongPush(
      "logsumexp",
      (tangent) => sum(tangent),
      () => compare(f, point),
    );
    expect(found.verdict).toBe("disagree");
    expect(found.parting).toMatchObject({ method: "forward", kind: "derivative", culprit: { primitive: "logsumexp" } });
    expect(found.message).toMatch(
      /Going forwards from the inputs, forward first goes wrong in the derivative of .*The rule of logsumexp is wrong\.$/,
    );
  });

  test("shares that are not added up", () => {
    const found = localise(({ x }) => sin(mul(x as Value, x as Value)), { x: 0.7 }, flawedForward({ countsOperandOnce: true }));
    expect(found).toMatchObject({ kind: "derivative", label: "x * x", culprit: { kind: "sum", shares: 2 } });
  });

  test("shares of operands that move at different speeds", () => {
    const method = flawedForward({ combine: (_, received) => received });
    const found = localise(({ x }) => mul(add(mul(0.5, x as Value), 0.25), x as Value), { x: 0.7 }, method);
    expect(found).toMatchObject({ kind: "derivative", culprit: { kind: "sum", shares: 2 } });
  });
});

describe("symbolic is followed from the smallest part to the whole", () => {
  test("the textbook rule and the part on which it fails", () => {
    const found = withWrongTemplate({ table: "functions", name: "tanh" }, "1 / cosh(u) * du", () => compare(formula, at));
    expect(found.parting).toMatchObject({
      method: "symbolic",
      label: "tanh(x - y)",
      culprit: { primitive: "tanh", rule: "chain rule for tanh" },
    });
    expect(found.message).toMatch(
      /symbolic first goes wrong in the derivative of tanh\(x - y\): .* The rule "chain rule for tanh" is wrong\.$/,
    );
  });

  test("entries of vectors", () => {
    const f = parseFormula("w[1]^2 * exp(w[2])");
    const found = withWrongTemplate({ table: "operators", name: "pow", index: 2 }, "u * du", () => compare(f, { w: [3, 0.5] }));
    expect(found.parting).toMatchObject({ label: "w[1]^2", culprit: { primitive: "pow", rule: "power" } });
  });
});

describe("on a kink two methods are held against each other", () => {
  test("the operation at which their conventions differ", () => {
    const found = withWrongPull(
      "relu",
      0,
      () => (delta) => delta,
      () => compare(parseFormula("relu(x) * y + sin(y)"), { x: 0, y: 2 }),
    );
    expect(found.verdict).toBe("disagree");
    expect(found.message).toMatch(/reverse and symbolic first part in the adjoint of x: 2 and 0\. Their rules for relu differ\.$/);
  });
});

test("a function that is too large to be cut open at every node is not looked into", () => {
  const long: TracedFunction = ({ x }) => Array.from({ length: 3000 }).reduce<Value>((y) => sin(y), x as Value);
  expect(localise(long, { x: 1 }, flawedReverse({ seed: 2 }))).toBeUndefined();
});

test("a gradient needs a scalar", () => {
  expect(() => localise(({ x }) => sin(x as Value), { x: [1, 2] }, boundedReverse)).toThrow(ShapeError);
});
