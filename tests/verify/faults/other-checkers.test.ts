// The other libraries' checks do what their documentation says, so that the comparison with them is fair.

import { describe, expect, test } from "vitest";
import { type Flat, jaxAt, pytorchAt } from "./other-checkers.js";

const f: Flat = ([x = 0, y = 0]) => x * x * y;
const right = [12, 4];
const at = [2, 3];
/** Fixed numbers in place of normally distributed ones. */
const numbers = () => {
  const given = [0.5, -1.5, 2];
  return () => given.shift() as number;
};
const scaled = (factor: number) => right.map((partial) => partial * factor);

describe("PyTorch's defaults", () => {
  test("accept what is right, and what is off by less than 1e-3 + 1e-5/|derivative|", () => {
    const judge = pytorchAt(f, at);
    expect(judge([right])).toBe(true);
    expect(judge([scaled(1.0009)])).toBe(true);
    expect(judge([scaled(1.0011)])).toBe(false);
    expect(judge([[12, 4.0041]])).toBe(false);
  });

  test("look at reverse mode alone", () => {
    expect(pytorchAt(f, at)([right, [0, 0]])).toBe(true);
  });

  test("take half the slope on a kink for the derivative", () => {
    const relu: Flat = ([x = 0]) => Math.max(0, x);
    expect(pytorchAt(relu, [0])([[0]])).toBe(false);
    expect(pytorchAt(relu, [0])([[0.5]])).toBe(true);
  });

  test("a number that is not finite is never close", () => {
    expect(pytorchAt(f, at)([[Number.NaN, 4]])).toBe(false);
  });
});

describe("JAX's defaults", () => {
  test("accept what is right, and what is off by less than 1e-5 relative, by both modes", () => {
    expect(jaxAt(f, at, numbers())([right, right])).toBe(true);
    // The derivative along (0.5, -1.5) is 0, where only the absolute tolerance is left, and the adjoint doubles the error.
    expect(jaxAt(f, at, numbers())([[12, 4 + 3e-6]])).toBe(true);
    expect(jaxAt(f, at, numbers())([[12, 4 + 4e-6]])).toBe(false);
    expect(jaxAt(f, at, numbers())([right, scaled(0)])).toBe(true);
    expect(jaxAt(f, at, numbers())([right, [12, 5]])).toBe(false);
  });

  test("see one direction only: an error across it passes", () => {
    expect(jaxAt(f, at, numbers())([[12 + 3, 4 + 1]])).toBe(true);
  });

  test("a step of 1e-4 truncates: a right derivative of a function that bends strongly is rejected", () => {
    const wave: Flat = ([x = 0]) => Math.sin(200 * x);
    expect(jaxAt(wave, [0], () => 1)([[200]])).toBe(false);
  });
});
