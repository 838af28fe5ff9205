// A branch that was not taken may be undefined: it adds nothing to any bound.

import { describe, expect, test } from "vitest";
import { compare, parseFormula } from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { flawedReverse } from "../faults/sweeps.js";

const at = { x: 2.5, y: -0.75 };

describe("undefined where it is not looked at", () => {
  test.each(["x > y ? x^2 : y / (x / sqrt(y))", "x > y ? cbrt(x)^2 : x * log(y)^3", "(x > y ? 1 : asin(y - 3)) * x"])("%s", (formula) => {
    const found = compare(parseFormula(formula), at);
    expect(found).toMatchObject({ verdict: "agree", notes: [] });
    expect(found.message).toMatch(/^All four methods agree/);
  });

  test("and a wrong method is still found", () => {
    const methods = boundedMethods.map((method) => (method.name === "reverse" ? flawedReverse({ seed: 1 + 1e-6 }) : method));
    for (const formula of ["x > y ? x^2 : y / (x / sqrt(y))", "sqrt(x > y ? x : asin(3 - y))"]) {
      expect(compare(parseFormula(formula), at, { methods }).verdict).toBe("disagree");
    }
  });
});
