// What a function is taken for: traced where it can be, a black box where not, refused where it is neither.

import { expect, test } from "vitest";

import { blackBox, FormulaError, mul, type TracedFunction, type Value } from "../../../src/index.js";
import { NotAFunction } from "../../../src/verify/check/black-box.js";
import { settled, subjectOf } from "../../../src/verify/check/subject.js";

test("a function that cannot be traced is called as a black box", () => {
  const f = (({ x }: { x: number }) => x * x) as unknown as TracedFunction;
  const subject = settled(subjectOf(f), { x: 3 });
  expect(subject).toEqual({ kind: "black box", f: { kind: "black box", call: f }, names: undefined });
});

test("a formula that fails at a point stays a formula, with its own message", () => {
  for (const point of [{}, { y: 1 }]) {
    const settle = () => settled(subjectOf("x^2"), point);
    expect(settle).toThrow(/\bx\b/);
    expect(settle).not.toThrow(NotAFunction);
  }
  expect(() => subjectOf("x^")).toThrow(FormulaError);
});

test("a program that is another one at each call is refused in the words of tracing", () => {
  let calls = 0;
  const other: TracedFunction = ({ x }) => mul(x as Value, calls++);
  expect(() => settled(subjectOf(other), { x: 1 })).toThrow(NotAFunction);
  expect(() => settled(subjectOf(other), { x: 1 })).toThrow(/is not the same when it is called again/);
});

test("a black box is called at once, and what it does wrong is said of the function", () => {
  let calls = 0;
  expect(() => settled(subjectOf(blackBox(() => calls++)), { x: 1 })).toThrow(/^the function gives something else/);
});
