// Section 3: why nobody trains through a step function.

import { reverse } from "../../core/differentiators/automatic/index.js";
import { flatten } from "../../verify/compare/components.js";
import { mlp } from "../networks/mlp.js";
import type { Figure } from "./figure.js";

export interface StepNetwork {
  readonly loss: number;
  /** of the weights before the step function, and of those behind it */
  readonly gradient: { readonly W1: readonly number[]; readonly W2: readonly number[] };
  /** no weight before the step function can move */
  readonly stuck: boolean;
  readonly outputStuck: boolean;
}

/** The gradient of a 2-3-1 network whose hidden units are step functions. */
export function stepNetwork(): StepNetwork {
  const hidden = { units: 3, activation: "step" } as const;
  const network = mlp({ inputs: 2, layers: [hidden, { units: 1, activation: "identity" }], loss: "squared" });
  const at = {
    x: [0.6, -0.4],
    W1: [
      [0.5, -0.3],
      [0.2, 0.8],
      [-0.7, 0.4],
    ],
    W2: [[0.9, -0.6, 0.3]],
  };
  const { value, gradient } = reverse.gradient(network.lossFor([0.2]), { wrt: ["W1", "W2"] })(at);
  const [W1, W2] = [flatten(gradient["W1"] ?? []), flatten(gradient["W2"] ?? [])];
  const isStuck = (entries: readonly number[]) => entries.every((entry) => entry === 0);
  return { loss: value as number, gradient: { W1, W2 }, stuck: isStuck(W1), outputStuck: isStuck(W2) };
}

export const stepFigure = ({ stuck, outputStuck }: StepNetwork): Figure => ({
  says: "step: every gradient before it is 0, so that SGD cannot update the weights there; those behind it have one",
  right: stuck && !outputStuck,
});
