// Random formulas: always formulas, always inside their grammar and their domain, and small when they fail.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allRows } from "../../../src/core/primitives/row.js";
import { type FormulaGrammar, formula, formulaAt } from "../../../src/fast-check.js";
import { compareCase, parseFormula } from "../../../src/index.js";
import { drawn } from "../../../src/verify/arbitraries/drawn.js";
import { grammarOf } from "../../../src/verify/arbitraries/grammar.js";
import { growFormula } from "../../../src/verify/arbitraries/grow.js";
import { simplerNumbers, simplerTrees } from "../../../src/verify/arbitraries/smaller.js";
import { operationsOf, type Tree, treeText, treeValue, variablesOf } from "../../../src/verify/arbitraries/tree.js";

const names = (text: string) => [...new Set(text.match(/[A-Za-z_]\w*/g) ?? [])];
const numbers = (text: string) => [...text.matchAll(/(?<![\w.])\d+(\.\d+)?(e[+-]\d+)?/g)].map(([number]) => Number(number));
/** Counterexamples of failing properties are what some tests are about. */
const smallest = <T>(arbitrary: fc.Arbitrary<T>, fails: (value: T) => boolean): T => {
  const { counterexample } = fc.check(
    fc.property(arbitrary, (value) => !fails(value)),
    { numRuns: 3000 },
  );
  if (counterexample === null) throw new Error("nothing failed");
  return counterexample[0];
};

