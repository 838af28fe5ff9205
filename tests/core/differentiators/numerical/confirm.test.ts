// A black box is asked once more at finer steps: a kink or a jump shows in its values.

import { describe, expect, it } from "vitest";
import { type Settled, takeBackUnconfirmed } from "../../../../src/core/differentiators/numerical/confirm.js";
import { lineOf } from "./lines.js";

const inf = Number.POSITIVE_INFINITY;
const settledAt = (data: readonly number[], bound: readonly number[], step: number): Settled => ({
  data: Float64Array.from(data),
  bound: Float64Array.from(bound),
  steps: Float64Array.from(data, () => step),
});

/** What is left of a slope with a bound, found with a step; each value of f may be off by `noise`. */
function lookedAt(f: (x: number) => number, [slope, bound, step]: readonly [number, number, number], noise = 0, at = 0) {
  const asked = lineOf(f, at);
  const settled = settledAt([slope], [bound], step);
  takeBackUnconfirmed(asked.line, [settled], () => noise);
  return { left: [settled.data[0], settled.bound[0]], at: asked.at };
}
const takenBack = [Number.NaN, inf];

describe("a slope that finer steps confirm", () => {
  it("stays, after looks at the step, a sixteenth and a sixty-fourth of it", () => {
    const { left, at } = lookedAt((x) => 3 * x, [3, 0, 0.5]);
    expect(left).toEqual([3, 0]);
    expect(at).toEqual([0, -0.5, 0.5, -0.5 / 16, 0.5 / 16, -0.5 / 64, 0.5 / 64]);
  });

  it("stays where f bends: the gap between right and left shrinks with the step", () => {
    expect(lookedAt((x) => x * x, [0, 0, 0.5]).left).toEqual([0, 0]);
    expect(lookedAt((x) => 5 + x + 4 * x * x, [1, 0, 0.5]).left).toEqual([1, 0]);
  });

  it("stays where the widest step alone is off by its truncation", () => {
    expect(lookedAt((x) => x ** 3, [0, 0, 0.5]).left).toEqual([0, 0]);
  });

  it("is measured over the steps that were really made", () => {
    // 1 - 3u and 1 + 4u: of x the quotients are 1 all the same.
    expect(lookedAt((x) => x, [1, 0, 64 * 3 * 2 ** -53], 0, 1).left).toEqual([1, 0]);
    // A step that does not move the point confirms nothing.
    expect(lookedAt((x) => x, [1, 0, 2 ** -53], 0, 1).left).toEqual(takenBack);
  });
});

describe("a slope that finer steps contradict", () => {
  it("is taken back when it is further off than its bound and a sixteenth of the truncation", () => {
    // The slope is 0, and 1 was found: 1/16 for truncation, so a bound of 15/16 is just enough.
    expect(lookedAt(() => 0, [1, 15 / 16, 1]).left).toEqual([1, 15 / 16]);
    expect(lookedAt(() => 0, [1, 14 / 16, 1]).left).toEqual(takenBack);
    expect(lookedAt(() => 0, [-1, 14 / 16, 1]).left).toEqual(takenBack);
    expect(lookedAt((x) => 2 * x, [1, 14 / 16, 1]).left).toEqual(takenBack);
  });

  it("may be off by twice the noise of a quotient: that of three values over the step", () => {
    // At a sixteenth of the step 1 that is 2 * 3 * 16 n = 96 n.
    expect(lookedAt(() => 0, [1, 0, 1], 15 / 16 / 96).left).toEqual([1, 0]);
    expect(lookedAt(() => 0, [1, 0, 1], 14 / 16 / 96).left).toEqual(takenBack);
    // The step counts: half of it, and half of the noise will do.
    expect(lookedAt(() => 0, [1, 0, 0.5], 15 / 16 / 192).left).toEqual([1, 0]);
    expect(lookedAt(() => 0, [1, 0, 0.5], 14 / 16 / 192).left).toEqual(takenBack);
  });

  it("is taken back when only one of the finer steps contradicts it", () => {
    const only = (step: number) => (x: number) => (Math.abs(x) === step ? 2 * x : 0);
    expect(lookedAt(only(1 / 16), [0, 0, 1]).left).toEqual(takenBack);
    expect(lookedAt(only(1 / 64), [0, 0, 1]).left).toEqual(takenBack);
    expect(lookedAt(only(1), [0, 0, 1]).left).toEqual([0, 0]);
  });
});

