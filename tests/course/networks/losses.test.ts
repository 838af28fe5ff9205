// Losses where they are hard: logits of +-1e4, one-hot targets, p log 0; value and gradient against the 64-digit reference.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binaryCrossEntropy, distributionCrossEntropy, type LossName, losses, squaredError } from "../../../src/course/networks/losses.js";
import { crossEntropy, forward, lower, type NestedArray, type Point, record, reverse, sum, type Value } from "../../../src/index.js";
import { flatten } from "../../../src/verify/compare/components.js";
import { referenceGradient } from "../../../src/verify/reference/index.js";

/** Relative error that a handful of correctly rounded operations may leave. */
const fewUlps = 16 * 2 ** -53;

/** e^(a - b) answers the rounding of a difference d with a relative error of |d| roundings; past 745 it underflows. */
const ofDifferences = (a: readonly number[]) => Math.min(745, Math.max(...a) - Math.min(...a)) * 2 ** -53;

type Loss = (inputs: { readonly a: Value }) => Value;

/** Value and every partial, relative to the exact ones: no digits are lost, whatever the logits. */
function expectExact(loss: Loss, a: readonly number[]): void {
  const point: Point = { a };
  const exact = referenceGradient(lower(record(loss, point).graph), point);
  for (const method of [forward, reverse]) {
    const { value, gradient } = method.gradient(loss)(point);
    const allowed = fewUlps + ofDifferences(a);
    expectClose(value as number, exact.value.toNumber(), "value", allowed);
    flatten(gradient["a"] as NestedArray).forEach((partial, k) => {
      expectClose(
        partial,
        exact.gradient["a"]?.[k]?.toNumber() as number,
        `${method.name}, d/da[${k}]`,
        allowed,
        exact.error["a"]?.[k]?.toNumber(),
      );
    });
  }
}

function expectClose(computed: number, exact: number, what: string, relative = fewUlps, own = 0): void {
  // Below the smallest normal number a double has no relative precision, and the reference states its own error.
  expect(Math.abs(computed - exact), `${what}: ${computed} and ${exact}`).toBeLessThanOrEqual(
    relative * Math.abs(exact) + own + 2 ** -1022,
  );
}

const logits = [-1e4, -750, -40, -1, -1e-9, 0, 1e-9, 1, 40, 750, 1e4];

describe("binary cross entropy of a logit", () => {
  test.each(logits.flatMap((a) => [0, 1].map((y) => [a, y] as const)))("a = %s, y = %s is exact", (a, y) => {
    expectExact(({ a: logit }) => binaryCrossEntropy(logit, [y]), [a]);
  });

  test.each(logits)("a = %s, y = 0.25: the value is exact", (a) => {
    const loss: Loss = ({ a: logit }) => binaryCrossEntropy(logit, [0.25]);
    const exact = referenceGradient(lower(record(loss, { a: [a] }).graph), { a: [a] }).value.toNumber();
    expectClose(reverse.gradient(loss)({ a: [a] }).value as number, exact, "value");
  });

  test("it is the definition of the slides where that can be evaluated", () => {
    const s = (a: number) => 1 / (1 + Math.exp(-a));
    for (const [a, y] of [
      [0.5, 1],
      [-2, 0],
      [1.5, 0.25],
    ] as const) {
      expect(binaryCrossEntropy([a], [y])).toBeCloseTo(-y * Math.log(s(a)) - (1 - y) * Math.log(1 - s(a)), 14);
    }
  });
});

