// Networks with the numbers of one instance, for the views.

import type fc from "fast-check";
import { networkAt } from "../../../src/course/networks/arbitrary.js";
import { initialise } from "../../../src/course/networks/initialise.js";
import { type MlpSpec, mlp } from "../../../src/course/networks/mlp.js";
import type { NetworkCase } from "../../../src/course/networks/network-graph.js";
import { instanceOf, networkValues } from "../../../src/course/networks/network-values.js";
import type { Nested } from "../../../src/index.js";

/** One instance of any network, inside the limits. */
export const instances = (limits: Parameters<typeof networkAt>[0]): fc.Arbitrary<NetworkCase> =>
  networkAt(limits).map(({ network, point, target }) => instanceOf({ network, parameters: point, input: point["x"] as Nested, target }, 1));

export const valuesOf = (limits: Parameters<typeof networkAt>[0]) => instances(limits).map(networkValues);

/** A network by its widths; ReLU everywhere. */
export function reluNetwork([inputs = 1, ...widths]: readonly number[], bias = false): NetworkCase {
  const spec: MlpSpec = { inputs, layers: widths.map((units) => ({ units, activation: "relu" })), loss: "squared", bias };
  const network = mlp(spec);
  return {
    network,
    parameters: initialise(network, { seed: 5 }),
    input: Array.from({ length: inputs }, (_, i) => Math.sin(i + 1)),
    target: Array.from({ length: widths.at(-1) as number }, () => 0.5),
  };
}

/** How often a text stands in another. */
export const countOf = (text: string, part: RegExp): number => text.match(part)?.length ?? 0;
