import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnNetworks, oneOutput, twoOutputs } from "../../../src/course/lecture/networks.js";
import { networkAt } from "../../../src/course/networks/arbitrary.js";
import { networkGraph } from "../../../src/course/networks/network-graph.js";
import { type NetworkValues, networkValues } from "../../../src/course/networks/network-values.js";
import type { Nested } from "../../../src/index.js";
import { arrayPasses } from "../../../src/verify/explain/passes.js";
import { pictureOf } from "../../../src/views/graph/from-passes.js";
import { drawSvg } from "../../../src/views/graph/svg.js";
import { layoutNeurons } from "../../../src/views/network/layout.js";
import { slotsOf, TooManyLayers, widestLayer } from "../../../src/views/network/shown.js";
import { drawNeuronsSvg } from "../../../src/views/network/svg.js";
import { formatNumber } from "../../../src/views/numbers.js";
import { tags } from "../well-formed.js";
import { countOf, instances, reluNetwork, valuesOf } from "./networks.js";

const allowed = new Set(["svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan", "circle"]);
const widthsOf = ({ spec }: NetworkValues) => [spec.inputs, ...spec.layers.map(({ units }) => units)];

/** The group of one neuron or edge, without its hover text. */
const group = (svg: string, attribute: string) =>
  new RegExp(`<g[^>]* ${attribute}>(.*?)</g>`).exec(svg)?.[1]?.replace(/<title>.*?<\/title>/, "") ?? "";

