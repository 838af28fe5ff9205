import { expect, test } from "vitest";
import { exactDecimal, printDecimal } from "../../../src/verify/reference/index.js";

test("the double 0.1 is not the decimal 0.1", () => {
  expect(exactDecimal(0.1).toFixed()).toBe("0.1000000000000000055511151231257827021181583404541015625");
});

test("conversion is exact: any double is an integer times a power of two", () => {
  for (const x of [1 / 3, Math.PI, 1e22, 2 ** 53 + 2, 123456.789, 2 ** -1074, 2 ** -1022, 1e-300, Number.MAX_VALUE, -1e300]) {
    const exact = exactDecimal(x);
    expect(exact.toNumber()).toBe(x);
    // The least power of two that makes it whole; beyond it the double has no digits.
    let scaled = exact;
    for (let k = 0; k < 1100 && !scaled.isInteger(); k++) scaled = scaled.times(2);
    expect(scaled.isInteger()).toBe(true);
  }
  expect(exactDecimal(2 ** -1074).precision()).toBe(751);
});

test("signed zeros, infinities and NaN are kept", () => {
  expect(Object.is(exactDecimal(-0).toNumber(), -0)).toBe(true);
  expect(Object.is(exactDecimal(0).toNumber(), 0)).toBe(true);
  expect(exactDecimal(Number.NEGATIVE_INFINITY).toNumber()).toBe(Number.NEGATIVE_INFINITY);
  expect(exactDecimal(Number.NaN).isNaN()).toBe(true);
});

test("forty digits are printed, rounded, without idle zeros", () => {
  expect(printDecimal(exactDecimal(0.1))).toBe("0.1000000000000000055511151231257827021182");
  expect(printDecimal(exactDecimal(-12))).toBe("-12");
  expect(printDecimal(exactDecimal(0))).toBe("0");
  expect(printDecimal(exactDecimal(1e-300), 5)).toBe("1e-300");
  expect(printDecimal(exactDecimal(2 ** 100))).toBe("1267650600228229401496703205376");
  expect(printDecimal(exactDecimal(Number.NaN))).toBe("NaN");
});
