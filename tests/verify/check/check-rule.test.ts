// A row of the table, checked by its name: its inputs are called x, y and w.

import { expect, test } from "vitest";

import { checkRule, real } from "../../../src/index.js";

const range = real({ min: 1, max: 2 });

test.each([
  ["log", { x: range }],
  ["div", { x: range, y: range }],
  ["where", { x: range, y: range, w: range }],
])("the inputs of %s may be told where they lie", (name, inputs) => {
  expect(checkRule(name, { inputs, samples: 2, seed: 1 })).toMatchObject({ verdict: "right", samples: 2, skipped: {} });
});

test("an operation on arrays is no elementwise function", () => {
  expect(() => checkRule("softmax")).toThrow(RangeError);
  expect(() => checkRule("softmax")).toThrow("no elementwise function is named softmax");
});
