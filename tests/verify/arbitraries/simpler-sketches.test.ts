// The steps of shrinking a program: fewer statements, variables in place of which their expressions stand, simpler parts.

import { describe, expect, test } from "vitest";
import { grammarOf } from "../../../src/verify/arbitraries/grammar.js";
import { simplerSketches } from "../../../src/verify/arbitraries/simpler-sketches.js";
import { type Sketch, type Statement, sketchText, type Test } from "../../../src/verify/arbitraries/statements.js";
import type { Tree } from "../../../src/verify/arbitraries/tree.js";

const leaf = (value: string | number): Tree => ({ leaf: value });
const call = (row: string, ...operands: readonly Tree[]): Tree => ({ row, operands });
const set = (name: string, to: Tree): Statement => ({ kind: "set", name, to });
const above = (left: Tree, right: number): Test => ({ left, compare: ">", right });
const [x, a, b] = [leaf("x"), leaf("a"), leaf("b")];
const grammar = grammarOf({ variables: ["x"] });

/** Each on one line, without its head. */
function simpler(result: Tree, ...statements: readonly Statement[]): string[] {
  const sketch: Sketch = { inputs: ["x"], statements, result };
  return [...simplerSketches(sketch, grammar)].map((one) => {
    expect(one.inputs).toEqual(["x"]);
    return sketchText(one)
      .split("\n")
      .slice(1, -1)
      .map((line) => line.trim())
      .join(" ");
  });
}

describe("a program without statements", () => {
  test("has the simpler trees of its result", () => {
    expect(simpler(call("sin", x))).toEqual(["return x;", "return 1;"]);
    expect(simpler(x)).toEqual([]);
  });
});

describe("a variable", () => {
  test("that nobody needs goes, the last one first", () => {
    expect(simpler(x, set("a", x), set("b", x)).slice(0, 2)).toEqual(["let a = x; return x;", "let b = x; return x;"]);
  });

  test("that is assigned again need not be assigned before", () => {
    expect(simpler(x, set("x", leaf(1)), set("x", leaf(2))).slice(0, 2)).toEqual(["x = 1; return x;", "x = 2; return x;"]);
  });

  test("is simpler than those that are assigned after it, and an input is simpler still", () => {
    const results = (...between: readonly Statement[]) =>
      simpler(call("sin", b), set("a", x), ...between, set("b", x), set("c", x)).map((text) => /return (.*);/.exec(text)?.[1]);
    const inBetween: Statement = { kind: "if", test: above(x, 1), yes: [set("a", x)], no: [] };
    for (const found of [results(), results(inBetween)])
      expect([...new Set(found)].sort()).toEqual(["1", "sin(a)", "sin(b)", "sin(x)", "x"]);
  });

  test("that is read stays, and gives way to its expression where it is assigned once", () => {
    expect(simpler(call("sin", a), set("a", call("exp", x)))).toEqual([
      "return sin(exp(x));",
      "let a = exp(x); return x;",
      "let a = exp(x); return 1;",
      "let a = exp(x); return sin(x);",
      "let a = x; return sin(a);",
      "let a = 1; return sin(a);",
    ]);
  });

  test("gives way in tests, branches and loops too", () => {
    const twice = call("mul", a, leaf(2));
    const first = (one: Statement) => simpler(b, set("a", call("exp", x)), set("b", x), one).find((text) => !text.includes("a ="));
    expect(first({ kind: "if", test: above(a, 1), yes: [set("b", twice)], no: [set("b", a)] })).toBe(
      "let b = x; if (primal(exp(x)) > 1) { b = mul(exp(x), 2); } else { b = exp(x); } return b;",
    );
    expect(first({ kind: "repeat", times: 2, body: [set("b", twice)] })).toBe(
      "let b = x; for (let i = 0; i < 2; i++) { b = mul(exp(x), 2); } return b;",
    );
    expect(first({ kind: "while", test: above(a, 1), most: 2, body: [set("b", twice)] })).toBe(
      "let b = x; for (let i = 0; i < 2 && primal(exp(x)) > 1; i++) { b = mul(exp(x), 2); } return b;",
    );
  });

  test("gives way neither where it is assigned twice, in a loop or not, nor where its operands change later", () => {
    const inlined = (texts: readonly string[]) => texts.filter((text) => !text.includes("let a"));
    expect(inlined(simpler(a, set("a", call("exp", x)), set("a", call("sin", a))))).toEqual([]);
    expect(inlined(simpler(a, set("a", call("exp", x)), { kind: "repeat", times: 2, body: [set("a", call("sin", a))] }))).toEqual([]);
    expect(inlined(simpler(a, set("a", call("exp", x)), set("x", leaf(1))))).toEqual([]);
    expect(inlined(simpler(a, set("b", x), set("a", call("add", x, b)), set("x", leaf(1))))).toEqual([]);
    expect(inlined(simpler(a, set("x", leaf(1)), set("a", call("exp", x))))).toEqual(["x = 1; return exp(x);"]);
  });
});