describe("a kink", () => {
  it("shows in a gap that stays: |x| has the slope 0 at no step", () => {
    expect(lookedAt(Math.abs, [0, 1, 0.5]).left).toEqual(takenBack);
    expect(lookedAt((x) => -3 * Math.abs(x - 1), [0, 1, 0.5], 0, 1).left).toEqual(takenBack);
  });

  it("counts as one when the gap at a sixty-fourth is more than half of that at the step", () => {
    // Symmetric, so that the slope is 0 at each step; the gaps are 2, 2 and the one given.
    const withLastGap = (gap: number) => (x: number) => (Math.abs(x) === 1 / 64 ? (gap / 2) * Math.abs(x) : Math.abs(x));
    expect(lookedAt(withLastGap(1.125), [0, 0, 1]).left).toEqual(takenBack);
    expect(lookedAt(withLastGap(1), [0, 0, 1]).left).toEqual([0, 0]);
  });

  it("must stand above eight times the noise at every step", () => {
    // A gap of 2 against 8 * 3 * 64 n at the finest step.
    const n = 2 / (8 * 3 * 64);
    expect(lookedAt(Math.abs, [0, 1, 1], n * 0.99).left).toEqual(takenBack);
    expect(lookedAt(Math.abs, [0, 1, 1], n).left).toEqual([0, 1]);
    // No gap at the widest step, but at the finer ones.
    const flatAt = (step: number) => (x: number) => (Math.abs(x) === step ? 0 : Math.abs(x));
    expect(lookedAt(flatAt(1), [0, 1, 1]).left).toEqual([0, 1]);
    expect(lookedAt(flatAt(1 / 16), [0, 1, 1]).left).toEqual([0, 1]);
  });
});

describe("what is looked at", () => {
  it("is nothing where no slope was found", () => {
    const { left, at } = lookedAt(Math.abs, [7, inf, 0.5]);
    expect(left).toEqual([7, inf]);
    expect(at).toEqual([0]);
  });

  it("is each entry for itself, with its own step and noise", () => {
    const asked = lineOf((x) => [x * x, Math.abs(x), 2 * Math.abs(x)], 0);
    const settled = settledAt([0, 0, 0], [0, 0, inf], 0.5);
    settled.steps[1] = 0.25;
    const noisy: number[] = [];
    takeBackUnconfirmed(asked.line, [settled], (_, i) => {
      noisy.push(i);
      return 0;
    });
    expect([...settled.data]).toEqual([0, Number.NaN, 0]);
    expect([...settled.bound]).toEqual([0, inf, inf]);
    expect(new Set(asked.at.map(Math.abs))).toEqual(new Set([0, 0.5, 0.5 / 16, 0.5 / 64, 0.25, 0.25 / 16, 0.25 / 64]));
    expect(new Set(noisy)).toEqual(new Set([0, 1]));
  });

  it("is each output for itself", () => {
    const one = lineOf((x) => x * x, 0).line;
    const two = lineOf(Math.abs, 0).line;
    const both = {
      at: 0,
      centre: { outputs: [...one.centre.outputs, ...two.centre.outputs] },
      sample: (x: number) => ({ outputs: [...one.sample(x).outputs, ...two.sample(x).outputs] }),
    };
    const settled = [settledAt([0], [0], 0.5), settledAt([0], [0], 0.5)];
    takeBackUnconfirmed(both, settled, () => 0);
    expect(settled.map(({ bound }) => bound[0])).toEqual([0, inf]);
  });
});
