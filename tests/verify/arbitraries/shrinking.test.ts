// Every step of shrinking stays inside grammar and domain, and leads to the simplest case there is.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formula, formulaAt, programAt } from "../../../src/fast-check.js";
import { parseFormula } from "../../../src/index.js";
import { casesOf } from "../../../src/verify/arbitraries/cases.js";
import { drawn } from "../../../src/verify/arbitraries/drawn.js";

/** What is seen from the first failing case on, and the smallest. */
function walk<T>(arbitrary: fc.Arbitrary<T>, seed: number, fails: (value: T) => boolean = () => true) {
  const seen: T[] = [];
  const { counterexample } = fc.check(
    fc.property(arbitrary, (value) => {
      seen.push(value);
      return !fails(value);
    }),
    { seed, numRuns: 1 },
  );
  return { seen, smallest: counterexample?.[0] };
}

const seeds = Array.from({ length: 12 }, (_, k) => k);

describe("a formula", () => {
  test("becomes a variable", () => {
    for (const seed of seeds) expect(walk(formula(), seed).smallest).toBe("x");
  });

  test("names a variable in every step, though a number were simpler", () => {
    for (const seed of seeds) {
      const { seen } = walk(formula(), seed, (text) => !/^[xy]$/.test(text));
      for (const text of seen) expect(parseFormula(text).names.length, text).toBeGreaterThan(0);
    }
  });
});

describe("a formula with a point", () => {
  test("becomes a variable at 1", () => {
    for (const seed of seeds) expect(walk(formulaAt(), seed).smallest).toEqual({ formula: "x", at: { x: 1 } });
  });

  test("keeps a point of its domain for its variables, and no others", () => {
    const narrow = formulaAt({ functions: ["log", "sqrt", "acosh"], size: 5, conditionals: false });
    for (const seed of seeds) {
      const { seen } = walk(narrow, seed, ({ formula: text }) => /\(/.test(text));
      for (const { formula: text, at } of seen) {
        expect(Object.keys(at).length, text).toBeGreaterThan(0);
        expect(Object.keys(at).sort(), text).toEqual([...parseFormula(text).names].sort());
        expect(parseFormula(text).evaluate(at), text).toSatisfy(Number.isFinite);
      }
    }
  });

  test("has 1 for a variable that was not there before", () => {
    const later = formulaAt({ variables: ["u", "v", "w"], functions: ["sin"], operators: [], conditionals: false, size: 1 });
    for (const seed of seeds)
      expect(walk(later, seed, ({ formula: text }) => /sin/.test(text)).smallest).toEqual({ formula: "sin(u)", at: { u: 1 } });
  });
});

describe("a program with a point", () => {
  test("becomes its first input at 1", () => {
    for (const seed of seeds) {
      const { smallest } = walk(programAt({ statements: 3, size: 2 }), seed);
      expect(String(smallest?.program)).toBe("({ x, y }) => {\n  return x;\n}");
      expect(smallest?.at).toEqual({ x: 1, y: 1 });
    }
  });

  test("stays inside its domain", () => {
    const narrow = programAt({ functions: ["log", "sqrt"], operators: ["-"], conditionals: false, statements: 2, size: 2 });
    for (const seed of seeds) {
      const { seen } = walk(narrow, seed, ({ program: f }) => /log|sqrt/.test(String(f)));
      for (const { program: f, at } of seen) expect(f(at), String(f)).toSatisfy(Number.isFinite);
    }
  });
});

test("an example that was not drawn is shown as it is", () => {
  const counted = drawn<number>({ draw: () => 9, simpler: (x) => (x > 0 ? [x - 1] : []) });
  expect(walk(counted, 1).smallest).toBe(0);
  const given = fc.check(
    fc.property(counted, () => false),
    { examples: [[5]], numRuns: 1 },
  );
  expect(given.counterexample).toEqual([5]);
});

describe("a numbered case", () => {
  const numbers = casesOf(fc.integer({ min: 0, max: 1e9 }));

  test("is looked at once at least, however little time there is", () => {
    const looked: number[] = [];
    const fails = (x: number) => looked.push(x) > 0;
    expect(numbers.shrink(1, 2, { fails, milliseconds: -1 })).toEqual({ value: numbers.at(1, 2), path: "0", steps: 0 });
    expect(looked).toEqual([numbers.at(1, 2)]);
  });

  test("counts its steps", () => {
    const { value, steps } = numbers.shrink(1, 2, { fails: (x) => x >= 5, milliseconds: 10_000 });
    expect(value).toBe(5);
    expect(steps).toBeGreaterThan(0);
  });
});
