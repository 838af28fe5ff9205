import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { allRows } from "../../../src/core/primitives/row.js";
import "../../../src/core/primitives/index.js";
import { arithmeticOf } from "../../../src/verify/reference/arithmetic.js";
import { exactDecimal } from "../../../src/verify/reference/exact.js";
import { referenceFunctions } from "../../../src/verify/reference/functions.js";
import { published } from "./values.js";

const Fine = Decimal.clone({ precision: 400, defaults: true });
const functions = referenceFunctions(arithmeticOf(64));
const unused = new Decimal(Number.NaN);

function value(name: string, ...operands: readonly (number | Decimal)[]): Decimal {
  const f = functions.get(name);
  if (f === undefined) throw new Error(`no ${name}`);
  const [x = unused, y = unused, w = unused] = operands.map((operand) => (typeof operand === "number" ? exactDecimal(operand) : operand));
  return f(x, y, w);
}

function relativeError(found: Decimal, right: Decimal): number {
  if (right.isZero()) return found.isZero() ? 0 : 1;
  return new Fine(found).minus(right).div(right).abs().toNumber();
}

describe("every function agrees with an independent library to 76 digits", () => {
  for (const name of new Set(published.map(([name]) => name))) {
    test(name, () => {
      for (const [, operands, text] of published.filter((row) => row[0] === name)) {
        const error = relativeError(value(name, ...operands), new Fine(text));
        expect(error, `${name}(${operands.join(", ")})`).toBeLessThan(1e-76);
      }
    });
  }
});

describe("every function keeps its promise at 200 digits", () => {
  const wide = referenceFunctions(arithmeticOf(200));
  for (const name of new Set(published.map(([name]) => name))) {
    test(name, () => {
      for (const [, operands, text] of published.filter((row) => row[0] === name)) {
        const [x = unused, y = unused] = operands.map(exactDecimal);
        expect(relativeError(wide.get(name)?.(x, y, unused) as Decimal, new Fine(text)), `${name}(${operands.join(", ")})`).toBeLessThan(
          1e-82,
        );
      }
    });
  }
});

test("every elementwise row of the primitives table has a function", () => {
  const missing = allRows().filter((row) => row.kind === "elementwise" && !functions.has(row.name));
  expect(missing.map((row) => row.name)).toEqual([]);
});

test("rows and reference say the same for arithmetic, choices, comparisons and logic", () => {
  const names =
    "neg add sub mul scale div square abs sign floor ceil round max min relu leakyRelu step lt le gt ge eq ne and or not where".split(" ");
  const points = [-2.5, -1, -0.5, 0, 0.25, 0.5, 1, 1.5, 3];
  for (const row of allRows()) {
    if (row.kind !== "elementwise" || !names.includes(row.name)) continue;
    for (const x of points) {
      for (const y of points) {
        if (row.domain?.(x, y) === false) continue;
        const operands = [x, y, 0.75].slice(0, row.arity) as [number, number, number];
        expect(value(row.name, ...operands).toNumber() - row.value(...operands), `${row.name}(${x}, ${y})`).toBeCloseTo(0, 14);
      }
    }
  }
});

describe("outside the domain the answer is NaN", () => {
  const outside: readonly (readonly [string, ...number[]])[] = [
    ["log", 0],
    ["log", -1],
    ["log2", 0],
    ["log10", -3],
    ["log1p", -1],
    ["log1p", -2],
    ["sqrt", -1e-300],
    ["div", 1, 0],
    ["div", 0, 0],
    ["asin", 1.0000000000000002],
    ["acos", -1.5],
    ["acosh", 0.9999999999999999],
    ["atanh", 1],
    ["atanh", -1],
    ["atan2", 0, 0],
    ["pow", 0, -1],
    ["pow", -2, 0.5],
    ["sin", Number.POSITIVE_INFINITY],
  ];
  test.each(outside.map(([name, ...operands]) => ({ name, operands })))("$name($operands)", ({ name, operands }) => {
    expect(value(name, ...operands).isNaN()).toBe(true);
  });

  test("an undefined operand makes the result undefined", () => {
    for (const [name] of functions) {
      if (["scale", "where", "and", "or"].includes(name)) continue;
      expect(value(name, Number.NaN, 1, 1).isNaN(), name).toBe(true);
    }
    for (const name of ["add", "mul", "pow", "max", "min", "lt", "eq", "atan2", "hypot", "logaddexp", "leakyRelu"]) {
      expect(value(name, 1, Number.NaN).isNaN(), name).toBe(true);
    }
  });
});

describe("what is not looked at cannot poison", () => {
  test("where takes one branch", () => {
    expect(value("where", 1, 5, Number.NaN).toNumber()).toBe(5);
    expect(value("where", 0, Number.NaN, 5).toNumber()).toBe(5);
    expect(value("where", Number.NaN, 5, 5).isNaN()).toBe(true);
  });

  test("a factor 0 decides scale, a truth value logic", () => {
    expect(value("scale", 0, Number.NaN).toNumber()).toBe(0);
    expect(value("scale", Number.POSITIVE_INFINITY, 0).toNumber()).toBe(0);
    expect(value("and", 0, Number.NaN).toNumber()).toBe(0);
    expect(value("or", Number.NaN, 1).toNumber()).toBe(1);
    expect(value("or", Number.NaN, 0).isNaN()).toBe(true);
  });
});

describe("powers and roots are real", () => {
  test.each([
    [0, 0, 1],
    [0, 2, 0],
    [5, 0, 1],
    [-2, 3, -8],
    [-2, -2, 0.25],
    [-1, 1e15, 1],
    [1, 1e300, 1],
  ])("%d ^ %d", (x, y, right) => {
    expect(value("pow", x, y).toNumber()).toBe(right);
  });
  test("cbrt(-8) is -2", () => expect(value("cbrt", -8).toString()).toBe("-2"));
  test("log2(8) and log10(1000) are 3", () => {
    expect(value("log2", 8).toString()).toBe("3");
    expect(value("log10", 1000).toString()).toBe("3");
  });
  test("halves are rounded away from zero", () => {
    expect(value("round", 2.5).toNumber()).toBe(3);
    expect(value("round", -2.5).toNumber()).toBe(-3);
    expect(value("round", 0.49999999999999994).toNumber()).toBe(0);
  });
  test("atan2 follows the sign of zero", () => {
    expect(value("atan2", 0, -1).toNumber()).toBe(Math.PI);
    expect(value("atan2", -0, -1).toNumber()).toBe(-Math.PI);
  });
});

describe("no argument keeps anyone waiting", () => {
  const extreme = [
    "1e10",
    "-1e10",
    "1e16",
    "1e18",
    "1e300",
    "-1e300",
    "1e-300",
    "5e-324",
    "1e4000000000",
    "-1e4000000000",
    "1e-4000000000",
    "Infinity",
    "-Infinity",
    "NaN",
    "0",
    "-0",
  ];
  for (const digits of [84, 200]) {
    test(`at ${digits} digits`, () => {
      const all = referenceFunctions(arithmeticOf(digits));
      for (const [name, f] of all) {
        for (const x of extreme) {
          for (const y of ["2.5", "-1e300", "1e18"]) {
            expect(f(new Decimal(x), new Decimal(y), new Decimal(1)), `${name}(${x}, ${y})`).toBeInstanceOf(Decimal);
          }
        }
      }
    });
  }

  test.each(["tanh", "sigmoid", "erf"])("%s saturates", (name) => {
    expect(value(name, 1e300).toNumber()).toBe(1);
    expect(value("exp", -1e300).toNumber()).toBe(0);
  });
});
