// What a wrong number resembles, at the edges: beside 0, for large numbers, and where nothing is alike.

import { expect, test } from "vitest";

import type { ClaimedEntry } from "../../../src/verify/check/claimed.js";
import { looksLike } from "../../../src/verify/check/looks-like.js";

const entry = (claimed: number, value: number, label = "x", bound = 1e-15): ClaimedEntry => ({ claimed, trusted: { label, value, bound } });
const alone = (claimed: number, value: number) => looksLike(0, [[entry(claimed, value)]]);

test("a claim of 0 stays one where the derivative is 0 too: no factor of 0 is seen in it", () => {
  const text = "It is 0: is a term or a whole branch missing?";
  expect(alone(0, 0)).toBe(text);
  expect(looksLike(0, [[entry(0, 2)], [entry(0, 0)], [entry(0, -2)]])).toBe(text);
});

test("a number is not another component because it is one itself", () => {
  expect(alone(1e-16, 0)).toBeUndefined();
});

test("a number that no component has resembles none", () => {
  expect(looksLike(0, [[entry(7, 2), entry(9, 9, "y"), entry(5, 5, "z")]])).toBeUndefined();
  expect(looksLike(0, [[entry(7, 2), entry(9, 9, "y"), entry(7, 7, "z")]])).toContain("the derivative by z");
});

test("a factor is seen to nine digits, of large and of small numbers", () => {
  for (const size of [2.2e9, 2.2, 2.2e-9]) {
    expect(alone(-size * (1 + 5e-10), size)).toBe("The sign is wrong.");
    expect(alone(-size * (1 + 5e-9) - 1e-14, size)).toBeUndefined();
  }
});
