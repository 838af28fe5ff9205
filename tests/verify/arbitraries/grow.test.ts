// Growing random trees: how much they hold, and what is drawn with which choice.

import fc, { type Random } from "fast-check";
import { describe, expect, test } from "vitest";
import { drawn } from "../../../src/verify/arbitraries/drawn.js";
import { type FormulaGrammar, grammarOf } from "../../../src/verify/arbitraries/grammar.js";
import { grow, growFormula, pick } from "../../../src/verify/arbitraries/grow.js";
import { operationsOf, subtrees, type Tree, treeCode, variablesOf } from "../../../src/verify/arbitraries/tree.js";
import { chosen, least, most } from "./chance.js";

const depthOf = (tree: Tree): number => ("leaf" in tree ? 0 : 1 + Math.max(...tree.operands.map(depthOf)));
const sample = (draw: (random: Random) => Tree, numRuns = 400) => fc.sample(drawn<Tree>({ draw, simpler: () => [] }), { seed: 3, numRuns });
const grown = (random: Random, grammar: FormulaGrammar, operations: number, depth: number) =>
  treeCode(grow(random, grammarOf(grammar), { operations, depth }));

const sines: FormulaGrammar = { variables: ["x", "y"], functions: ["sin"], operators: [], conditionals: false, constants: fc.constant(7) };
const hypots: FormulaGrammar = { ...sines, functions: ["hypot"] };

describe("a tree", () => {
  test("ends where operations or depth end, or where the grammar has no operation", () => {
    expect(grown(least, sines, 0, 5)).toBe("7");
    expect(grown(least, sines, 5, 0)).toBe("7");
    expect(grown(least, sines, 1, 5)).toBe("sin(7)");
    expect(grown(least, sines, 3, 5)).toBe("sin(sin(sin(7)))");
    expect(grown(least, sines, 5, 2)).toBe("sin(sin(7))");
    expect(grown(least, { ...sines, functions: [] }, 5, 5)).toBe("7");
  });

  test("shares its operations out among the operands", () => {
    expect(grown(least, hypots, 3, 5)).toBe("hypot(hypot(hypot(7, 7), 7), 7)");
    expect(grown(most, hypots, 3, 5)).toBe("hypot(y, hypot(y, hypot(y, y)))");
    // Function, hypot, then one operation to each side; in each of them a function, hypot, and two numbers.
    expect(grown(chosen(0, 0, 0, 1, 0, 0, 0, 0, 0, 0), hypots, 3, 5)).toBe("hypot(hypot(7, 7), hypot(7, 7))");
  });

  test("has variables and numbers for leaves, and variables alone where there are no numbers", () => {
    expect(grown(chosen(0), sines, 0, 0)).toBe("7");
    expect(grown(chosen(1, 0), sines, 0, 0)).toBe("x");
    expect(grown(chosen(2, 1), sines, 0, 0)).toBe("y");
    expect(grown(chosen(1), { ...sines, constants: false }, 0, 0)).toBe("y");
  });

  test("holds no more than it may, and sometimes all of it", () => {
    for (const [operations, depth] of [
      [1, 1],
      [3, 2],
      [6, 6],
      [12, 12],
    ] as const) {
      const trees = sample((random) => grow(random, grammarOf(), { operations, depth }));
      expect(Math.max(...trees.map(operationsOf))).toBe(operations);
      expect(Math.max(...trees.map(depthOf))).toBeLessThanOrEqual(depth);
    }
    const flat = sample((random) => grow(random, grammarOf(), { operations: 12, depth: 3 }));
    expect(Math.max(...flat.map(operationsOf))).toBeLessThanOrEqual(12);
    expect(Math.max(...flat.map(depthOf))).toBe(3);
  });
});

describe("an operator", () => {
  const sums = (...symbols: FormulaGrammar["operators"] & object): FormulaGrammar => ({ ...sines, functions: [], operators: symbols });

  test("is the row of its symbol", () => {
    expect(grown(least, sums("+"), 1, 1)).toBe("add(7, 7)");
    expect(grown(least, sums("*"), 1, 1)).toBe("mul(7, 7)");
    expect(grown(least, sums("/"), 1, 1)).toBe("div(7, 7)");
    expect(grown(most, sums("+", "-"), 1, 1)).toBe("sub(y, y)");
  });

  test("minus is a sign once in four times", () => {
    expect(grown(chosen(0, 0, 0), sums("-"), 1, 1)).toBe("neg(7)");
    expect(grown(chosen(0, 0, 1), sums("-"), 1, 1)).toBe("sub(7, 7)");
    expect(grown(chosen(0, 0, 0), sums("+"), 1, 1)).toBe("add(7, 7)");
  });

  test("a power has a number for exponent three times in four, where there are numbers", () => {
    expect(grown(chosen(0, 0, 1, 1, 0), sums("^"), 1, 1)).toBe("pow(x, 7)");
    expect(grown(chosen(0, 0, 0, 1, 0, 1, 1), sums("^"), 1, 1)).toBe("pow(x, y)");
    expect(grown(chosen(0, 0, 1, 1), { ...sums("^"), constants: false }, 1, 1)).toBe("pow(y, y)");
    expect(grown(chosen(0, 0, 3, 0, 0, 3, 1, 0), sums("^"), 2, 2)).toBe("pow(pow(x, 7), 7)");
  });
});

