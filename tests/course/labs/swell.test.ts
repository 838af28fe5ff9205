import { derivative, type MathNode as FullNode, parse } from "mathjs";
import { describe, expect, test } from "vitest";
import type { LabReport } from "../../../src/course/labs/report.js";
import { type SwellData, swell } from "../../../src/course/labs/swell.js";
import { swellFindings } from "../../../src/course/labs/swell-findings.js";
import { publishedSizes, type SwellFamily, type SwellRow, swellFamily } from "../../../src/course/labs/swell-sizes.js";

const run = (settings: Record<string, string | number> = {}) => swell.run(settings) as LabReport<SwellData>;
const seen = (families: readonly SwellFamily[]) => swellFindings(families).map((finding) => finding.seen);

describe("the logistic map", () => {
  const family = swellFamily("4x * (1 - x)", 16);
  const row = (n: number) => family.rows[n - 1] as SwellRow;

  test.each([
    [4, 64, 231],
    [6, 280, 1503],
    [8, 1144, 8319],
  ])("l%i has the published %i nodes, its raw derivative %i", (n, tree, derivativeTree) => {
    expect(row(n).published).toEqual({ tree, derivativeTree });
  });

  test.each([2, 3, 4, 5, 6, 7])("counted as published, l%i is what mathjs prints and differentiates", (n) => {
    let text = "x";
    for (let i = 1; i < n; i++) text = `4 * (${text}) * (1 - (${text}))`;
    const count = (node: FullNode) => node.filter(() => true).length;
    const raw = derivative(parse(text), "x", { simplify: false });
    expect(publishedSizes(n)).toEqual({ tree: count(parse(text)), derivativeTree: count(raw) });
  });

  test.each([
    [4, 43, 144],
    [6, 187, 960],
    [8, 763, 5376],
  ])("without brackets, factors 1 and terms 0, l%i has %i nodes and its derivative %i", (n, tree, derivativeTree) => {
    expect(row(n)).toMatchObject({ tree, derivativeTree });
  });

  test("each application adds 3 operations to f, 8 to its derivative by either method, and doubles both trees", () => {
    for (let n = 4; n <= 16; n++) {
      const [before, after] = [row(n - 1), row(n)];
      expect([after.operations - before.operations, after.symbolic - before.symbolic, after.reverse - before.reverse]).toEqual([3, 8, 8]);
      expect(after.tree).toBe(2 * before.tree + 5);
      expect(after.derivativeTree).toBe(2 * before.derivativeTree + 2 * before.tree + 10);
    }
  });
});

test("a chain of sigmoids swells as the square of its length, not exponentially", () => {
  const { rows } = swellFamily("sigmoid(x)", 40);
  const size = (n: number) => (rows[n - 1] as SwellRow).derivativeTree;
  const second = (n: number) => size(n + 1) - 2 * size(n) + size(n - 1);
  for (let n = 4; n < 40; n++) expect(second(n)).toBe(second(3));
});

describe("the findings follow from the sizes", () => {
  test("by default", () => {
    const { data, findings } = run();
    expect(findings.map((finding) => finding.seen)).toEqual(["seen here", "depends", "seen here", "depends"]);
    expect(findings).toEqual(swellFindings(data.families));
  });

  test("the logistic map alone is exponential and takes reverse mode less than 4 times f; a chain of sigmoids neither", () => {
    expect(seen([swellFamily("4x * (1 - x)", 12)])).toEqual(["seen here", "seen here", "seen here", "seen here"]);
    expect(seen([swellFamily("sigmoid(x)", 12)])).toEqual(["seen here", "not seen here", "seen here", "not seen here"]);
  });

  test("the derivative of a straight line does not swell", () => {
    const report = run({ maps: "2x + 1", iterates: 20 });
    expect(report.findings[0]?.seen).toBe("not seen here");
    expect(report.seen).toMatch(/does not swell\.$/);
  });

  test("if sharing did not make it small, that would be said", () => {
    const [family] = run().data.families as [SwellFamily];
    const unshared = { ...family, rows: family.rows.map((row) => ({ ...row, symbolic: row.derivativeTree })) };
    expect(seen([unshared])[2]).toBe("not seen here");
    expect(seen([family, unshared])[2]).toBe("depends");
  });
});

test("a tree of 10^32 nodes is counted without being built", () => {
  const report = run({ maps: "4x * (1 - x)", iterates: 100 });
  expect(report.data.families[0]?.rows.at(-1)?.derivativeTree).toBeGreaterThan(1e32);
  expect(JSON.stringify(report)).not.toMatch(/null|NaN|Infinity/);
});

describe("a bad setting is named, with what to write instead", () => {
  test.each<[Record<string, string | number>, RegExp]>([
    [{ maps: "" }, /^maps: formulas of x, separated by semicolons, not nothing/],
    [{ maps: "sin(x);;x" }, /^maps: formulas of x, separated by semicolons, not sin\(x\);;x/],
    [{ maps: "x * y" }, /^maps: each is a formula of x alone, and x \* y has y/],
    [{ maps: "3" }, /^maps: each is a formula of x alone, and 3 has no variable/],
    [{ maps: "[x, x]" }, /^maps: \[x, x\]: /],
    [{ maps: "sin(" }, /^maps: Something is missing after/],
    [{ iterates: 5 }, /^iterates: it is a whole number from 6 to 200, not 5/],
    [{ n: 5 }, /^the lab swell has no setting n: its settings are maps, iterates/],
  ])("%j", (settings, message) => {
    expect(() => run(settings)).toThrow(RangeError);
    expect(() => run(settings)).toThrow(message);
  });
});
