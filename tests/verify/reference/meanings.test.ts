// What functions mean at the edges of their domains, told by hand; the inside is compared with published values in functions.test.ts.

import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { arithmeticOf, narrow, widen } from "../../../src/verify/reference/arithmetic.js";
import { exactDecimal, printDecimal } from "../../../src/verify/reference/exact.js";
import { referenceFunctions } from "../../../src/verify/reference/functions.js";

const arithmetic = arithmeticOf(64);
const functions = referenceFunctions(arithmetic);
const unused = new Decimal(Number.NaN);

function value(name: string, ...operands: readonly (number | string)[]): number {
  const [x = unused, y = unused, w = unused] = operands.map((operand) => new Decimal(operand));
  return functions.get(name)?.(x, y, w).toNumber() as number;
}

describe("comparisons", () => {
  test.each([
    ["lt", 1, 0, 0],
    ["le", 1, 1, 0],
    ["gt", 0, 0, 1],
    ["ge", 0, 1, 1],
    ["eq", 0, 1, 0],
    ["ne", 1, 0, 1],
  ])("%s of 1, 2 and 3 with 2", (name, below, at, above) => {
    expect([1, 2, 3].map((x) => value(name, x, 2))).toEqual([below, at, above]);
    expect([value(name, 2, Number.NaN), value(name, Number.NaN, 2)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("logic", () => {
  const truth = [0, 2, Number.NaN];
  const table = (name: string) => truth.map((x) => truth.map((y) => value(name, x, y)));
  test("and: a 0 decides", () =>
    expect(table("and")).toEqual([
      [0, 0, 0],
      [0, 1, Number.NaN],
      [0, Number.NaN, Number.NaN],
    ]));
  test("or: anything but 0 decides", () =>
    expect(table("or")).toEqual([
      [0, 1, Number.NaN],
      [1, 1, 1],
      [Number.NaN, 1, Number.NaN],
    ]));
  test("not", () => expect(truth.map((x) => value("not", x))).toEqual([1, 0, Number.NaN]));
});

describe("x log y", () => {
  test("is 0 for x = 0, whatever y is, as long as it is a number", () => {
    expect([0.5, 0, -5].map((y) => value("xlogy", 0, y))).toEqual([0, 0, 0]);
    expect(value("xlogy", 0, Number.NaN)).toBeNaN();
  });
  test("needs y > 0 otherwise", () => {
    expect(value("xlogy", -2, 8)).toBeCloseTo(-2 * Math.log(8), 14);
    expect([0, -1].map((y) => value("xlogy", 2, y))).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("an undefined operand, the first or the second", () => {
  test.each(["pow", "atan2", "hypot", "logaddexp", "xlogy"])("%s", (name) => {
    for (const x of [0, 1, -1, 2]) {
      expect(value(name, x, Number.NaN)).toBeNaN();
      expect(value(name, Number.NaN, x)).toBeNaN();
    }
  });
  test.each([..."exp log1p expm1 erf sin cos tan asin acos atan asinh acosh atanh tanh sigmoid softplus".split(" ")])("%s", (name) =>
    expect(value(name, Number.NaN)).toBeNaN(),
  );
});

describe("limits", () => {
  const infinity = Number.POSITIVE_INFINITY;
  test.each([
    ["exp", infinity, infinity],
    ["exp", -infinity, 0],
    ["atan", infinity, Math.PI / 2],
    ["atan", -infinity, -Math.PI / 2],
    ["erf", 1e300, 1],
    ["erf", -1e300, -1],
    ["tanh", -infinity, -1],
  ])("%s at %d", (name, x, right) => expect(value(name, x)).toBe(right));

  test("of angles: up to 10^400", () => {
    for (const name of ["sin", "cos", "tan"]) {
      expect(value(name, "9e400")).not.toBeNaN();
      expect(value(name, "1e401")).toBeNaN();
      expect(value(name, infinity)).toBeNaN();
    }
    expect(value("sin", "1e400") ** 2 + value("cos", "1e400") ** 2).toBeCloseTo(1, 14);
  });

  test("of domains, however far outside", () => {
    for (const x of ["0.5", "-1", "-2", "-1e200", -infinity]) expect(value("acosh", x), `acosh(${x})`).toBeNaN();
    expect(value("acosh", 1)).toBe(0);
    for (const x of ["1.5", "-1.5", "1e200", infinity, -infinity]) {
      for (const name of ["asin", "acos", "atanh"]) expect(value(name, x), `${name}(${x})`).toBeNaN();
    }
  });

  test("of arcs, at both ends", () => {
    expect([value("asin", 1), value("asin", -1)]).toEqual([Math.PI / 2, -Math.PI / 2]);
    expect([value("acos", 1), value("acos", -1)]).toEqual([0, Math.PI]);
  });
});

describe("zero stays zero, with its sign", () => {
  test.each(["erf", "expm1", "log1p", "atan", "asin", "sinh", "asinh", "tanh", "atanh", "sin", "tan"])("%s", (name) => {
    expect(value(name, 0)).toBe(0);
    expect(Math.abs(value(name, -0))).toBe(0);
  });
});

describe("powers of 1 and -1, however large the exponent", () => {
  test.each([
    [1, 1e300, 1],
    [1, -0.5, 1],
    [-1, 3, -1],
    [-1, -4, 1],
    [-1, 1e15 + 1, -1],
    [-1, 1e300, 1],
  ])("%d ^ %d", (x, y, right) => expect(value("pow", x, y)).toBe(right));
});

describe("an arithmetic", () => {
  test("has 20 to 500 digits, 16 to guard them, and 24 more inside a function", () => {
    for (const digits of [20, 64, 500]) {
      const { digits: kept, Value, Wide } = arithmeticOf(digits);
      expect([kept, Value.precision, Wide.precision]).toEqual([digits, digits + 16, digits + 40]);
    }
    for (const digits of [19, 501, -1, Number.NaN]) expect(() => arithmeticOf(digits)).toThrow(RangeError);
  });
  test("is made once, and so are its functions", () => {
    expect(arithmeticOf(64)).toBe(arithmetic);
    expect(referenceFunctions(arithmetic)).toBe(functions);
    expect(referenceFunctions(arithmeticOf(65))).not.toBe(functions);
  });
  test("rounds what is longer", () => {
    const third = new Decimal(1).div(3).toFixed(19);
    expect(narrow(arithmetic, new Decimal(third)).toFixed()).toBe(third);
    const long = exactDecimal(2 ** -1000);
    expect([narrow(arithmetic, long).precision(), widen(arithmetic, long).precision()]).toEqual([80, 104]);
  });
});

describe("decimals are printed", () => {
  test.each([
    [0.0000001, 5, "0.0000001"],
    [0.00000001, 5, "1e-8"],
    [99999, 5, "99999"],
    [99999.6, 5, "1e+5"],
    [100000, 5, "1e+5"],
    [-123456, 6, "-123456"],
    [Number.POSITIVE_INFINITY, 5, "Infinity"],
    [Number.NEGATIVE_INFINITY, 5, "-Infinity"],
    [Number.NaN, 5, "NaN"],
    [0, 5, "0"],
    [-0, 5, "0"],
  ])("%d with %d digits", (x, digits, text) => expect(printDecimal(new Decimal(x), digits)).toBe(text));
});
