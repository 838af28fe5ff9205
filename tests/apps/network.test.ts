// trigrad network, and the other commands on a network's file.

import { truncateSync } from "node:fs";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { expectRefused, json, jsonLines, temporaryFolder, trigrad } from "./run.js";

const folder = temporaryFolder();
const methods = ["numerical", "symbolic", "forward", "reverse"];

const drawn = {
  layers: [
    {
      weights: [
        [0.5, -0.3],
        [0.2, 0.8],
        [-0.6, 0.1],
      ],
      activation: "tanh",
    },
    {
      weights: [
        [1, -1, 0.5],
        [0.3, 0.2, -0.7],
      ],
      bias: [0.1, -0.1],
      activation: "tanh",
    },
    {
      weights: [
        [0.4, -0.9],
        [1.1, 0.6],
      ],
      activation: "identity",
    },
  ],
  loss: "cross-entropy",
  input: [1, -2],
  target: 1,
};
const single = { layers: [{ weights: [[3]], activation: "identity" }], loss: "squared", input: [2], target: 5 };
const file = (name: string, network: unknown) => folder.write(name, JSON.stringify(network));
const shapeOf = (value: unknown): number[] => (Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : []);

describe("network", () => {
  it("prints loss, gradients layer by layer, costs and the verdict", async () => {
    const { code, out, err } = await trigrad(["network", file("drawn.json", drawn)]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("2-3-2-2 network: tanh, tanh, identity; cross entropy of logits; one instance");
    for (const part of ["dl/dW(1)", "dl/dW(2)", "dl/db(2)", "dl/dW(3)", "dl/dx", ...methods]) expect(out).toContain(part);
    expect(out).toMatch(/^AGREE: All four methods/m);
  });

  it("gives JSON in the shape of the file", async () => {
    const record = json(await trigrad(["network", file("drawn.json", drawn), "--json"]));
    expect(record).toMatchObject({ schema: 1, verdict: "agree" });
    expect(Object.keys(record.methods)).toEqual(methods);
    for (const method of methods) {
      const { value, gradient } = record.methods[method];
      expect(value).toBeCloseTo(record.value, 12);
      expect(gradient.weights.map(shapeOf)).toEqual([
        [3, 2],
        [2, 3],
        [2, 2],
      ]);
      expect(gradient.bias).toEqual([null, [expect.any(Number), expect.any(Number)], null]);
      expect(shapeOf(gradient.input)).toEqual([2]);
    }
  });

  it("has the gradient that one works out by hand: l = (3 x - y)^2 / 2", async () => {
    const { value, methods: found } = json(await trigrad(["network", file("single.json", single), "--json"]));
    expect(value).toBe(0.5);
    expect(found.reverse.gradient).toEqual({ weights: [[[2]]], input: [3] });
  });

  it("sums over a batch, or takes the mean where the file says so", async () => {
    const batch = { ...single, input: [[2], [1]], target: [5, 5] };
    const sum = json(await trigrad(["network", file("batch.json", batch), "--json"]));
    const mean = json(await trigrad(["network", file("mean.json", { ...batch, reduction: "mean" }), "--json"]));
    expect(sum.value).toBe(0.5 + 2);
    expect(mean.value).toBe(1.25);
    expect(sum.methods.reverse.gradient).toEqual({ weights: [[[2 * 1 + 1 * -2]]], input: [[3], [-6]] });
  });

  it("reads standard input", async () => {
    expect(json(await trigrad(["network", "-", "--json"], { input: JSON.stringify(single) })).verdict).toBe("agree");
  });

  it("takes only the methods that are asked for", async () => {
    const path = file("single.json", single);
    expect(Object.keys(json(await trigrad(["network", path, "--json", "--methods", "reverse,numerical"])).methods)).toEqual([
      "reverse",
      "numerical",
    ]);
    const wrong = await trigrad(["network", path, "--methods", "revers"]);
    expectRefused(wrong);
    expect(wrong.err).toContain("did you mean reverse?");
  });

  it("says that the loss takes logits when the last layer squashes them", async () => {
    const squashed = { layers: [{ weights: [[3]], activation: "sigmoid" }], loss: "binary-cross-entropy", input: [2], target: 1 };
    expect((await trigrad(["network", file("squashed.json", squashed)])).out).toContain("identity is usual there");
  });

  it.each([40, 60, 100])("fits a terminal of %s columns", async (columns) => {
    const { out } = await trigrad(["network", file("drawn.json", drawn)], { env: { COLUMNS: String(columns) } });
    const widest = Math.max(...out.split("\n").map((line) => stringWidth(line)));
    expect(widest).toBeLessThanOrEqual(columns);
  });

  it.each([
    ["empty", "", /is empty/],
    ["no JSON", "{", /line 1, column 2/],
    ["ragged", '{"layers":[{"weights":[[1,2],[3]],"activation":"tanh"}]}', /layers\[0\].weights\[1\]/],
    ["NaN", '{"layers":[{"weights":[[NaN]],"activation":"tanh"}]}', /line 1, column 25/],
    ["unknown activation", '{"layers":[{"weights":[[1]],"activation":"tnah"}]}', /did you mean tanh/],
  ])("refuses a bad file: %s", async (name, text, message) => {
    const path = folder.write(`${name}.json`, text);
    const run = await trigrad(["network", path]);
    expectRefused(run);
    expect(run.err).toMatch(message);
    expect(run.err).toContain(path);
    const record = json(await trigrad(["network", path, "--json"]));
    expect(record).toMatchObject({ schema: 1, verdict: "error", error: { kind: "bad-value", place: expect.any(String) } });
  });

  it("refuses a file of 100 MB before reading it, and one that is not there", async () => {
    const huge = folder.write("huge.json", "{");
    truncateSync(huge, 100_000_000);
    const run = await trigrad(["network", huge]);
    expectRefused(run);
    expect(run.err).toContain("100 MB");
    expectRefused(await trigrad(["network", `${folder.path}/missing.json`]));
  });
});

describe("every command works on a network", () => {
  it("compare, component by component", async () => {
    const path = file("drawn.json", drawn);
    const { code, out } = await trigrad(["compare", path, "--wrt", "W3,b2"]);
    expect(code).toBe(0);
    expect(out).toContain("d/dW3[2,1]");
    expect(out).toContain("d/db2[2]");
    expect(json(await trigrad(["compare", path, "--json"])).methods.reverse.gradient).toHaveProperty("W1");
    expectRefused(await trigrad(["compare", path, "--at", "x=1"]));
    expectRefused(await trigrad(["compare", path, "--wrt", "W9"]));
  });

  it("steps, for one weight", async () => {
    const { code, out } = await trigrad(["steps", file("single.json", single), "--wrt", "W1[1,1]"]);
    expect(code).toBe(0);
    expect(out).toContain("d/dW1[1,1]");
  });

  it("check, beside formulas, with claims in the shape of the file or by name", async () => {
    const lines = [
      { id: "right", network: single, gradient: { weights: [[[2]]], input: [3] }, value: 0.5 },
      { id: "wrong", network: single, gradient: { W1: [[2.1]] } },
      { id: "bad", network: { layers: [] } },
      { id: "formula", formula: "x^2", at: { x: 3 }, gradient: { x: 6 } },
    ];
    const run = await trigrad(["check", "-", "--json"], { input: lines.map((line) => JSON.stringify(line)).join("\n") });
    const records = jsonLines(run);
    expect(records.map(({ id, verdict, claim }) => [id, verdict, claim?.verdict])).toEqual([
      ["right", "agree", "right"],
      ["wrong", "agree", "wrong"],
      ["bad", "error", undefined],
      ["formula", "agree", "right"],
    ]);
    expect(records[1].claim.worst).toBe("W1[1,1]");
    expect(run.code).toBe(2);
  });
});
