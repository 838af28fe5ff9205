// What the report says of the points that were passed over, and of those that were judged.

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { blackBox, checkAgreement, real } from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { withWrongPull } from "../faults/inject.js";

describe("points that cannot be judged are counted by reason", () => {
  test.each<[string, string, fc.Arbitrary<number>, string]>([
    ["on a kink", "abs(x) + x^2", fc.constantFrom(0, 1), "not differentiable there"],
    ["outside", "sqrt(x)", fc.constantFrom(-1, 4), "outside the domain"],
    ["without a bound", "1 / x", fc.constantFrom(1e-200, 2), "inconclusive"],
  ])("%s", (_, f, x, reason) => {
    const report = checkAgreement(f, { inputs: { x }, samples: 4, seed: 1 });
    expect(report).toMatchObject({ verdict: "agree", samples: 4, message: "All methods agree at all 4 points." });
    expect(Object.keys(report.skipped)).toEqual([reason]);
  });

  test("and leave it undecided where they are too many", () => {
    const report = checkAgreement("sqrt(x)", { inputs: { x: real({ min: -2, max: -1 }) }, samples: 2, seed: 1 });
    expect(report).toMatchObject({ verdict: "undecided", samples: 0 });
    expect(report.message).toMatch(/^Only 0 of 2 points could be judged: \d+ times outside the domain\./);
  });
});

test("a contradiction is shown at the smallest point, with the seed that repeats it", () => {
  const report = withWrongPull(
    "sin",
    0,
    () => () => 1e3,
    () => checkAgreement("sin(x)", { samples: 3, seed: 7 }),
  );
  expect(report).toMatchObject({ verdict: "disagree", samples: 1, counterexample: { verdict: "disagree" } });
  expect(report.message).toMatch(/\nRepeat it with \{ seed: 7 \}\.$/);
  expect(Object.keys(report.counterexample?.methods ?? {}).length).toBe(4);
});

test("by the inputs and the methods that are asked for, and no others", () => {
  const options = { inputs: { x: real(), y: real() }, samples: 3, seed: 7 };
  const sineIsWrong = (more: object) =>
    withWrongPull(
      "sin",
      0,
      () => () => 1e3,
      () => checkAgreement("sin(x) + y^2", { ...options, ...more }),
    );
  expect(sineIsWrong({ wrt: ["y"] }).verdict).toBe("agree");
  expect(sineIsWrong({ wrt: ["x"] }).verdict).toBe("disagree");
  const methods = boundedMethods.filter(({ name }) => name !== "numerical");
  expect(Object.keys(sineIsWrong({ methods }).counterexample?.methods ?? {})).toEqual(methods.map(({ name }) => name));
});

test("of a black box there is nothing to compare", () => {
  expect(() => checkAgreement(blackBox(({ x }) => x as number) as never)).toThrow(/differentiated numerically only/);
});
