// Which windows count when noise is measured.

import { expect, test } from "vitest";

import { noiseAlong } from "../../../src/verify/check/noise.js";

/** Digits without a pattern, the same in every run. */
function digits(): () => number {
  let state = 7;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 30 - 1;
  };
}

test("a window that leaves the domain is passed over: the narrower ones are measured", () => {
  const digit = digits();
  const found = noiseAlong((t) => (Math.abs(t) < 1e-3 ? 1 + t + 1e-6 * digit() : Number.NaN));
  expect(found).toBeGreaterThan(1e-6);
  expect(found).toBeLessThan(8e-6);
});

test("the quietest window counts: a spike at the point is no noise", () => {
  expect(noiseAlong((t) => 1e-3 / (1 + (t / 1e-7) ** 2))).toBeLessThan(1e-9);
});
