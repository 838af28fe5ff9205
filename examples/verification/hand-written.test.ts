// "I wrote this gradient. Is it right?" A formula first, then a loss in plain TypeScript.

import { checkGradient, matrix, vector } from "trigrad";
import "trigrad/vitest";
import { describe, expect, test } from "vitest";

describe("Rosenbrock's valley", () => {
  const f = "(1 - x)^2 + 100 (y - x^2)^2";
  type At = { x: number; y: number };

  test("my gradient is right", () => {
    expect(f).toHaveGradient(({ x, y }: At) => ({
      x: -2 * (1 - x) - 400 * x * (y - x ** 2),
      y: 200 * (y - x ** 2),
    }));
  });

  test("a minus that got lost is found, with the operation at which it got lost", () => {
    const mine = ({ x, y }: At) => ({
      x: -2 * (1 - x) + 400 * x * (y - x ** 2),
      y: 200 * (y - x ** 2),
    });
    expect(() => expect(f).toHaveGradient(mine)).toThrow(/^The derivative by x is wrong at x = .*, y = .*: claimed .*, and it is/);
    expect(() => expect(f).toHaveGradient(mine)).toThrow(
      "The claim parts from the truth at - in y - x^2, on the way to its second operand: as if the sign were turned",
    );
  });
});

describe("softmax regression: the mean of -log p(label) over the data", () => {
  const data = [
    { features: [1, 0.5], label: 0 },
    { features: [-0.5, 2], label: 1 },
    { features: [0.3, -1], label: 2 },
    { features: [2, 1], label: 0 },
  ];
  type Weights = { W: number[][]; b: number[] };

  const sum = (numbers: number[]) => numbers.reduce((total, x) => total + x, 0);
  const dot = (x: number[], y: number[]) => sum(x.map((entry, i) => entry * (y[i] as number)));

  function probabilities({ W, b }: Weights, features: number[]): number[] {
    const logits = W.map((row, k) => dot(row, features) + (b[k] as number));
    const powers = logits.map((logit) => Math.exp(logit - Math.max(...logits)));
    return powers.map((power) => power / sum(powers));
  }

  function loss(weights: Weights): number {
    return sum(data.map(({ features, label }) => -Math.log(probabilities(weights, features)[label] as number))) / data.length;
  }

  /** By each logit p - onehot(label); times the features by the weights; divided by the number of instances. */
  function gradient(weights: Weights, instances = data.length): Weights {
    const errors = data.map(({ features, label }) =>
      probabilities(weights, features).map((p, k) => (p - (k === label ? 1 : 0)) / instances),
    );
    const errorsOf = (k: number) => errors.map((error) => error[k] as number);
    return {
      W: weights.W.map((row, k) =>
        row.map((_, j) =>
          dot(
            errorsOf(k),
            data.map(({ features }) => features[j] as number),
          ),
        ),
      ),
      b: weights.b.map((_, k) => sum(errorsOf(k))),
    };
  }

  // A function does not say where its inputs lie.
  const inputs = { W: matrix(3, 2), b: vector(3, { min: -1, max: 1 }) };

  test("my gradient is right", () => {
    expect(loss).toHaveGradient(gradient, { inputs });
  });

  test("a mean that was taken for a sum is found, at small weights", () => {
    const mine = (weights: Weights) => gradient(weights, 1);
    expect(() => expect(loss).toHaveGradient(mine, { inputs })).toThrow(
      /^The derivative by W\[1,1\] is wrong at W = \[\[0,0\],\[0,0\],\[0,0\]\], b = \[0,0,0\]: claimed/,
    );
  });

  test("the same as data, for whoever wants no matcher", () => {
    const { verdict, counterexample } = checkGradient(loss, (weights: Weights) => gradient(weights, 1), { inputs, seed: 1 });
    expect(verdict).toBe("wrong");
    expect(counterexample?.component).toBe("W[1,1]");
    expect(Number(counterexample?.claimed) / Number(counterexample?.expected)).toBeCloseTo(data.length);
  });
});
