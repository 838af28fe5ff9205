// Settings of labs: numbers as typed, and one clear message for a bad one.

import { describe, expect, test } from "vitest";
import { settingsOf } from "../../../src/course/labs/settings.js";

const lab = {
  name: "demo",
  options: {
    seeds: { default: 3, meaning: "runs" },
    rates: { default: "0.1, 1", meaning: "learning rates" },
    activation: { default: "relu", meaning: "of the hidden layers" },
  },
};
const range = { min: 0, max: 10 };

test("a setting is the user's, or the default", () => {
  expect(settingsOf(lab, {}).number("seeds", range)).toBe(3);
  expect(settingsOf(lab, { seeds: "7" }).number("seeds", range)).toBe(7);
  expect(settingsOf(lab, {}).numbers("rates", range)).toEqual([0.1, 1]);
  expect(settingsOf(lab, { rates: 5 }).numbers("rates", range)).toEqual([5]);
  expect(settingsOf(lab, { activation: "tanh" }).choice("activation", ["relu", "tanh"])).toBe("tanh");
  expect(settingsOf(lab, { activation: "tanh,relu" }).choices("activation", ["relu", "tanh"])).toEqual(["tanh", "relu"]);
});

describe("a bad setting is named, with what was given and what is allowed", () => {
  const integers = { min: 1, max: 50, integer: true };
  const positive = { min: 0, max: 10, above: true };
  test.each<[string, () => unknown, string]>([
    ["unknown", () => settingsOf(lab, { seed: 3 }), "the lab demo has no setting seed: its settings are seeds, rates, activation."],
    [
      "no number",
      () => settingsOf(lab, { seeds: "many" }).number("seeds", integers),
      "seeds: it is a whole number from 1 to 50, not many.",
    ],
    ["empty", () => settingsOf(lab, { seeds: "" }).number("seeds", integers), "seeds: it is a whole number from 1 to 50, not nothing."],
    ["a fraction", () => settingsOf(lab, { seeds: 1.5 }).number("seeds", integers), "seeds: it is a whole number from 1 to 50, not 1.5."],
    ["NaN", () => settingsOf(lab, { seeds: Number.NaN }).number("seeds", integers), "seeds: it is a whole number from 1 to 50, not NaN."],
    ["infinite", () => settingsOf(lab, { seeds: "Infinity" }).number("seeds", range), "seeds: it is a number from 0 to 10, not Infinity."],
    ["the open end", () => settingsOf(lab, { rates: 0 }).numbers("rates", positive), "rates: each is a number above 0, up to 10, not 0."],
    [
      "a gap",
      () => settingsOf(lab, { rates: "1,,2" }).numbers("rates", positive),
      "rates: each is a number above 0, up to 10, not nothing.",
    ],
    [
      "twice",
      () => settingsOf(lab, { rates: "1, 2, 1.0" }).numbers("rates", range),
      "rates: 1 stands there twice; each value once is enough.",
    ],
    [
      "no choice",
      () => settingsOf(lab, { activation: "sine" }).choice("activation", ["relu", "tanh"]),
      "activation: it is one of relu, tanh, not sine.",
    ],
    [
      "one of several",
      () => settingsOf(lab, { activation: "relu, sine" }).choices("activation", ["relu", "tanh"]),
      "activation: each is one of relu, tanh, not sine.",
    ],
  ])("%s", (_, read, message) => {
    expect(read).toThrow(new RangeError(message));
  });
});