describe("a conditional", () => {
  const choices: FormulaGrammar = { ...sines, functions: [], conditionals: true };

  test("takes two operations, itself and its comparison, and two levels", () => {
    expect(grown(least, choices, 2, 2)).toBe("where(lt(7, 7), 7, 7)");
    expect(grown(least, choices, 1, 2)).toBe("7");
    expect(grown(least, choices, 2, 1)).toBe("7");
    expect(grown(most, choices, 2, 2)).toBe("where(ne(y, y), y, y)");
  });

  test("compares trees, and chooses between trees", () => {
    const some = sample((random) => grow(random, grammarOf({ ...sines, conditionals: true }), { operations: 8, depth: 4 })).map(treeCode);
    expect(some).toContainEqual(expect.stringMatching(/where\(\w+\(sin\(/));
    expect(some).toContainEqual(expect.stringMatching(/where\(\w+\([xy7], sin\(/));
    expect(some).toContainEqual(expect.stringMatching(/where\([^()]*\([^()]*\), sin\(/));
    expect(some).toContainEqual(expect.stringMatching(/where\([^()]*\([^()]*\), [xy7], sin\(/));
  });

  test("joins comparisons by and, or and not once in eight times, where operations and levels are left", () => {
    const joined = (...random: readonly number[]) => grown(chosen(...random), choices, 4, 4);
    // A conditional, whose two operations left both go to the condition; how they are shared; a connective; which one.
    expect(joined(0, 0, 0, 0, 0, 0, 0)).toBe("where(and(lt(7, 7), lt(7, 7)), 7, 7)");
    expect(joined(0, 0, 0, 0, 0, 0, 1)).toBe("where(or(lt(7, 7), lt(7, 7)), 7, 7)");
    expect(joined(0, 0, 0, 0, 0, 0, 2)).toMatch(/^where\(not\(/);
    expect(joined(0, 0, 0, 0, 0, 1)).toMatch(/^where\(lt\(/);
    expect(grown(least, choices, 3, 4)).toBe("where(lt(7, 7), 7, 7)");
    expect(grown(least, choices, 4, 2)).toBe("where(lt(7, 7), 7, 7)");
  });

  test("leaves operations to what it joins", () => {
    const withSines = { ...choices, functions: ["sin"] };
    expect(grown(chosen(4), withSines, 5, 5)).toBe("where(and(lt(sin(7), 7), lt(7, 7)), 7, 7)");
    // The conditional; its two operations to the condition; a connective; not.
    expect(grown(chosen(4, 0, 0, 0, 0, 0, 2), withSines, 4, 5)).toBe("where(not(lt(sin(7), 7)), 7, 7)");
  });

  test("has comparisons of numbers and connectives of truth values, all of them", () => {
    const truths = ["lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"];
    const isTruth = (tree: Tree) => "row" in tree && truths.includes(tree.row);
    const seen = new Set<string>();
    for (const tree of sample((random) => growFormula(random, grammarOf({ size: 12, depth: 6 })), 1500)) {
      expect(isTruth(tree)).toBe(false);
      for (const part of subtrees(tree)) {
        if ("leaf" in part) continue;
        seen.add(part.row);
        const ofTruths = ["and", "or", "not"].includes(part.row);
        for (const [k, operand] of part.operands.entries()) expect(isTruth(operand)).toBe(ofTruths || (part.row === "where" && k === 0));
      }
    }
    expect(truths.filter((row) => !seen.has(row))).toEqual([]);
  });
});

describe("a formula", () => {
  test("has at least one operation where it may have any, and all numbers of them up to its size", () => {
    const sizes = new Set(sample((random) => growFormula(random, grammarOf({ ...sines, size: 4 }))).map(operationsOf));
    expect([...sizes].sort()).toEqual([1, 2, 3, 4]);
    expect(operationsOf(growFormula(most, grammarOf({ ...sines, size: 0 })))).toBe(0);
  });

  test("names a variable, in place of its first number where there was none", () => {
    expect(treeCode(growFormula(chosen(1, 0, 0, 0, 0, 1), grammarOf({ ...hypots, size: 3 })))).toBe("hypot(y, 7)");
    for (const tree of sample((random) => growFormula(random, grammarOf({ size: 3 })))) expect(variablesOf(tree).size).toBeGreaterThan(0);
  });

  test("stays as it is where it names one", () => {
    expect(treeCode(growFormula(chosen(1, 0, 0, 0, 1, 1), grammarOf({ ...hypots, size: 3 })))).toBe("hypot(7, y)");
  });
});

test("each choice can be picked, the first and the last too", () => {
  expect([pick(least, ["a", "b", "c"]), pick(chosen(1), ["a", "b", "c"]), pick(most, ["a", "b", "c"])]).toEqual(["a", "b", "c"]);
});
