// trigrad graph on a network's file: layers, neurons and single numbers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type GraphOptions, graphCommand } from "../../src/apps/cli/commands/graph.js";
import { oneOutput, twoOutputs } from "../../src/course/lecture/networks.js";
import { networkFileText } from "../../src/course/networks/network-file.js";
import { networkValues } from "../../src/course/networks/network-values.js";
import { tags } from "../views/well-formed.js";
import { expectRefused, temporaryFolder, trigrad } from "./run.js";

const folder = temporaryFolder();
const two = folder.write("two.json", networkFileText({ ...twoOutputs, givenTarget: twoOutputs.target }));
const one = folder.write("one.JSON", networkFileText({ ...oneOutput, givenTarget: oneOutput.target }));
const inputs = [
  [1, -0.5],
  [0.25, 2],
];
const batch = folder.write("batch.json", networkFileText({ ...twoOutputs, input: inputs, givenTarget: [1, 0] }));
const wide = folder.write(
  "wide.json",
  JSON.stringify({
    layers: [
      { weights: Array.from({ length: 40 }, (_, i) => Array.from({ length: 60 }, (_, j) => Math.sin(i + 60 * j))), activation: "relu" },
    ],
    loss: "squared",
    input: Array.from({ length: 60 }, (_, i) => Math.cos(i)),
    target: Array.from({ length: 40 }, () => 0),
  }),
);