describe("the neuron view", () => {
  it("has every neuron and every weight once", () => {
    fc.assert(
      fc.property(valuesOf({ layers: 4, width: 6 }), (values) => {
        const svg = drawNeuronsSvg(values, "random");
        const widths = widthsOf(values);
        widths.forEach((units, layer) => {
          for (let i = 1; i <= units; i++) expect(countOf(svg, new RegExp(`data-neuron="${layer}:${i}"`, "g"))).toBe(1);
          for (let i = 1; i <= units; i++)
            for (let j = 1; j <= (layer === 0 ? 0 : (widths[layer - 1] as number)); j++)
              expect(countOf(svg, new RegExp(`data-edge="${layer}:${i}:${j}"`, "g"))).toBe(1);
        });
        expect(countOf(svg, /data-neuron=/g)).toBe(widths.reduce((total, units) => total + units, 0));
        expect(countOf(svg, /data-edge=/g)).toBe(widths.slice(1).reduce((total, units, l) => total + units * (widths[l] as number), 0));
      }),
      { numRuns: 40 },
    );
  });

  it("writes the activation in the circle, the pre-activation above and both gradients below", () => {
    const values = networkValues(twoOutputs);
    const svg = drawNeuronsSvg(values, "2-3-2-2");
    values.layers.forEach(({ a, h }, l) => {
      h.value.forEach((activation, i) => {
        const own = group(svg, `data-neuron="${l + 1}:${i + 1}"`);
        const centre = Number(/cy="([\d.-]+)"/.exec(own)?.[1]);
        const texts = [...own.matchAll(/<text class="([^"]*)" x="[\d.-]+" y="([\d.-]+)"[^>]*>([^<]*)</g)].map(([, kind, y, text]) => ({
          kind,
          y: Number(y) - centre,
          text,
        }));
        const at = (text: string) => texts.find((one) => one.text === text)?.y ?? Number.NaN;
        expect(Math.abs(at(formatNumber(activation, 4)))).toBeLessThan(15);
        expect(at(`a ${formatNumber(a.value[i] as number, 4)}`)).toBeLessThan(-30);
        expect(at(`∂ℓ/∂h ${formatNumber(h.adjoint[i] as number, 4)}`)).toBeGreaterThan(30);
        expect(at(`∂ℓ/∂a ${formatNumber(a.adjoint[i] as number, 4)}`)).toBeGreaterThan(30);
      });
    });
  });

  it.each(drawnNetworks.map((drawn) => [drawn.name, drawn] as const))("shows the same numbers as the layer view: %s", (_, drawn) => {
    const values = networkValues(drawn);
    const { graph, point, texts } = networkGraph(drawn);
    const passes = arrayPasses(graph, point, texts);
    const byName = new Map(passes.map((pass) => [pass.name ?? pass.label, pass]));
    const [neurons, layers] = [drawNeuronsSvg(values, ""), drawSvg(pictureOf(passes, ""))];
    const plain = layers.replaceAll("\u{a0}", " ");
    values.layers.forEach(({ weights, h }, l) => {
      const number = ["⁰", "¹", "²", "³"][l + 1];
      const name = values.spec.layers[l]?.activation === "identity" ? `a⁽${number}⁾ = h⁽${number}⁾` : `h⁽${number}⁾`;
      expect(byName.get(name)).toMatchObject({ value: h.value, adjoint: h.adjoint });
      expect(byName.get(`W⁽${number}⁾`)).toMatchObject({ value: weights.value, adjoint: weights.adjoint });
      for (const entry of [...weights.value.flat(), ...weights.adjoint.flat()]) {
        const text = formatNumber(entry, 3);
        expect(neurons).toContain(`>${text}<`);
        expect(plain).toMatch(new RegExp(`[> ]${text.replace(/[.+]/g, "\\$&")}[< ]`));
      }
    });
  });

  it("keeps the labels of edges off each other and off the circles", () => {
    const style = { radius: 30, above: 32, below: 45, labelWidth: 52, labelHeight: 29, left: 70, toLoss: 170, right: 100 };
    let labels = 0;
    fc.assert(
      fc.property(valuesOf({ layers: 4, width: 5 }), (values) => {
        const { neurons, edges } = layoutNeurons(values, style);
        const placed = edges.flatMap(({ label }) => (label === undefined ? [] : [label]));
        labels += placed.length;
        placed.forEach((label, k) => {
          for (const other of placed.slice(k + 1)) {
            expect(Math.abs(label.x - other.x) >= style.labelWidth || Math.abs(label.y - other.y) >= style.labelHeight).toBe(true);
          }
          for (const { x } of neurons) expect(Math.abs(label.x - x)).toBeGreaterThanOrEqual(style.radius + style.labelWidth / 2);
        });
      }),
      { numRuns: 200 },
    );
    expect(labels).toBeGreaterThan(500);
  });

  it("tells the sign of a gradient by colour and by dash, and the size of a weight by thickness", () => {
    const svg = drawNeuronsSvg(networkValues(oneOutput), "");
    const [falls, rises] = [group(svg, 'data-edge="1:1:1"'), group(svg, 'data-edge="1:1:2"')];
    expect([falls, rises].map((edge) => /trigrad-(rises|falls|still)/.exec(edge)?.[1])).toEqual(["falls", "rises"]);
    expect(svg).toMatch(/\.trigrad-falls\{stroke-dasharray/);
    const thickness = (edge: string) => Number(/stroke-width="([\d.]+)"/.exec(group(svg, `data-edge="${edge}"`))?.[1]);
    expect(thickness("2:2:3")).toBe(5); // 0.9, the largest weight
    expect(thickness("2:2:1")).toBeLessThan(thickness("2:2:2"));
  });

  it("draws edges to dead units as still", () => {
    const dead = { ...oneOutput, parameters: { ...oneOutput.parameters, W3: [[0, 0]] } };
    expect(group(drawNeuronsSvg(networkValues(dead), ""), 'data-edge="1:1:1"')).toContain("trigrad-still");
  });

  it("leaves the numbers of many edges to the pointer", () => {
    const few = drawNeuronsSvg(networkValues(reluNetwork([4, 4, 4])), "");
    const many = drawNeuronsSvg(networkValues(reluNetwork([8, 6])), "");
    expect(countOf(few, /class="trigrad-plate"/g)).toBe(32);
    expect(countOf(many, /class="trigrad-plate"/g)).toBe(0);
    expect(countOf(many, /<title>w⁽¹⁾₁₁ = [^<]*, ∂ℓ\/∂w⁽¹⁾₁₁ = [^<]*<\/title>/g)).toBe(1);
    expect(many).toContain("point at an edge");
  });

  it("abbreviates wide layers", () => {
    const svg = drawNeuronsSvg(networkValues(reluNetwork([100, 20, 3], true)), "");
    expect(svg).toContain(">⋮ 93 more<");
    expect(svg).toContain(">⋮ 13 more<");
    expect(countOf(svg, /data-neuron="0:/g)).toBe(7);
    expect(countOf(svg, /data-neuron="0:(99|100)"/g)).toBe(2);
    expect(countOf(svg, /data-edge="1:/g)).toBe(49);
  });

  it("says how large a network is that it declines", () => {
    const deep = networkValues(reluNetwork(Array.from({ length: 30 }, () => 1)));
    expect(() => drawNeuronsSvg(deep, "")).toThrow(TooManyLayers);
    expect(() => drawNeuronsSvg(deep, "")).toThrow("29 layers");
  });

  it("has a title, a description in words, a role and two colour schemes", () => {
    const svg = drawNeuronsSvg(networkValues(twoOutputs), twoOutputs.title);
    expect(svg).toContain('role="img"');
    expect(svg).toContain(`<title>${twoOutputs.title}</title>`);
    expect(svg).toMatch(
      /<desc>Feedforward network drawn neuron by neuron: 2 inputs, layer 1 with 3 neurons \(tanh\), .* The cross entropy of logits is 0\.884858\./,
    );
    expect(svg).toContain("@media(prefers-color-scheme:dark)");
    for (const rule of (/<style>([\s\S]*)<\/style>/.exec(svg)?.[1] ?? "").match(/[^{}]+(?=\{[^{}]*\})/g) ?? [])
      for (const selector of rule.trim().split(",")) expect(selector).toMatch(/^\.trigrad-network /);
  });

  it("is well-formed and free of injected markup for any network and title", () => {
    fc.assert(
      fc.property(instances({ layers: 4, width: 15 }), fc.string({ unit: "binary" }), (given, title) => {
        for (const tag of tags(drawNeuronsSvg(networkValues(given), title))) expect(allowed).toContain(tag);
      }),
      { numRuns: 40 },
    );
    const evil = drawNeuronsSvg(networkValues(oneOutput), '</title><script>alert(1)</script>"\u0000');
    expect(evil).not.toContain("<script");
    expect(evil).not.toContain("\u0000");
    tags(evil);
  });

  it("shows numbers of any size", () => {
    const values = networkValues(oneOutput);
    const huge = { ...values, loss: Number.POSITIVE_INFINITY, x: { value: [-1.2345e-300, Number.NaN], adjoint: [1e300, -0] } };
    const svg = drawNeuronsSvg(huge, "");
    tags(svg);
    expect(svg).not.toMatch(/NaN|Infinity|(?<![\w.])-0(?![.\d])/);
    for (const shown of ["infinity", "undefined", "-1.234e-300", "1e+300"]) expect(svg).toContain(shown);
  });
});

describe("the layer view", () => {
  it("has each of the lecture's values once, weights as matrices", () => {
    for (const drawn of drawnNetworks) {
      const { graph, point, texts } = networkGraph(drawn);
      const { nodes } = pictureOf(arrayPasses(graph, point, texts), "");
      const names = nodes.map(({ name, label }) => name ?? label);
      for (const name of ["x", "W⁽¹⁾", "a⁽¹⁾", "h⁽¹⁾", "W⁽²⁾", "a⁽²⁾", "h⁽²⁾", "W⁽³⁾", "a⁽³⁾ = h⁽³⁾", "y", "ℓ"]) {
        expect(names.filter((other) => other === name)).toHaveLength(1);
      }
      expect(nodes.find(({ label }) => label === "W⁽¹⁾")).toMatchObject({
        value: "3 x 2",
        matrix: { value: [" 0.5  -0.3", " 0.8   0.2", "-0.6   0.4"] },
      });
      expect(nodes.find(({ label }) => label === "y")?.adjoint).toBeUndefined();
    }
  });

  it("is well-formed for any network, a batch too", () => {
    fc.assert(
      fc.property(networkAt({ layers: 3, width: 8 }), ({ network, point, target }) => {
        const recorded = networkGraph({ network, parameters: point, input: point["x"] as Nested, target });
        const passes = arrayPasses(recorded.graph, recorded.point, recorded.texts);
        for (const tag of tags(drawSvg(pictureOf(passes, "")))) expect(allowed).toContain(tag);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a wide layer", () => {
  it("shows its first and last neurons, and counts the others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (units) => {
        const slots = slotsOf(units);
        expect(slots.length).toBeLessThanOrEqual(widestLayer);
        const hidden = slots.reduce((total, slot) => total + ("hidden" in slot ? slot.hidden : 0), 0);
        const neurons = slots.flatMap((slot) => ("neuron" in slot ? [slot.neuron] : []));
        expect(neurons.length + hidden).toBe(units);
        expect(neurons[0]).toBe(0);
        expect(neurons.at(-1)).toBe(units - 1);
      }),
    );
  });
});
