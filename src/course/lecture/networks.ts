// The two networks that section 1 draws, 2-3-2-2 and 2-3-2-1. The slides draw no numbers: weights, inputs and targets are ours.

import { mlp } from "../networks/mlp.js";
import type { NetworkCase } from "../networks/network-graph.js";

export interface DrawnNetwork extends NetworkCase {
  /** its widths, as people call it */
  readonly name: string;
  readonly title: string;
  readonly input: readonly number[];
  readonly target: readonly number[];
}

const W1 = [
  [0.5, -0.3],
  [0.8, 0.2],
  [-0.6, 0.4],
];
const W2 = [
  [0.7, -0.5, 0.3],
  [-0.2, 0.6, 0.9],
];
const hidden = [
  { units: 3, activation: "tanh" },
  { units: 2, activation: "tanh" },
] as const;
const input = [1, -0.5];

/** Two outputs: logits of two classes, of which the second is right. */
export const twoOutputs: DrawnNetwork = {
  name: "2-3-2-2",
  title: "2-3-2-2 network: tanh, tanh, identity; cross entropy of logits",
  network: mlp({ inputs: 2, layers: [...hidden, { units: 2, activation: "identity" }], loss: "cross-entropy" }),
  parameters: {
    W1,
    W2,
    W3: [
      [0.4, -0.7],
      [-0.1, 0.5],
    ],
  },
  input,
  target: [0, 1],
};

/** One output: a number. */
export const oneOutput: DrawnNetwork = {
  name: "2-3-2-1",
  title: "2-3-2-1 network: tanh, tanh, identity; squared error",
  network: mlp({ inputs: 2, layers: [...hidden, { units: 1, activation: "identity" }], loss: "squared" }),
  parameters: { W1, W2, W3: [[0.4, -0.7]] },
  input,
  target: [1],
};

/**
 * Both, in the order of the slides.
 * @example
 * drawnNetworks.map(({ name }) => name)   // ["2-3-2-2", "2-3-2-1"]
 */
export const drawnNetworks: readonly DrawnNetwork[] = [twoOutputs, oneOutput];
