// Backpropagation written by hand for a small network, held against the same network as a program of trigrad.

import { matrix, mlp, type Value, vector } from "trigrad";
import "trigrad/vitest";
import { describe, expect, test } from "vitest";

const x = [0.5, -1, 2];
const label = 1;

const network = mlp({
  inputs: 3,
  layers: [
    { units: 3, activation: "tanh" },
    { units: 3, activation: "identity" },
  ],
  loss: "cross-entropy",
  bias: true,
});

type Weights = { W1: number[][]; b1: number[]; W2: number[][]; b2: number[] };

/** The loss of one instance as a program of the weights; the data stand still. */
const loss = (weights: Readonly<Record<string, Value>>) => network.lossFor([0, 1, 0])({ ...weights, x });

const times = (W: number[][], h: number[]) => W.map((row) => row.reduce((total, w, j) => total + w * (h[j] as number), 0));
const plus = (a: number[], b: number[]) => a.map((entry, i) => entry + (b[i] as number));
const transposed = (W: number[][]) => (W[0] as number[]).map((_, j) => W.map((row) => row[j] as number));
const outer = (delta: number[], h: number[]) => delta.map((d) => h.map((entry) => d * entry));

/** @param back what leads the errors of the outputs back through W2 */
function backpropagation({ W1, b1, W2, b2 }: Weights, back = transposed): Weights {
  const h = plus(times(W1, x), b1).map(Math.tanh);
  const powers = plus(times(W2, h), b2).map(Math.exp);
  const total = powers.reduce((a, c) => a + c);
  const delta2 = powers.map((power, k) => power / total - (k === label ? 1 : 0));
  const delta1 = times(back(W2), delta2).map((d, i) => d * (1 - (h[i] as number) ** 2));
  return { W1: outer(delta1, x), b1: delta1, W2: outer(delta2, h), b2: delta2 };
}

const inputs = { W1: matrix(3, 3, { min: -1, max: 1 }), b1: vector(3), W2: matrix(3, 3), b2: vector(3) };

describe("backpropagation by hand", () => {
  test("is right: proven, as trigrad knows the program", () => {
    expect(loss).toHaveGradient(backpropagation, { inputs });
  });

  test("a weight matrix that was not transposed is found in the first layer", () => {
    const mine = (weights: Weights) => backpropagation(weights, (W) => W);
    expect(() => expect(loss).toHaveGradient(mine, { inputs })).toThrow(/^The derivative by (W1\[\d,\d\]|b1\[\d\]) is wrong at W1 = /);
  });

  test("only some of the weights", () => {
    const ofOutputs = (weights: Weights) => {
      const { W2, b2 } = backpropagation(weights, (W) => W);
      return { W2, b2 };
    };
    expect(loss).toHaveGradient(ofOutputs, { inputs, wrt: ["W2", "b2"] });
  });

  test("the loss itself: all methods agree on it", () => {
    expect(loss).toAgreeAcrossMethods({ inputs, samples: 3 });
  });
});
