// Verdicts on networks: kinks that matter and kinks that do not, and what happens beyond the budget.

import { describe, expect, test } from "vitest";
import { mlp } from "../../../src/course/networks/mlp.js";
import { checkNetwork } from "../../../src/course/networks/network-case.js";
import { compare, type Differentiable, type Differentiator, mul, type Point, type TracedFunction } from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";

/** What a method that forgets a factor 1/2 would differentiate. */
const doubled =
  (f: Differentiable): TracedFunction =>
  (inputs) =>
    mul(2, (f as TracedFunction)(inputs));

const relu = mlp({
  inputs: 2,
  layers: [
    { units: 2, activation: "relu" },
    { units: 1, activation: "identity" },
  ],
  loss: "squared",
});
const stepped = mlp({
  inputs: 2,
  layers: [
    { units: 2, activation: "relu" },
    { units: 1, activation: "step" },
  ],
  loss: "squared",
});
const W1 = [
  [1, 2],
  [-1, 0.5],
];
const dead = [
  [-1, -2],
  [-1, -0.5],
];

describe("a kink counts only where its argument can move", () => {
  test("an input of zeros: relu(W 0) does not move with W, so the loss is differentiable by the weights", () => {
    const point: Point = { x: [0, 0], W1, W2: [[1, -1]] };
    expect(compare(relu.lossFor([1]), point, { wrt: ["W1", "W2"] }).verdict).toBe("agree");
    expect(compare(relu.lossFor([1]), point).verdict).toBe("not-differentiable");
  });

  test("dead units send a constant 0: a step after them stands on its kink for ever, and everything has derivative 0", () => {
    const point: Point = { x: [1, 1], W1: dead, W2: [[1, -1]] };
    const found = compare(stepped.lossFor([1]), point);
    expect(found.verdict).toBe("agree");
    expect(found.methods.reverse).toMatchObject({ gradient: { x: [0, 0] } });
  });

  test("a live unit on the kink of a step is no constant", () => {
    const point: Point = { x: [1, 1], W1, W2: [[0, 1]] };
    // The first unit is live with 3, its weight 0; the second is dead: the argument is 0 and moves with the weight.
    expect(compare(stepped.lossFor([1]), point, { wrt: ["W2"] }).verdict).toBe("not-differentiable");
  });
});

describe("beyond the budget a few components stand for all", () => {
  const wide = mlp({
    inputs: 20,
    layers: [
      { units: 20, activation: "tanh" },
      { units: 3, activation: "identity" },
    ],
    loss: "cross-entropy",
  });
  const entry = (i: number, j: number) => Math.sin(1 + i * 7 + j * 3) / 4;
  const matrix = (rows: number, columns: number) =>
    Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_c, j) => entry(i, j)));
  const point: Point = { x: Array.from({ length: 20 }, (_, j) => entry(0, j)), W1: matrix(20, 20), W2: matrix(3, 20) };
  const loss = wide.lossFor([0, 1, 0]);

  test("the others say what they would take, and agree where they were asked", () => {
    const found = compare(loss, point, { budget: 1e5 });
    expect(found.verdict).toBe("agree");
    expect(found.methods.numerical).toHaveProperty("unsupported", expect.stringContaining("evaluations"));
    expect(found.methods.forward).toHaveProperty("unsupported");
    expect(found.message).toMatch(/480 components; numerical and forward agree/);
  });

  test("a wrong rule is found all the same", () => {
    const of = (name: string) => boundedMethods.find((method) => method.name === name) as Differentiator;
    const twice = { ...of("reverse"), on: (operator, f, options) => of("reverse").on(operator, doubled(f), options) } as Differentiator;
    expect(compare(loss, point, { methods: [of("numerical"), of("reverse")], budget: 1e5 }).verdict).toBe("agree");
    expect(compare(loss, point, { methods: [of("numerical"), twice], budget: 1e5 }).verdict).toBe("disagree");
  });
});

test("neighbours in a tableau that are alike by accident do not count as exact (found by cross-checking networks)", () => {
  const softplus = {
    weights: [
      [0.2225, -0.8975, 0.652, -0.983],
      [0.022, 0.738, -0.2915, -0.827],
      [-0.156, -0.6245, -0.0825, -0.816],
      [0.656, -0.9655, 0.901, -0.969],
    ],
    bias: [-1.995, 1.269, 0.56, 1.978],
    activation: "softplus",
  };
  const output = { weights: [[0.83, 0.451, -0.506, 0.3785]], bias: [-0.335], activation: "sigmoid" };
  const network = { layers: [softplus, output], loss: "squared", input: [-1.468, 1.553, 0.477, -0.981], target: [0.35] };
  expect(checkNetwork({ network })).toMatchObject({ verdict: "agree" });
});
