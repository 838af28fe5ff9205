// Section 1: the drawn networks as the checks of this section take them, and a small data set.

import { drawnNetworks } from "./networks.js";
import type { Example, Matrix } from "./notation.js";
import type { Instance } from "./objective.js";

/** In the order of the slides: 2-3-2-2, 2-3-2-1. */
export const examples: readonly Example[] = drawnNetworks.map(({ name, network, parameters, input, target }) => ({
  name,
  network,
  weights: parameters as Readonly<Record<string, Matrix>>,
  x: input,
  y: target,
}));

/** The data set D of the objective: exclusive or. */
export const instances: readonly Instance[] = [
  { x: [0, 0], y: [0] },
  { x: [0, 1], y: [1] },
  { x: [1, 0], y: [1] },
  { x: [1, 1], y: [0] },
];
