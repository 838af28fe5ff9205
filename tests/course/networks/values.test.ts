// The numbers of a network at work, against the other methods and against laws.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Differentiator, ResultOf, Structure } from "../../../src/core/differentiators/differentiator.js";
import { cutAt } from "../../../src/core/primitives/cut.js";
import { twoOutputs } from "../../../src/course/lecture/networks.js";
import { type NetworkAt, networkAt } from "../../../src/course/networks/arbitrary.js";
import { mlp } from "../../../src/course/networks/mlp.js";
import { type NetworkCase, networkGraph, scalarGraph } from "../../../src/course/networks/network-graph.js";
import { instanceOf, networkValues } from "../../../src/course/networks/network-values.js";
import { symbol } from "../../../src/course/networks/notation.js";
import type { Nested, NestedArray, Point } from "../../../src/index.js";
import { flatten } from "../../../src/verify/compare/components.js";
import { arrayPasses, passes } from "../../../src/verify/explain/passes.js";
import { boundedMethods } from "../../../src/verify/methods.js";

const method = (name: string) => boundedMethods.find((one) => one.name === name) as Differentiator;
const [numerical, reverse] = [method("numerical"), method("reverse")];

type Result = ResultOf<"gradient">;

const caseOf = ({ network, point, target }: NetworkAt): NetworkCase => ({
  network,
  parameters: point,
  input: point["x"] as Nested,
  target,
});
const small = networkAt({ layers: 3, width: 4, instances: 3 });
const single = small.map((given) => instanceOf(caseOf(given), 1));

const numbersOf = (part: unknown) => flatten(part as NestedArray);

