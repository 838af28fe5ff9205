// Forward mode node by node agrees with forward mode as a whole.

import fc from "fast-check";
import { expect, test } from "vitest";
import { recorder } from "../../../src/core/differentiators/program.js";
import { forward, lower, type Point, parseFormula } from "../../../src/index.js";
import { passes } from "../../../src/verify/explain/passes.js";
import { tangentPasses } from "../../../src/verify/explain/tangents.js";

const formulas: readonly (readonly [string, Point])[] = [
  ["(x + y) * z", { x: -2, y: 5, z: -4 }],
  ["x * x * y", { x: 3, y: 0.5 }],
  ["-log(sigmoid(w . x))", { w: [1, 1, -1.5], x: [1, 2, 1] }],
  ["exp(sin(x)) / (1 + y^2)", { x: 0.7, y: -0.4 }],
  ["x > 0 ? x * y : y", { x: 1, y: 2 }],
];

test("the last tangent is the partial derivative, and every tangent the sum of its terms", () => {
  fc.assert(
    fc.property(fc.constantFrom(...formulas), fc.nat(5), ([text, at], pick) => {
      const formula = parseFormula(text);
      const graph = lower(recorder(formula)(at).graph);
      const nodes = passes(graph, at);
      const variables = nodes.filter(({ kind }) => kind === "input").map(({ label }) => label);
      const variable = variables[pick % variables.length] as string;
      const [, name = "", entry] = /^(\w+)(?:\[(\d)\])?$/.exec(variable) ?? [];
      const whole = forward.gradient(formula)(at).gradient[name];
      const expected = entry === undefined ? whole : (whole as number[])[Number(entry) - 1];
      const tangents = tangentPasses(graph, nodes, at, variable);
      expect(tangents.at(-1)?.tangent).toBeCloseTo(expected as number, 12);
      for (const { node, tangent, terms } of tangents) {
        const input = nodes.find((one) => one.node === node && one.kind === "input");
        if (input !== undefined) expect({ tangent, terms }).toEqual({ tangent: input.label === variable ? 1 : 0, terms: [] });
        if (terms.length === 0) continue;
        expect(terms.reduce((sum, { local, tangent: moved }) => sum + local * moved, 0)).toBeCloseTo(tangent, 12);
      }
    }),
  );
});

test("a variable that is not there is named", () => {
  const { graph } = recorder(parseFormula("x^2"))({ x: 1 });
  expect(() => tangentPasses(graph, passes(graph, { x: 1 }), { x: 1 }, "y")).toThrow("y is no input");
});
