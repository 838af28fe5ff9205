import { expect, test } from "vitest";
import { FormulaError, formulaTex, formulaText, graphToFormula, parseFormula } from "../../../src/core/formula/index.js";
import { record, type Value } from "../../../src/core/graph/trace.js";
import { add, sin } from "../../../src/core/primitives/index.js";

function outcome(run: () => unknown): { readonly kind: string; readonly milliseconds: number } {
  const start = performance.now();
  try {
    run();
    return { kind: "accepted", milliseconds: performance.now() - start };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { kind: error.kind, milliseconds: performance.now() - start };
  }
}

const hostile: readonly (readonly [what: string, text: string, kind: string])[] = [
  ["100,000 opening brackets", "(".repeat(100_000), "too-large"],
  ["49,999 nested brackets", `${"(".repeat(49_999)}x${")".repeat(49_999)}`, "too-large"],
  ["201 nested brackets", `${"(".repeat(201)}x${")".repeat(201)}`, "too-large"],
  ["200 nested brackets", `${"(".repeat(200)}x${")".repeat(200)}`, "accepted"],
  ["nested vectors", "[".repeat(10_000), "too-large"],
  ["nested bars", "|".repeat(10_000), "too-large"],
  ["a chain of signs", `${"-".repeat(10_000)}x`, "too-large"],
  ["a chain of not", `${"not ".repeat(5_000)}x`, "too-large"],
  ["a tower of powers", `x${"^x".repeat(5_000)}`, "too-large"],
  ["a tower of signs and powers", `x${"^-x".repeat(5_000)}`, "too-large"],
  ["a chain of conditions", `${"x ? x : ".repeat(4_000)}x`, "too-large"],
  ["conditions in conditions", "x ? ".repeat(4_000), "too-large"],
  ["nested calls", `${"sin(".repeat(5_000)}x`, "too-large"],
  ["200 powers in 200 powers", `${"x^(".repeat(150)}x${")".repeat(150)}`, "too-large"],
  ["a million characters", "x+".repeat(500_000), "too-large"],
  ["100,001 blanks", " ".repeat(100_001), "too-large"],
  ["99,999 blanks and a name", `${" ".repeat(99_999)}x`, "accepted"],
  ["one name of 100,000 letters", "x".repeat(100_000), "accepted"],
  ["a call of 99,000 letters", `${"x".repeat(99_000)}(y)`, "unknown-name"],
  ["one number of 100,000 digits", "9".repeat(100_000), "bad-value"],
  ["0 with 99,997 decimals and a 1", `0.${"0".repeat(99_997)}1`, "bad-value"],
  ["9,999 transposes", `x${"'".repeat(9_999)}`, "accepted"],
  ["9,999 comparisons", `x${" < x".repeat(9_999)}`, "accepted"],
  ["9,999 points", `x${" . x".repeat(9_999)}`, "accepted"],
  ["20,001 tokens", "x+".repeat(10_001), "too-large"],
  ["9,999 entries", `[${"1,".repeat(9_998)}1]`, "accepted"],
  ["lone surrogates", "\uD800x", "syntax"],
  ["a right-to-left override", "x \u202E y", "syntax"],
  ["a null character", "x\0y", "syntax"],
];

test.each(hostile)("%s", (_, text, kind) => {
  const { kind: got, milliseconds } = outcome(() => parseFormula(text));
  expect(got).toBe(kind);
  expect(milliseconds).toBeLessThan(kind === "accepted" ? 1000 : 200);
});

test("a chain of 100,000 sines is declined by text and TeX, not overflowed", () => {
  const { graph } = record(
    ({ x }) => {
      let y = x as Value;
      for (let i = 0; i < 100_000; i++) y = sin(y);
      return y;
    },
    { x: 1 },
  );
  expect(() => graphToFormula(graph)).toThrow(expect.objectContaining({ kind: "too-large" }));
});

test("what is written out stays readable to the parser", () => {
  const chain = (n: number) =>
    record(
      ({ x }) => {
        let y = x as Value;
        for (let i = 0; i < n; i++) y = add(y, x as Value);
        return y;
      },
      { x: 1 },
    ).graph;
  expect(parseFormula(graphToFormula(chain(4000))).evaluate({ x: 1 })).toBe(4001);
  expect(() => graphToFormula(chain(40_000))).toThrow(expect.objectContaining({ kind: "too-large" }));
  const { node } = parseFormula(Array(2000).fill("x").join(" + "));
  expect(formulaText(node)).toHaveLength(2000 * 4 - 3);
  expect(formulaTex(node)).toContain("x + x");
});