describe("a branch or loop", () => {
  const [exp, sin] = [set("a", call("exp", x)), set("a", call("sin", x))];
  const rest = (...statements: readonly Statement[]) => simpler(a, set("a", x), ...statements);

  test("goes, gives way to what stands in it, and loses its other branch or turns", () => {
    expect(rest({ kind: "if", test: above(x, 2), yes: [exp], no: [sin] })).toEqual([
      "let a = x; return a;",
      "let a = x; a = exp(x); return a;",
      "let a = x; a = sin(x); return a;",
      "let a = x; if (primal(x) > 2) { a = exp(x); } else { a = sin(x); } return x;",
      "let a = x; if (primal(x) > 2) { a = exp(x); } return a;",
      "let a = x; if (primal(x) > 1) { a = exp(x); } else { a = sin(x); } return a;",
      ...["x", "1"].map((by) => `let a = x; if (primal(x) > 2) { a = ${by}; } else { a = sin(x); } return a;`),
      ...["x", "1"].map((by) => `let a = x; if (primal(x) > 2) { a = exp(x); } else { a = ${by}; } return a;`),
    ]);
    expect(rest({ kind: "repeat", times: 3, body: [exp] })).toEqual([
      "let a = x; return a;",
      "let a = x; a = exp(x); return a;",
      "let a = x; for (let i = 0; i < 3; i++) { a = exp(x); } return x;",
      "let a = x; for (let i = 0; i < 1; i++) { a = exp(x); } return a;",
      "let a = x; for (let i = 0; i < 2; i++) { a = exp(x); } return a;",
      ...["x", "1"].map((by) => `let a = x; for (let i = 0; i < 3; i++) { a = ${by}; } return a;`),
    ]);
    expect(rest({ kind: "while", test: above(call("abs", x), 1), most: 3, body: [exp] })).toEqual([
      "let a = x; return a;",
      "let a = x; a = exp(x); return a;",
      "let a = x; for (let i = 0; i < 3 && primal(abs(x)) > 1; i++) { a = exp(x); } return x;",
      "let a = x; if (primal(abs(x)) > 1) { a = exp(x); } return a;",
      "let a = x; for (let i = 0; i < 1 && primal(abs(x)) > 1; i++) { a = exp(x); } return a;",
      "let a = x; for (let i = 0; i < 2 && primal(abs(x)) > 1; i++) { a = exp(x); } return a;",
      ...["x", "1"].map((by) => `let a = x; for (let i = 0; i < 3 && primal(${by}) > 1; i++) { a = exp(x); } return a;`),
      ...["x", "1"].map((by) => `let a = x; for (let i = 0; i < 3 && primal(abs(x)) > 1; i++) { a = ${by}; } return a;`),
    ]);
  });

  test("without another branch does not lose it again", () => {
    expect(rest({ kind: "if", test: above(x, 1), yes: [set("a", x)], no: [] })).toEqual([
      "let a = x; return a;",
      "let a = x; a = x; return a;",
      "let a = x; return a;",
      "let a = x; if (primal(x) > 1) { a = x; } return x;",
    ]);
  });
});

describe("every name that is read is known, and assigned inside a branch only where it is known before", () => {
  const [yes, no]: (readonly Statement[])[] = [[set("a", b)], [set("a", x)]] as (readonly Statement[])[];
  const all = (one: Statement) => simpler(a, set("b", call("exp", x)), set("a", x), one);
  const declared = (text: string, name: string) => text.includes(`let ${name} =`);

  test.each<[string, Statement]>([
    ["a branch", { kind: "if", test: above(x, 1), yes: yes as readonly Statement[], no: no as readonly Statement[] }],
    ["the other branch", { kind: "if", test: above(x, 1), yes: no as readonly Statement[], no: yes as readonly Statement[] }],
    ["a test", { kind: "if", test: above(b, 1), yes: no as readonly Statement[], no: [] }],
    ["a loop", { kind: "repeat", times: 2, body: yes as readonly Statement[] }],
    ["a loop with a test", { kind: "while", test: above(x, 1), most: 2, body: yes as readonly Statement[] }],
    ["the test of a loop", { kind: "while", test: above(b, 1), most: 2, body: no as readonly Statement[] }],
  ])("in %s", (_, one) => {
    const texts = all(one);
    expect(texts.length).toBeGreaterThan(4);
    for (const text of texts) {
      if (/\bb\b/.test(text)) expect(declared(text, "b"), text).toBe(true);
      if (/\ba\b/.test(text)) expect(declared(text, "a"), text).toBe(true);
      // The declaration stands at the top, not inside a branch.
      expect(text).not.toMatch(/\{[^}]*let [ab]/);
    }
  });

  test("in the result and in assignments", () => {
    expect(simpler(call("sin", a), set("a", x))).not.toContain("return sin(a);");
    expect(simpler(b, set("a", x), set("b", a)).filter((text) => text.startsWith("let b = a"))).toEqual([]);
    expect(simpler(a, set("a", x), { kind: "repeat", times: 2, body: [set("a", x)] }).filter((text) => text.startsWith("for"))).toEqual([]);
  });
});