/** What the command gives, without the start of a process. */
const graph = (path: string, options: GraphOptions = {}) => graphCommand(path, options).output;
const graphJson = (path: string, options: GraphOptions = {}) => JSON.parse(graph(path, { ...options, json: true }));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("graph NETWORK.json", () => {
  it("draws the layers unless told otherwise", async () => {
    const { code, out, err } = await trigrad(["graph", two]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^2-3-2-2 network: tanh, tanh, identity; cross entropy of logits; one instance\n/);
    const names = [
      "W⁽¹⁾",
      "a⁽¹⁾ = W⁽¹⁾ x",
      "h⁽¹⁾ = tanh",
      "a⁽³⁾ = h⁽³⁾ = W⁽³⁾ h⁽²⁾",
      "ℓ = crossEntropy",
      "[0.65, 0.7, -0.8]",
      " 0.8   0.2",
    ];
    for (const name of names) expect(out).toContain(name);
    expect(`${graph(two, { view: "layers" })}\n`).toBe(out);
  });

  it("draws the neurons", () => {
    const out = graph(one, { view: "neurons" });
    const names = ["inputs h⁽⁰⁾ = x", "layer 2: a⁽²⁾ = W⁽²⁾ h⁽¹⁾, h⁽²⁾ = tanh(a⁽²⁾)", "from h₃", "∂ℓ/∂", "target y = [1]"];
    for (const name of names) expect(out).toContain(name);
  });

  it("draws the single numbers", () => {
    const out = graph(one, { view: "scalars" });
    for (const name of ["w⁽¹⁾₃₂", "x₂", "h⁽²⁾₁ = tanh", "a⁽³⁾₁ = h⁽³⁾₁ = +"]) expect(out).toContain(name);
  });

  it.each(["layers", "neurons", "scalars"])("fits the terminal, in ASCII too: %s", (view) => {
    for (const columns of [40, 100]) {
      vi.stubEnv("COLUMNS", String(columns));
      const out = graph(two, { view, ascii: true });
      expect(out).toMatch(/^[\n -~]*$/);
      for (const line of out.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it.each(["layers", "neurons", "scalars"])("writes an SVG: %s", (view) => {
    const path = join(folder.path, `${view}.svg`);
    expect(graph(two, { view, svg: path })).toBe(`wrote ${path}`);
    const svg = readFileSync(path, "utf8");
    expect(tags(svg)[0]).toBe("svg");
    expect(svg).toContain("<title>2-3-2-2 network: tanh, tanh, identity; cross entropy of logits; one instance</title>");
  });

  it("prints DOT, Mermaid and steps of layers and of single numbers", () => {
    expect(graph(two, { dot: true })).toMatch(/^digraph "2-3-2-2 network[^"]*" \{[\s\S]*label="a⁽¹⁾\\nW⁽¹⁾ x"[\s\S]*\}\s*$/);
    expect(graph(two, { mermaid: true, view: "scalars" })).toMatch(/^flowchart LR\n/);
    const steps = [
      "  a⁽¹⁾ = W⁽¹⁾ x = [0.65, 0.7, -0.8]",
      "  multiply: a⁽²⁾ sends δ h⁽¹⁾ᵀ = ",
      "  multiply: a⁽²⁾ sends W⁽²⁾ᵀ δ = ",
      "  function: h⁽¹⁾ sends f' δ = ",
    ];
    for (const line of steps) expect(graph(two, { step: true })).toContain(line);
    expect(graph(two, { step: true, ascii: true })).toContain("  multiply: a(2) sends W(2)^T delta = ");
    expect(graph(batch, { step: true })).toContain("  multiply: a⁽²⁾ sends δᵀ h⁽¹⁾ = ");
    expect(graph(one, { step: true, view: "scalars" })).toContain("  add: a⁽¹⁾₁ sends δ = ");
  });

  it("gives the nodes of the layers as JSON, and the numbers of the neurons", () => {
    const { spec, ...values } = JSON.parse(JSON.stringify(networkValues(twoOutputs)));
    const neurons = graphJson(two, { view: "neurons" });
    expect(neurons).toMatchObject({ schema: 1, network: two, view: "neurons", instance: 1, ...values });
    expect(neurons.spec).toMatchObject(spec);
    const { nodes, ...head } = graphJson(two);
    expect(head).toEqual({ schema: 1, network: two, view: "layers" });
    const byName = new Map(nodes.map((node: { name?: string; label: string }) => [node.name ?? node.label, node]));
    expect(byName.get("h⁽¹⁾")).toMatchObject(values.layers[0].h);
    expect(byName.get("W⁽²⁾")).toMatchObject(values.layers[1].weights);
    expect(byName.get("x")).toMatchObject(values.x);
  });

  it("shows a whole batch as matrices, or one instance of it", () => {
    const whole = graph(batch);
    expect(whole).toContain("a batch of 2");
    expect(whole).toContain("a⁽¹⁾ = x W⁽¹⁾ᵀ");
    const { loss } = networkValues({ ...twoOutputs, input: inputs[1] as number[], target: [1, 0] });
    for (const view of ["layers", "neurons", "scalars"]) expect(graph(batch, { view, instance: "2" })).toContain("instance 2 of 2");
    expect(graphJson(batch, { view: "neurons", instance: "2" })).toMatchObject({ instance: 2, loss });
    expect(graph(batch, { view: "neurons" })).toContain("instance 1 of 2");
  });

  it("declines what would be too large, and says what to do", () => {
    expect(() => graph(wide, { view: "scalars" })).toThrow(
      "about 7,200 here, and at most 2,000 are shown. Use --view layers or --view neurons.",
    );
    expect(graph(wide, { view: "neurons" })).toContain("53 more");
    expect(graph(wide)).toContain("40 x 60");
  });

  it("declines a network of more than a million numbers, as JSON too", () => {
    const row = `[${Array.from({ length: 1100 }, () => 0).join(",")}]`;
    const weights = `[${Array.from({ length: 1000 }, () => row).join(",")}]`;
    const target = `[${Array.from({ length: 1000 }, () => 0).join(",")}]`;
    const text = `{"layers":[{"weights":${weights},"activation":"tanh"}],"loss":"squared","input":${row},"target":${target}}`;
    const path = folder.write("huge.json", text);
    expect(() => graph(path)).toThrow("1,100,000 weights and 2,100 neurons");
    expect(graphJson(path)).toMatchObject({ verdict: "error", error: { kind: "too-large" } });
  });

  it("says where a network has no loss", () => {
    const path = folder.write(
      "no-loss.json",
      '{"layers":[{"weights":[[1],[-1]],"activation":"identity"}],"loss":"distribution-cross-entropy","input":[0.5],"target":1}',
    );
    for (const view of ["layers", "neurons", "scalars"]) {
      expect(() => graph(path, { view })).toThrow("the network has no loss here: xlogy holds undefined");
    }
    expect(graphJson(path)).toMatchObject({ verdict: "error", error: { kind: "bad-value" } });
  });

  it.each<[string, GraphOptions, string]>([
    [two, { view: "layer" }, "did you mean layers?"],
    [two, { instance: "2" }, "a number from 1 to 1"],
    [batch, { instance: "1.5" }, 'not "1.5"'],
    [two, { view: "neurons", dot: true }, "--dot is for --view layers"],
    [two, { view: "neurons", step: true }, "--step is for --view layers"],
    [two, { at: "x=1" }, "--at is for formulas"],
    ["x^2", { at: "x=1", view: "layers" }, "--view is for networks"],
    ["x^2", { at: "x=1", instance: "1" }, "--instance is for networks"],
    [folder.write("bad.json", '{"layers": []}'), {}, "layers: expected an array with at least one layer"],
  ])("refuses what does not fit, naming it: %s %j", (path, options, message) => {
    expect(() => graph(path, options)).toThrow(message);
  });

  it("ends with 2 and a message for a bad file, an instance below 1, and none", async () => {
    const bad = folder.write("bad.json", '{"layers": []}');
    const runs = [[bad], [batch, "--instance", "-1"], [join(folder.path, "none.json")]].map((args) => trigrad(["graph", ...args]));
    const [first, second, third] = await Promise.all(runs);
    for (const run of await Promise.all(runs)) expectRefused(run);
    expect(first?.err).toContain(`${bad}: layers: expected an array`);
    expect(second?.err).toContain('not "-1"');
    expect(third?.err).toContain("there is no such file");
    expect(graphJson(bad)).toMatchObject({ schema: 1, verdict: "error", error: { kind: "bad-value", place: "layers" } });
  });
});
