// Section 1: notation, objective, a step of SGD and the gradient, by hand-made arithmetic and laws.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { design } from "../../../src/course/lecture/designer.js";
import { examples, instances } from "../../../src/course/lecture/examples.js";
import { networksSection } from "../../../src/course/lecture/networks-section.js";
import { type Example, type Matrix, notationFacts, notationFigures } from "../../../src/course/lecture/notation.js";
import { objective, objectiveFigures } from "../../../src/course/lecture/objective.js";
import { sgdStep } from "../../../src/course/lecture/sgd-step.js";
import { mlp } from "../../../src/course/networks/mlp.js";

const { data, figures } = networksSection();
const oneOutput = examples.find(({ y }) => y.length === 1) as Example;

test("every figure of the section is right", () => {
  expect(figures.filter(({ right }) => !right)).toEqual([]);
});

test("both drawn networks, with their widths and weights", () => {
  expect(data.notation.map(({ widths, weights }) => [widths, weights])).toEqual([
    [[2, 3, 2, 2], 16],
    [[2, 3, 2, 1], 14],
  ]);
  expect(data.notation.map(({ layers }) => layers.map(({ W }) => [W.length, W[0]?.length]))).toEqual([
    [
      [3, 2],
      [2, 3],
      [2, 2],
    ],
    [
      [3, 2],
      [2, 3],
      [1, 2],
    ],
  ]);
});

test("a = W h and h = g(a), by hand", () => {
  const times = (W: Matrix, h: readonly number[]) => W.map((row) => row.reduce((sum, w, j) => sum + w * (h[j] as number), 0));
  for (const { x, layers } of data.notation) {
    let h: readonly number[] = x;
    layers.forEach(({ W, a, h: output }, i) => {
      for (const [k, expected] of times(W, h).entries()) expect(a[k]).toBeCloseTo(expected, 14);
      h = i < 2 ? a.map(Math.tanh) : a;
      expect(output).toEqual(h);
    });
  }
});

test("w_ij raised by 1 moves a_i by h_j and nothing else", () => {
  for (const { raised } of data.notation) {
    const moved = raised.after.map((a, k) => a - (raised.before[k] as number));
    for (const [k, amount] of moved.entries()) expect(amount).toBeCloseTo(k === raised.i - 1 ? raised.input : 0, 14);
  }
});

test("weights of a wrong shape are seen", () => {
  const facts = notationFacts(oneOutput);
  const [first] = facts.layers;
  const wrong = { ...facts, layers: [{ ...(first as (typeof facts.layers)[0]), shapes: false }], weights: 13 };
  expect(notationFigures(wrong).filter(({ right }) => !right)).toHaveLength(2);
});

describe("the objective is a sum over instances", () => {
  test("of exclusive or, by hand", () => {
    const total = data.objective.instances.reduce((sum, { output, y }) => sum + ((y[0] as number) - (output[0] as number)) ** 2 / 2, 0);
    expect(data.objective.batch).toBeCloseTo(total, 14);
    expect(data.objective.mean).toBeCloseTo(total / 4, 14);
  });

  test("of any batch", () => {
    const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
    const instance = fc.record({ x: fc.tuple(coordinate, coordinate), y: fc.tuple(coordinate) });
    fc.assert(
      fc.property(fc.array(instance, { minLength: 1, maxLength: 8 }), (batch) => {
        expect(objectiveFigures(objective(oneOutput, batch)).every(({ right }) => right)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("a sum that is off is seen", () => {
    const found = objective(oneOutput, instances);
    expect(objectiveFigures({ ...found, batch: found.batch * (1 + 1e-12) }).map(({ right }) => right)).toContain(false);
  });
});

describe("one step of SGD", () => {
  test("lowers the loss by eta ||gradient||^2, up to the square of eta", () => {
    const { before, squaredNorm, steps } = sgdStep(oneOutput, instances);
    const small = steps.find(({ eta }) => eta === 0.001);
    expect(before.instance - (small?.instance as number)).toBeCloseTo(0.001 * squaredNorm, 5);
    expect(squaredNorm).toBeGreaterThan(0);
  });

  test("may raise it when the learning rate is too large", () => {
    const { before, steps } = data.sgdStep;
    expect(steps.at(-1)?.instance).toBeGreaterThan(before.instance);
  });

  test("changes nothing where the loss is at its minimum", () => {
    const network = mlp({ inputs: 1, layers: [{ units: 1, activation: "identity" }], loss: "squared" });
    const solved: Example = { name: "1-1", network, weights: { W1: [[2]] }, x: [3], y: [6] };
    const { before, squaredNorm, steps } = sgdStep(solved, [{ x: [3], y: [6] }]);
    expect({ before: before.instance, squaredNorm, after: steps.map(({ instance }) => instance) }).toEqual({
      before: 0,
      squaredNorm: 0,
      after: [0, 0, 0, 0],
    });
  });
});

test("the gradient has the shape of the weights and is agreed on by four methods", () => {
  for (const { gradient, methods, verdict } of data.gradients) {
    expect(verdict).toBe("agree");
    expect(methods.map(({ method }) => method)).toEqual(["numerical", "symbolic", "forward", "reverse"]);
    expect(gradient.slice(0, 2).map((W) => [W.length, W[0]?.length])).toEqual([
      [3, 2],
      [2, 3],
    ]);
  }
});

test("the gradient of the last weights is (y-hat - y) h, by hand", () => {
  const [, facts] = data.notation;
  const [, found] = data.gradients;
  const output = facts?.layers[2]?.h[0] as number;
  const hidden = facts?.layers[1]?.h as readonly number[];
  found?.gradient[2]?.[0]?.forEach((slope, j) => {
    expect(slope).toBeCloseTo((output - 1) * (hidden[j] as number), 14);
  });
});

test("each choice of a designer is changed alone, and the number of weights follows", () => {
  const { rows } = design();
  expect(rows.map(({ choice, weights }) => [choice, weights])).toEqual([
    ["as drawn", 14],
    ["layers", 9],
    ["widths", 52],
    ["activations", 14],
    ["loss", 14],
  ]);
});
