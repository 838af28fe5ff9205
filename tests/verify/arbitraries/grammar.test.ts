// What a random formula may be made of, with every choice made.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FormulaGrammar, grammarOf } from "../../../src/verify/arbitraries/grammar.js";

const functionsOf = (given: FormulaGrammar = {}) => grammarOf(given).functions.map(({ spelling }) => spelling.names[0]);
const numbers = (of: "constants" | "exponents") => fc.sample(grammarOf()[of] as fc.Arbitrary<number>, { seed: 1, numRuns: 3000 });

describe("a grammar that says nothing", () => {
  test("has x and y, five operators, conditionals, and twelve operations in five levels", () => {
    const { functions, constants, exponents, ...rest } = grammarOf();
    expect(rest).toEqual({
      variables: ["x", "y"],
      operators: ["+", "-", "*", "/", "^"],
      anyNumbers: true,
      depth: 5,
      size: 12,
      conditionals: true,
    });
    expect([functions.length > 30, constants === undefined, exponents === undefined]).toEqual([true, false, false]);
  });

  test("has every function of numbers, and nothing of arrays, operators or truth values", () => {
    const names = functionsOf();
    expect(names).toEqual(expect.arrayContaining(["sin", "abs", "atan2", "max", "relu", "softplus"]));
    for (const other of ["sum", "dot", "not", "lt", "+", "where", undefined]) expect(names).not.toContain(other);
    expect(grammarOf().functions.every(({ kind }) => kind === "elementwise")).toBe(true);
  });

  test("has constants that read well: whole ones, thousandths up to 3, and never 0", () => {
    const found = numbers("constants");
    expect(found.every((x) => x !== 0 && Math.abs(x) <= 5)).toBe(true);
    expect(found.every((x) => Number.isInteger(Math.round(x * 1e6) / 1e3))).toBe(true);
    expect(found).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 0.5]));
    expect(found.some((x) => x < 0 && !Number.isInteger(x))).toBe(true);
    expect(found.filter((x) => !Number.isInteger(x)).every((x) => Math.abs(x) <= 3)).toBe(true);
  });

  test("has exponents of its own", () => {
    expect([...new Set(numbers("exponents"))].sort((a, b) => a - b)).toEqual([-2, -1, 0.5, 1.5, 2, 3]);
  });
});

describe("a grammar that is smooth", () => {
  test("has no function with kinks or jumps, and all others", () => {
    const [all, smooth] = [functionsOf(), functionsOf({ smooth: true })];
    for (const kinked of ["abs", "max", "floor", "relu", "step", "sign"]) {
      expect(all).toContain(kinked);
      expect(smooth).not.toContain(kinked);
    }
    expect(smooth).toEqual(expect.arrayContaining(["sin", "exp", "log", "hypot", "softplus"]));
  });

  test("has no conditionals, even if they are asked for", () => {
    expect(grammarOf({ smooth: true }).conditionals).toBe(false);
    expect(grammarOf({ smooth: true, conditionals: true }).conditionals).toBe(false);
    expect(grammarOf({ conditionals: false }).conditionals).toBe(false);
    expect(grammarOf({ smooth: false }).conditionals).toBe(true);
  });

  test("drops what it was given by name too", () => {
    expect(functionsOf({ smooth: true, functions: ["sin", "abs"] })).toEqual(["sin"]);
    expect(functionsOf({ functions: ["sin", "abs"] })).toEqual(["sin", "abs"]);
  });
});

describe("a grammar with numbers of its own", () => {
  test("has them as constants and exponents, and lets them not be replaced", () => {
    const constants = fc.constant(3);
    expect(grammarOf({ constants })).toMatchObject({ anyNumbers: false });
    expect([grammarOf({ constants }).constants, grammarOf({ constants }).exponents]).toEqual([constants, constants]);
    expect(grammarOf({ constants: false })).toMatchObject({ constants: undefined, exponents: undefined, anyNumbers: false });
  });
});

describe("a grammar keeps what it is given", () => {
  test("names, operators, depth and size", () => {
    expect(grammarOf({ variables: ["u"], operators: ["*"], depth: 0, size: 0 })).toMatchObject({
      variables: ["u"],
      operators: ["*"],
      depth: 0,
      size: 0,
    });
    expect(functionsOf({ functions: ["arcsin", "ReLU"] })).toEqual(functionsOf({ functions: ["asin", "relu"] }));
    expect(functionsOf({ functions: [] })).toEqual([]);
  });

  test.each<[FormulaGrammar, string | RegExp]>([
    [{ variables: [] }, /^variables: a formula has at least one/],
    [{ depth: -1 }, "depth is a whole number from 0 on, not -1."],
    [{ depth: 1.5 }, "depth is a whole number from 0 on, not 1.5."],
    [{ size: -1 }, "size is a whole number from 0 on, not -1."],
    [{ size: Number.NaN }, "size is a whole number from 0 on, not NaN."],
    [{ operators: ["+", "%" as "+"] }, 'operators: there is no "%": there are + - * / ^.'],
    [{ functions: ["sinn"] }, /^functions: there is no function of numbers "sinn": did you mean sin\? There are .*sin, .*cos/],
    [{ functions: ["qqqqqqqq"] }, /^functions: there is no function of numbers "qqqqqqqq" There are /],
    [{ functions: ["not"] }, /no function of numbers "not"/],
    [{ functions: ["dot"] }, /no function of numbers "dot"/],
    [{ functions: ["lt"] }, /no function of numbers "lt"/],
  ])("and refuses %o", (grammar, message) => {
    expect(() => grammarOf(grammar)).toThrow(RangeError);
    expect(() => grammarOf(grammar)).toThrow(message);
  });
});
