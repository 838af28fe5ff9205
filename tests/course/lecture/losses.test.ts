// Section 2: the losses against the 64-digit reference, closed forms and laws, up to logits of 1e4 in magnitude.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { logits, lossCases } from "../../../src/course/lecture/loss-cases.js";
import { lossesSection } from "../../../src/course/lecture/losses.js";
import { type LossName, losses } from "../../../src/course/networks/losses.js";
import {
  boundedEvaluator,
  neg,
  type Point,
  record,
  reverse,
  sigmoid,
  softplus,
  sub,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";

const { data, figures } = lossesSection();
const of = (loss: LossName) => data.losses.find((one) => one.loss === loss)?.rows ?? [];
const row = (loss: LossName, target: string, logit: number) => of(loss).find((one) => one.target === target && one.logit === logit);

test("every value and gradient is exact, and every corner as it must be", () => {
  expect(figures.filter(({ right }) => !right)).toEqual([]);
  expect(data.losses.map(({ rows }) => rows.length)).toEqual([2, 1, 1, 1].map((targets) => targets * logits.length));
});

describe("closed forms, to the last digits", () => {
  const log2 = "0.693147180559945309417232121458176568";
  test.each([
    ["binary-cross-entropy", "y = 1", 0, log2],
    ["binary-cross-entropy", "y = 1", -1e4, "10000"],
    ["binary-cross-entropy", "y = 0", 1e4, "10000"],
    // log(1 + e)
    ["binary-cross-entropy", "y = 0", 1, "1.3132616875182228340489954949678556419"],
    // log(2 + e), from another decimal arithmetic
    ["cross-entropy", "class 1", 0, "1.5514447139320510890554705471741321990"],
    ["distribution-cross-entropy", "p = (1, 0)", 0, log2],
    ["squared", "y = (1, 0.5)", 1e4, "49990000.625"],
  ] as const)("%s, %s at %d", (loss, target, logit, value) => {
    expect(row(loss, target, logit)?.exact.value.startsWith(value)).toBe(true);
    expect(row(loss, target, logit)?.stable.value).toBeCloseTo(Number(value), 12);
  });

  test("the gradient of binary cross entropy is s(a) - y", () => {
    for (const { target, logit, stable } of of("binary-cross-entropy")) {
      const expected = target === "y = 1" ? -1 / (1 + Math.exp(logit)) : 1 / (1 + Math.exp(-logit));
      expect(stable.gradient[0]).toBeCloseTo(expected, 14);
    }
  });
});

describe("typed as on the slide", () => {
  test("binary cross entropy is 0 log 0, log 0 and overflow where the stable form is exact", () => {
    expect(row("binary-cross-entropy", "y = 1", 1e4)?.typed.value).toBeNaN();
    expect(row("binary-cross-entropy", "y = 0", 40)?.typed.value).toBe(Number.POSITIVE_INFINITY);
    expect(row("binary-cross-entropy", "y = 0", -40)?.typed).toMatchObject({ value: 0, digits: { value: 0 } });
    expect(row("binary-cross-entropy", "y = 1", -1e4)?.typed.value).toBe(Number.POSITIVE_INFINITY);
  });

  test("cross entropy of logits overflows, and cancels where the true class dominates", () => {
    expect(row("cross-entropy", "class 1", 1e4)?.typed.value).toBe(Number.POSITIVE_INFINITY);
    expect(row("cross-entropy", "class 1", 40)?.typed.value).toBe(0);
  });

  test("squared error is as good as the library's", () => {
    for (const { typed } of of("squared")) expect(typed.digits).toEqual({ value: 17, gradient: 17 });
  });

  test("the limits that the explanations name are where they say", () => {
    const why = (loss: LossName) => lossCases.find((one) => one.loss === loss)?.why ?? "";
    expect(why("binary-cross-entropy")).toContain((53 * Math.LN2).toFixed(1));
    expect(why("binary-cross-entropy")).toContain(`-${Math.log(Number.MAX_VALUE).toFixed(1)}`);
    expect(why("cross-entropy")).toContain(Math.log(Number.MAX_VALUE).toFixed(1));
    expect([1 + Math.exp(-36.8), 1 + Math.exp(-36.7)].map((sum) => sum === 1)).toEqual([true, false]);
    expect([Math.exp(709.7), Math.exp(709.8)].map(Number.isFinite)).toEqual([true, false]);
  });
});

test("corners: 0 log 0 is 0, and a true class of probability 0 costs infinitely much", () => {
  expect(data.corners.map(({ stable }) => stable + 0)).toEqual([0, Math.LN2, Math.LN2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

/** A value with the bound on its rounding error. */
function bounded(f: TracedFunction, point: Point): { readonly value: number; readonly bound: number } {
  const { graph } = record(f, point);
  const { data: values, bound } = boundedEvaluator(graph)(inputValues(graph, point)).outputs[0] ?? {};
  return { value: values?.[0] as number, bound: bound?.[0] as number };
}

function expectSame(f: TracedFunction, g: TracedFunction, point: Point): void {
  const [a, b] = [bounded(f, point), bounded(g, point)];
  expect(Math.abs(a.value - b.value)).toBeLessThanOrEqual(a.bound + b.bound);
}

describe("laws over logits up to 1e4 in magnitude", () => {
  const logit = fc.oneof(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.constantFrom(0, -0, 1e4, -1e4, 36.7, -36.7, 745, -745));
  const inputs = (names: Readonly<Record<string, Value>>) => names as Readonly<Record<"a" | "b" | "x", Value>>;

  test("every loss and gradient on logits is finite", () => {
    fc.assert(
      fc.property(logit, logit, fc.constantFrom(0, 1), (a, b, y) => {
        for (const f of [
          ({ v }: { v: Value }) => losses["binary-cross-entropy"].apply(v, [y, 1 - y]),
          ({ v }: { v: Value }) => losses["cross-entropy"].apply(v, [y, 1 - y]),
          ({ v }: { v: Value }) => losses.squared.apply(v, [y, 1 - y]),
        ]) {
          const { value, gradient } = reverse.gradient(f)({ v: [a, b] });
          expect([value, ...(gradient["v"] as number[])].every(Number.isFinite)).toBe(true);
          expect(value as number).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("the loss of a logit for 1 is the loss of its opposite for 0", () => {
    const f: TracedFunction = (names) => losses["binary-cross-entropy"].apply(inputs(names).a, 1);
    const g: TracedFunction = (names) => losses["binary-cross-entropy"].apply(neg(inputs(names).a), 0);
    fc.assert(fc.property(logit, (a) => expectSame(f, g, { a })));
  });

  test("cross entropy of two logits is binary cross entropy of their difference", () => {
    const pair: TracedFunction = (names) => losses["cross-entropy"].apply(names["v"] as Value, [1, 0]);
    const g: TracedFunction = (names) => losses["binary-cross-entropy"].apply(sub(inputs(names).a, inputs(names).b), 1);
    fc.assert(
      fc.property(logit, logit, (a, b) => {
        const [left, right] = [bounded(pair, { v: [a, b] }), bounded(g, { a, b })];
        expect(Math.abs(left.value - right.value)).toBeLessThanOrEqual(left.bound + right.bound);
      }),
    );
  });

  test("softplus(a) - softplus(-a) = a", () => {
    const f: TracedFunction = (names) => sub(softplus(inputs(names).a), softplus(neg(inputs(names).a)));
    fc.assert(fc.property(logit, (a) => expectSame(f, (names) => inputs(names).a, { a })));
  });

  test("sigmoid(-x) = 1 - sigmoid(x)", () => {
    const f: TracedFunction = (names) => sigmoid(neg(inputs(names).x));
    const g: TracedFunction = (names) => sub(1, sigmoid(inputs(names).x));
    fc.assert(fc.property(logit, (x) => expectSame(f, g, { x })));
  });
});
