// A row of the table, checked by its name: its inputs are called x, y and w.

import { expect, test } from "vitest";

import { checkRule, real } from "../../../src/index.js";
import { withWrongPull } from "../faults/inject.js";

const range = real({ min: 1, max: 2 });

test.each([
  ["log", { x: range }],
  ["div", { x: range, y: range }],
  ["where", { x: range, y: range, w: range }],
])("the inputs of %s may be told where they lie", (name, inputs) => {
  expect(checkRule(name, { inputs, samples: 10, seed: 1 })).toMatchObject({ verdict: "right", samples: 10, skipped: {} });
});

test.each([
  [{ x: 3 }, "pow", { y: range }],
  [{ y: 3 }, "div", { x: range }],
  [{ w: 3 }, "where", { x: range, y: range }],
])("an input that lies at %o alone leaves that one in its counterexample", (at, name, others) => {
  const inputs = {
    ...others,
    ...Object.fromEntries(Object.entries(at).map(([input, value]) => [input, real({ min: value, max: value })])),
  };
  const report = withWrongPull(
    name,
    0,
    () => () => 1e3,
    () => checkRule(name, { inputs, samples: 10, seed: 1 }),
  );
  expect(report).toMatchObject({ verdict: "wrong", counterexample: { at } });
  expect(Object.keys(report.counterexample?.at ?? {}).sort()).toEqual(Object.keys(inputs).sort());
});

test("an operation on arrays is no elementwise function", () => {
  expect(() => checkRule("softmax")).toThrow(RangeError);
  expect(() => checkRule("softmax")).toThrow("no elementwise function is named softmax");
});