describe("values and adjoints of a network", () => {
  it("are those of numerical differentiation, within both bounds, for weights, biases and inputs", () => {
    let compared = 0;
    fc.assert(
      fc.property(single, (given) => {
        const { network, parameters, input, target } = given;
        const point: Point = { x: input, ...Object.fromEntries(network.parameters.map(({ name }) => [name, parameters[name] as Nested])) };
        const program = network.lossFor(target);
        const [byValues, byAdjoints] = [numerical.gradient(program)(point), reverse.gradient(program)(point)];
        const { x, layers, loss } = networkValues(given);
        const shown = [
          ["x", x] as const,
          ...layers.flatMap(({ weights, bias }, l) => [
            [`W${l + 1}`, weights] as const,
            ...(bias === undefined ? [] : [[`b${l + 1}`, bias] as const]),
          ]),
        ];
        expect(loss).toBe(byAdjoints.value);
        expect(shown.map(([name]) => name)).toEqual(Object.keys(byValues.gradient));
        for (const [name, both] of shown) {
          expect(both.value).toEqual(point[name]);
          const [expected, bound, own] = [byValues.gradient, byValues.bound, byAdjoints.bound].map((part) =>
            numbersOf((part as Record<string, NestedArray>)[name]),
          ) as [number[], number[], number[]];
          numbersOf(both.adjoint).forEach((adjoint, i) => {
            // Where a kink is near, numerical differentiation gives no number.
            if (!Number.isFinite(expected[i])) return;
            expect(Math.abs(adjoint - (expected[i] as number))).toBeLessThanOrEqual((bound[i] as number) + (own[i] as number));
            compared++;
          });
        }
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(400);
  });

  it("are those of a network cut open at each a and h", () => {
    fc.assert(
      fc.property(networkAt({ layers: 2, width: 3, activations: ["tanh", "sigmoid", "identity", "softplus"] }), (at) => {
        const given = instanceOf(caseOf(at), 1);
        const { graph, point, layers } = networkGraph(given);
        networkValues(given).layers.forEach((numbers, l) => {
          for (const letter of ["a", "h"] as const) {
            const node = (layers[l] as (typeof layers)[number])[letter];
            const { value, adjoint } = numbers[letter];
            const cut = cutAt(graph, node, "node");
            const at = { ...point, node: value };
            const [expected, own] = [numerical, reverse].map((one) => one.gradient(cut, { wrt: ["node"] })(at)) as [Result, Result];
            const exact = numbersOf(expected.gradient["node"]);
            const slack = [expected, own].map(({ bound }) => numbersOf((bound as Structure)["node"]));
            adjoint.forEach((entry, i) => {
              const most = slack.reduce((total, bound) => total + (bound[i] as number), 0);
              expect(Math.abs(entry - (exact[i] as number))).toBeLessThanOrEqual(most);
            });
          }
        });
      }),
      { numRuns: 20 },
    );
  });

  it("obey the lecture's rules: dl/dW = dl/da h^T, dl/db = dl/da, and h = a for the identity", () => {
    fc.assert(
      fc.property(single, (given) => {
        const { spec, x, layers } = networkValues(given);
        layers.forEach(({ weights, bias, a, h }, l) => {
          const before = l === 0 ? x.value : (layers[l - 1] as (typeof layers)[number]).h.value;
          weights.adjoint.forEach((row, i) => {
            row.forEach((entry, j) => {
              // Adding 0 makes 0 of -0.
              expect(entry + 0).toBe((a.adjoint[i] as number) * (before[j] as number) + 0);
            });
          });
          if (bias !== undefined) expect(bias.adjoint).toEqual(a.adjoint);
          if (spec.layers[l]?.activation === "identity") expect(h).toEqual(a);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("of a batch are the sum over its instances", () => {
    fc.assert(
      fc.property(small, (at) => {
        const given = caseOf(at);
        const rows = given.input as readonly unknown[];
        const size = Array.isArray(rows[0]) ? rows.length : 1;
        const { graph, point } = networkGraph(given);
        const nodes = new Map(arrayPasses(graph, point).map((pass) => [pass.node, pass]));
        const boundsOf = ({ network, parameters, input, target }: NetworkCase) =>
          reverse.gradient(network.lossFor(target))({ ...parameters, x: input }).bound as Structure;
        const instances = Array.from({ length: size }, (_, i) => instanceOf(given, i + 1));
        const share = given.network.spec.reduction === "mean" ? size : 1;
        for (const { name, node } of graph.inputs.filter(({ name }) => name.startsWith("W"))) {
          const whole = numbersOf(nodes.get(node)?.adjoint);
          const layer = Number(name.slice(1)) - 1;
          const parts = instances.map((one) => numbersOf(networkValues(one).layers[layer]?.weights.adjoint));
          const bounds = [given, ...instances].map((one) => numbersOf(boundsOf(one)[name]));
          whole.forEach((entry, k) => {
            const sum = parts.reduce((total, part) => total + (part[k] as number), 0) / share;
            const magnitude = parts.reduce((total, part) => total + Math.abs(part[k] as number), 0);
            const bound = bounds.reduce((total, part) => total + (part[k] as number), 0) + (size + 1) * Number.EPSILON * magnitude;
            expect(Math.abs(entry - sum)).toBeLessThanOrEqual(bound);
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it("of the single numbers are the same, under the lecture's names", () => {
    const recorded = networkGraph(twoOutputs);
    const { graph, texts } = scalarGraph(recorded);
    const byName = new Map(passes(graph, recorded.point, texts).map((pass) => [pass.name ?? pass.label, pass]));
    const { layers } = networkValues(twoOutputs);
    layers.forEach(({ weights, a, h }, l) => {
      weights.value.forEach((row, i) => {
        row.forEach((value, j) => {
          const pass = byName.get(symbol("w", l + 1, i + 1, j + 1));
          expect(pass?.value).toBe(value);
          expect(pass?.adjoint).toBeCloseTo(weights.adjoint[i]?.[j] as number, 14);
        });
        const names =
          l === 2 ? [`${symbol("a", 3, i + 1)} = ${symbol("h", 3, i + 1)}`] : [symbol("a", l + 1, i + 1), symbol("h", l + 1, i + 1)];
        for (const name of names) {
          const { value, adjoint } = name.startsWith("a") ? a : h;
          expect(byName.get(name)?.value).toBeCloseTo(value[i] as number, 14);
          expect(byName.get(name)?.adjoint).toBeCloseTo(adjoint[i] as number, 14);
        }
      });
    });
  });

  it("of the drawn 2-3-2-2 network are softmax minus target at the logits", () => {
    const { layers, loss, y } = networkValues(twoOutputs);
    const logits = layers[2]?.a.value as readonly number[];
    const powers = logits.map(Math.exp);
    const total = powers.reduce((sum, power) => sum + power);
    layers[2]?.a.adjoint.forEach((entry, k) => {
      expect(entry).toBeCloseTo((powers[k] as number) / total - (y[k] as number), 14);
    });
    expect(loss).toBeCloseTo(Math.log(total) - (logits[1] as number), 14);
  });
});

describe("an instance of a batch", () => {
  const network = mlp({ inputs: 1, layers: [{ units: 1, activation: "identity" }], loss: "squared" });
  const batch: NetworkCase = { network, parameters: { W1: [[1]] }, input: [[1], [2]], target: [[3], [4]] };

  it("is a case of its own", () => {
    expect(networkValues(instanceOf(batch, 2))).toMatchObject({ x: { value: [2] }, y: [4], loss: 2 });
    const alone = instanceOf(batch, 1);
    expect(instanceOf(alone, 1)).toEqual(alone);
  });

  it("must be there", () => {
    for (const position of [0, 3, 1.5, Number.NaN]) expect(() => instanceOf(batch, position)).toThrow(RangeError);
    expect(() => instanceOf(batch, 3)).toThrow("the instances are 1 to 2");
  });
});
