// Random networks: within their limits, never on a kink by a weight of 0, and small when they fail.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNetworkFile } from "../../../src/course/networks/network-file.js";
import { type NetworkAt, networkAt } from "../../../src/fast-check.js";
import { reverse } from "../../../src/index.js";

const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
const numbersOf = ({ point }: NetworkAt) => Object.values(point).flatMap(flat);
const smallest = (arbitrary: fc.Arbitrary<NetworkAt>, fails: (given: NetworkAt) => boolean): NetworkAt => {
  const { counterexample } = fc.check(
    fc.property(arbitrary, (given) => !fails(given)),
    { numRuns: 500 },
  );
  if (counterexample === null) throw new Error("nothing failed");
  return counterexample[0];
};

describe("networks", () => {
  test("keep to their limits, and have gradients", () => {
    fc.assert(
      fc.property(networkAt({ layers: 2, width: 4, instances: 2, activations: ["tanh", "relu"], losses: ["squared"] }), (given) => {
        const { network, point, target } = given;
        const { inputs, layers, loss } = network.spec;
        expect(layers.length).toBeLessThanOrEqual(2);
        expect(Math.max(inputs, ...layers.map(({ units }) => units))).toBeLessThanOrEqual(4);
        for (const { activation } of layers) expect(["tanh", "relu"]).toContain(activation);
        expect(loss).toBe("squared");
        expect(numbersOf(given)).not.toContain(0);
        const { gradient } = reverse.gradient(network.lossFor(target))(point);
        expect(Object.values(gradient).flatMap(flat).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test("are printed as the file that trigrad network reads", () => {
    fc.assert(
      fc.property(networkAt({ width: 3 }), (given) => {
        const { point, target } = readNetworkFile(fc.stringify(given));
        expect({ point, target }).toEqual({ point: given.point, target: given.target });
      }),
      { numRuns: 50 },
    );
  });

  test("shrink to one small layer", () => {
    const { network, point } = smallest(networkAt(), () => true);
    expect(network.spec).toEqual({
      inputs: 1,
      layers: [{ units: 1, activation: "identity" }],
      loss: "squared",
      bias: false,
      reduction: "sum",
    });
    expect(point).toEqual({ x: [1], W1: [[1]] });
  });

  test("shrink to the layer that is at fault", () => {
    const isWide = ({ network }: NetworkAt) => network.spec.layers.some(({ activation, units }) => activation === "relu" && units >= 2);
    const { network } = smallest(networkAt(), isWide);
    expect(network.spec.inputs).toBe(1);
    expect(network.spec.layers).toEqual([{ units: 2, activation: "relu" }]);
  });

  test("shrink within the limits, and every step is a network", () => {
    const limits = { activations: ["sigmoid"], losses: ["cross-entropy", "distribution-cross-entropy"] } as const;
    const seen: NetworkAt[] = [];
    smallest(networkAt(limits), (given) => seen.push(given) > 0 && numbersOf(given).length > 4);
    for (const { network, point, target } of seen) {
      expect(network.spec.layers.every(({ activation }) => activation === "sigmoid")).toBe(true);
      expect(limits.losses).toContain(network.spec.loss);
      expect(Number.isFinite(network.lossFor(target)(point))).toBe(true);
    }
    expect(seen.length).toBeGreaterThan(5);
  });
});