describe("formulas", () => {
  test("parse, and name a variable", () => {
    fc.assert(
      fc.property(formula(), (text) => {
        const { names: found } = parseFormula(text);
        expect(found.length).toBeGreaterThan(0);
        expect(["x", "y"]).toEqual(expect.arrayContaining([...found]));
      }),
      { numRuns: 300 },
    );
  });

  test("mean what their trees mean", () => {
    const trees = drawn<Tree>({ draw: (random) => growFormula(random, grammarOf()), simpler: () => [] });
    fc.assert(
      fc.property(trees, fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (tree, x, y) => {
        const at = { x, y };
        expect(parseFormula(treeText(tree)).evaluate(at)).toEqual(treeValue(tree, at));
      }),
      { numRuns: 300 },
    );
  });

  test("use every function, operator and conditional that there is", () => {
    const seen = new Set(fc.sample(formula(), 2000).flatMap((text) => text.match(/[A-Za-z_]\w*(?=\()|[-+*/^?]|[<>=!]=?/g) ?? []));
    const functions = allRows().filter(
      ({ kind, name, spelling }) => kind === "elementwise" && spelling.infix === undefined && spelling.names.length > 0 && name !== "not",
    );
    for (const { spelling } of functions) expect(seen).toContain(spelling.names[0]);
    for (const symbol of ["+", "-", "*", "/", "^", "?", "<", ">", "==", "!="]) expect(seen).toContain(symbol);
  });

  const grammars: readonly (readonly [string, FormulaGrammar, (text: string) => void])[] = [
    [
      "functions",
      { functions: ["sin", "log"], conditionals: false },
      (text) => expect(["sin", "log", "x", "y"]).toEqual(expect.arrayContaining(names(text))),
    ],
    [
      "operators",
      { functions: [], operators: ["+", "*"], constants: fc.constant(7), conditionals: false },
      (text) => expect(text).toMatch(/^[xy7+*() ]+$/),
    ],
    ["variables", { variables: ["speed"], functions: [], conditionals: false }, (text) => expect(names(text)).toEqual(["speed"])],
    [
      "constants",
      { constants: fc.constantFrom(1, 25) },
      (text) => {
        for (const number of numbers(text)) expect([1, 25]).toContain(number);
      },
    ],
    ["no constants", { constants: false }, (text) => expect(numbers(text)).toEqual([])],
    ["no conditionals", { conditionals: false }, (text) => expect(text).not.toMatch(/[?<>=!]/)],
    ["smooth only", { smooth: true }, (text) => expect(text).not.toMatch(/[?<>=!]|abs|max|min|elu|step|sign|floor|ceil|round/)],
    ["depth 1", { depth: 1 }, (text) => expect(text).not.toMatch(/\(.*\(|[-+*/^].*[a-w]/)],
    ["size 0", { size: 0 }, (text) => expect(["x", "y"]).toContain(text)],
  ];
  test.each(grammars)("keep to a grammar: %s", (_, grammar, check) => {
    fc.assert(
      fc.property(formula(grammar), (text) => {
        check(text);
      }),
      { numRuns: 200 },
    );
    // So does everything on the way of shrinking.
    fc.check(
      fc.property(formula(grammar), (text) => {
        check(text);
        return text.length < 8;
      }),
      { numRuns: 20 },
    );
  });

  test("have at most the stated number of operations, and all numbers up to it", () => {
    const trees = fc.sample(
      drawn<Tree>({ draw: (random) => growFormula(random, grammarOf({ size: 6, depth: 6 })), simpler: () => [] }),
      500,
    );
    expect(Math.max(...trees.map(operationsOf))).toBeLessThanOrEqual(7);
    expect(new Set(trees.map(operationsOf)).size).toBeGreaterThanOrEqual(6);
  });

  test.each<[FormulaGrammar, RegExp]>([
    [{ functions: ["sinn"] }, /functions: .*"sinn": did you mean sin\? There are/],
    [{ functions: ["dot"] }, /no function of numbers "dot"/],
    [{ operators: ["%" as "+"] }, /operators: there is no "%"/],
    [{ variables: [] }, /variables: .*at least one/],
    [{ depth: -1 }, /depth is a whole number from 0 on, not -1/],
    [{ size: 1.5 }, /size is a whole number/],
  ])("refuse %o", (grammar, message) => {
    expect(() => formula(grammar)).toThrow(message);
    expect(() => formulaAt(grammar)).toThrow(RangeError);
  });

  test("are the same again for the same seed", () => {
    expect(fc.sample(formulaAt(), { seed: 5, numRuns: 20 })).toEqual(fc.sample(formulaAt(), { seed: 5, numRuns: 20 }));
    expect(fc.sample(formula(), { seed: 5, numRuns: 20 })).not.toEqual(fc.sample(formula(), { seed: 6, numRuns: 20 }));
  });
});

describe("formulas with a point", () => {
  test("are defined there", () => {
    fc.assert(
      fc.property(formulaAt(), ({ formula: text, at }) => {
        expect(Object.keys(at).sort()).toEqual([...parseFormula(text).names].sort());
        expect(parseFormula(text).evaluate(at)).toSatisfy(Number.isFinite);
      }),
      { numRuns: 300 },
    );
  });

  test("a grammar that is defined nowhere says so", () => {
    const nowhere = formulaAt({
      variables: ["x"],
      functions: ["acosh"],
      operators: [],
      constants: false,
      conditionals: false,
      depth: 1,
      size: 1,
      range: [-1, 0],
    });
    expect(() => fc.sample(nowhere, 1)).toThrow(/no formula of this grammar was found/);
  });

  test("well-conditioned ones agree by all methods", () => {
    fc.assert(
      fc.property(formulaAt({ kind: "well-conditioned" }), (given) => {
        const { verdict, message } = compareCase(given);
        expect(verdict, message).toBe("agree");
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe("failing formulas shrink", () => {
  test("to the operation that is at fault, at a simple point", () => {
    const found = smallest(formulaAt(), ({ formula: text }) => /\btanh\(/.test(text));
    expect(found).toEqual({ formula: "tanh(x)", at: { x: 1 } });
  });

  test("to three operations at most where two are needed", () => {
    const found = smallest(formulaAt(), ({ formula: text }) => /\bcos\(/.test(text) && /\//.test(text));
    expect(found.formula.length).toBeLessThanOrEqual("x / x - cos(x)".length);
    expect(Object.values(found.at)).toEqual([1]);
  });

  test("to the nearest simple number of the region that is at fault", () => {
    const found = smallest(formulaAt({ variables: ["x"] }), ({ formula: text, at }) => text.includes("exp(") && (at["x"] as number) > 1.3);
    expect(found).toEqual({ formula: "exp(x)", at: { x: 2 } });
  });

  test("without leaving the domain", () => {
    const visited: string[] = [];
    smallest(formulaAt({ functions: ["log", "sqrt"] }), ({ formula: text, at }) => {
      expect(parseFormula(text).evaluate(at)).toSatisfy(Number.isFinite);
      visited.push(text);
      return text.length > 12;
    });
    expect(visited.length).toBeGreaterThan(10);
  });

  test("every step is simpler, so that it ends", () => {
    const grammar = grammarOf();
    const trees = fc.sample(drawn<Tree>({ draw: (random) => growFormula(random, grammar), simpler: () => [] }), 50);
    for (const tree of trees) {
      for (const simpler of simplerTrees(tree, grammar)) {
        expect(operationsOf(simpler)).toBeLessThanOrEqual(operationsOf(tree));
        expect(simpler).not.toEqual(tree);
      }
    }
    for (const start of [0, -0, 0.3, -2.718, 1e300, 5e-324, -123456, 7]) {
      let steps = 0;
      for (let x = start; steps < 100; steps++) {
        const last = [...simplerNumbers(x)].at(-1);
        if (last === undefined) break;
        x = last;
      }
      expect(steps).toBeLessThan(100);
    }
    expect(variablesOf(trees[0] as Tree).size).toBeGreaterThan(0);
  });
});