describe("cross entropy of logits", () => {
  test.each([
    [[1e4, -1e4, 0], 0],
    [[1e4, -1e4, 0], 1],
    [[1e4, -1e4, 0], 2],
    [[-1e4, -1e4], 1],
    [[1e4, 1e4, 1e4], 2],
    [[40, 0], 0],
    [[0, 40], 0],
    [[0, 0, 0, 0], 3],
    [[700, 710, 705], 1],
  ] as const)("logits %j, class %i: value and gradient are exact", (a, y) => {
    const target = a.map((_, k) => (k === y ? 1 : 0));
    expectExact(({ a: given }) => crossEntropy(given, target), a);
  });

  test("is exact for all logits within 1e4 and every class", () => {
    const entry = fc.oneof(fc.integer({ min: -1e4, max: 1e4 }), fc.double({ min: -60, max: 60, noNaN: true }));
    fc.assert(
      fc.property(fc.array(entry, { minLength: 2, maxLength: 6 }), fc.nat(), (a, pick) => {
        const target = a.map((_, k) => (k === pick % a.length ? 1 : 0));
        expectExact(({ a: given }) => crossEntropy(given, target), a);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test("the gradients of all logits sum to 0: a shift of all changes nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 2, maxLength: 8 }), (a) => {
        const target = a.map((_, k) => (k === 0 ? 1 : 0));
        const { gradient } = reverse.gradient(({ a: given }: { a: Value }) => crossEntropy(given, target))({ a });
        const total = flatten(gradient["a"] as NestedArray).reduce((sum0, partial) => sum0 + partial, 0);
        expect(Math.abs(total)).toBeLessThanOrEqual(a.length * 2 ** -52);
      }),
    );
  });

  test("of a batch it is the sum over the rows", () => {
    const rows = [
      [1, 2, 3],
      [-1, 0, 1e4],
    ];
    const targets = [
      [1, 0, 0],
      [0, 0, 1],
    ];
    const each = rows.map((row, i) => crossEntropy(row, targets[i] as number[]) as number);
    expect(losses["cross-entropy"].apply(rows, targets)).toBe((each[0] as number) + (each[1] as number));
  });
});

describe("cross entropy of distributions", () => {
  test.each([
    [[1, 0], [1, 0], 0],
    [[0, 1], [0.5, 0.5], Math.LN2],
    [[0.5, 0.5], [0.25, 0.75], -0.5 * Math.log(0.25) - 0.5 * Math.log(0.75)],
    [[1, 0, 0], [1e-300, 1, 0], 300 * Math.LN10],
  ] as const)("p = %j, q = %j: p log 0 is 0 where p is", (p, q, expected) => {
    expect(distributionCrossEntropy(p, q)).toBeCloseTo(expected, 12);
  });

  test("a class of probability 0 that happens is infinitely surprising", () => {
    expect(distributionCrossEntropy([1, 0], [0, 1])).toBe(Number.POSITIVE_INFINITY);
  });

  test("its gradient by q is -p/q, and 0 where p is 0, also at q = 0", () => {
    const loss = ({ q }: { q: Value }) => distributionCrossEntropy([0.5, 0.5, 0], q);
    expect(reverse.gradient(loss)({ q: [0.25, 0.75, 0] }).gradient["q"]).toEqual(
      [-2, -0.5 / 0.75, 0].map((x) => (x === 0 ? expect.closeTo(0) : x)),
    );
  });
});

describe("squared error", () => {
  test("1/2 ||y - a||^2 and a - y", () => {
    expect(squaredError([3, 4], [0, 0])).toBe(12.5);
    expect(reverse.gradient(({ a }: { a: Value }) => squaredError(a, [1, -1]))({ a: [3, 4] }).gradient["a"]).toEqual([2, 5]);
  });
});

test("every loss of a batch is the sum of the losses of its instances", () => {
  const share = fc.integer({ min: 1, max: 15 }).map((n) => n / 16);
  const rows = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.array(fc.tuple(fc.array(share, { minLength: width, maxLength: width }), fc.array(share, { minLength: width, maxLength: width })), {
      minLength: 1,
      maxLength: 5,
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(losses) as LossName[])), rows, (name, instances) => {
      const { apply } = losses[name];
      const whole = apply(
        instances.map(([a]) => a),
        instances.map(([, y]) => y),
      ) as number;
      const parts = instances.map(([a, y]) => apply(a, y) as number).reduce((total, part) => total + part, 0);
      expect(Math.abs(whole - parts)).toBeLessThanOrEqual(40 * 2 ** -53 * Math.abs(whole));
      expect(sum([whole])).toBe(whole);
    }),
  );
});
