import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { twoOutputs } from "../../../src/course/lecture/networks.js";
import { networkValues } from "../../../src/course/networks/network-values.js";
import { TooManyLayers } from "../../../src/views/network/shown.js";
import { neuronsText } from "../../../src/views/network/terminal.js";
import { formatNumber } from "../../../src/views/numbers.js";
import { plainPaint } from "../../../src/views/paint.js";
import { countOf, reluNetwork, valuesOf } from "./networks.js";

const options = { width: 100, unicode: true, paint: plainPaint };
const cells = (text: string) => text.split("\n").flatMap((line) => line.split(/[│|]/).map((cell) => cell.trim()));

describe("the neuron view as text", () => {
  it("has a table for each layer, gradients below values", () => {
    const [, table] = neuronsText(networkValues(twoOutputs), options).split(/^(?=inputs|layer \d)/m);
    expect(table).toMatchInlineSnapshot(`
      "layer 1: a⁽¹⁾ = W⁽¹⁾ x, h⁽¹⁾ = tanh(a⁽¹⁾)
      ┌──────┬──────────┬──────────┬──────────┬──────────┐
      │      │     a⁽¹⁾ │     h⁽¹⁾ │  from x₁ │  from x₂ │
      ├──────┼──────────┼──────────┼──────────┼──────────┤
      │ h₁   │     0.65 │  0.57167 │      0.5 │     -0.3 │
      │ ∂ℓ/∂ │  0.22113 │  0.32848 │  0.22113 │ -0.11057 │
      ├──────┼──────────┼──────────┼──────────┼──────────┤
      │ h₂   │      0.7 │  0.60437 │      0.8 │      0.2 │
      │ ∂ℓ/∂ │ -0.33034 │ -0.52044 │ -0.33034 │  0.16517 │
      ├──────┼──────────┼──────────┼──────────┼──────────┤
      │ h₃   │     -0.8 │ -0.66404 │     -0.6 │      0.4 │
      │ ∂ℓ/∂ │ -0.26583 │ -0.47551 │ -0.26583 │  0.13292 │
      └──────┴──────────┴──────────┴──────────┴──────────┘
      "
    `);
  });

  it("has every number of the network, at every width", () => {
    fc.assert(
      fc.property(valuesOf({ layers: 3, width: 6 }), fc.integer({ min: 40, max: 200 }), fc.boolean(), (values, width, unicode) => {
        const text = neuronsText(values, { ...options, width, unicode });
        for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        const shown = cells(text);
        const all = values.layers.flatMap(({ weights, bias, a, h }) =>
          [weights, a, h, ...(bias === undefined ? [] : [bias])].flatMap(({ value, adjoint }) => [...value.flat(), ...adjoint.flat()]),
        );
        for (const entry of [...values.x.value, ...values.x.adjoint, ...all]) expect(shown).toContain(formatNumber(entry, 5));
        if (!unicode) expect(text).toMatch(/^[\n -~]*$/);
      }),
      { numRuns: 60 },
    );
  });

  it("counts the neurons that it leaves out", () => {
    const text = neuronsText(networkValues(reluNetwork([100, 20, 1])), options);
    expect(countOf(text, /93 more/g)).toBe(1);
    expect(countOf(text, /from x₁₀₀/g)).toBe(1);
    expect(countOf(text, /from x₅₀/g)).toBe(0);
  });

  it("paints values and gradients", () => {
    const paint = { ...plainPaint, value: (text: string) => `<v>${text}</v>`, gradient: (text: string) => `<g>${text}</g>` };
    const text = neuronsText(networkValues(twoOutputs), { ...options, paint });
    expect(text).toContain("<v>0.65</v>");
    expect(text).toContain("<g>0.22113</g>");
  });

  it("declines more layers than anybody reads", () => {
    const deep = networkValues(reluNetwork(Array.from({ length: 150 }, () => 1)));
    expect(() => neuronsText(deep, options)).toThrow(TooManyLayers);
  });
});
