// Difference quotients by hand, and where a stencil may not reach.

import { describe, expect, it } from "vitest";
import { numericalWith } from "../../../src/core/differentiators/numerical/index.js";
import { add, boundedEvaluator, exp, mul, primal, sin, square, type TracedFunction, type Value } from "../../../src/index.js";

const x = (inputs: Readonly<Record<string, Value>>) => inputs.x as Value;
const cube: TracedFunction = (i) => mul(x(i), square(x(i)));
const automatic = numericalWith({ evaluator: boundedEvaluator });
const at = (f: TracedFunction, point: number, method = automatic) => {
  const { derivative, bound, evaluations } = method.derivative(f)({ x: point });
  return { slope: derivative as number, bound: bound as number, evaluations };
};

describe("a difference quotient with a chosen step", () => {
  it("forward: the truncation is judged from the quotient at half the step", () => {
    // (2.5^3 - 8) / 0.5 = 15.25, and (2.25^3 - 8) / 0.25 = 13.5625
    const { slope, bound, evaluations } = at(cube, 2, numericalWith({ scheme: { kind: "forward", step: 0.5 } }));
    expect(slope).toBe(15.25);
    expect(bound).toBeCloseTo(1.5 * 2 * (15.25 - 13.5625), 10);
    expect(bound).toBeGreaterThan(15.25 - 12);
    expect(evaluations).toBe(4);
  });

  it("central: of second order", () => {
    // (2.5^3 - 1.5^3) / 1 = 12.25, and (2.25^3 - 1.75^3) / 0.5 = 12.0625
    const { slope, bound } = at(cube, 2, numericalWith({ scheme: { kind: "central", step: 0.5 } }));
    expect(slope).toBe(12.25);
    expect(bound).toBeCloseTo(2 * (12.25 - 12.0625), 10);
    expect(bound).toBeGreaterThan(0.25);
  });

  it("counts the rounding of f over the step", () => {
    const step = 2 ** -40;
    const { slope, bound } = at((i) => exp(x(i)), 1, numericalWith({ scheme: { kind: "central", step }, evaluator: boundedEvaluator }));
    const rounding = (8 * 2 ** -53 * Math.E) / (2 * step);
    expect(bound).toBeGreaterThan(rounding * 0.99);
    expect(bound).toBeLessThan(8 * rounding);
    expect(Math.abs(slope - Math.E)).toBeLessThanOrEqual(bound);
  });
});

describe("extrapolation", () => {
  it.each([
    ["sin", (i) => sin(x(i)), 1, Math.cos(1)],
    ["sin far out", (i) => sin(x(i)), 1000, Math.cos(1000)],
    ["exp", (i) => exp(x(i)), -3, Math.exp(-3)],
    ["x^3", cube, 2, 12],
    ["x^2 at 0", (i) => square(x(i)), 0, 0],
    ["2 x", (i) => mul(2, x(i)), 5, 2],
  ] as readonly (readonly [string, TracedFunction, number, number])[])(
    "of %s is good to nine digits, and says how good",
    (_, f, point, expected) => {
      const { slope, bound, evaluations } = at(f, point);
      expect(Math.abs(slope - expected)).toBeLessThanOrEqual(bound + 1e-15 * Math.abs(expected));
      expect(bound).toBeLessThan(1e-8 * Math.max(1, Math.abs(expected)));
      // Two for each level, and x^2 at 0 has no rounding that would make it stop.
      expect(evaluations).toBeLessThanOrEqual(point === 0 ? 122 : 60);
    },
  );
});

describe("a function that branches on its numbers", () => {
  /** Slopes 1 and 2 that meet at 1, in as many operations. */
  const kinked: TracedFunction = (i) => (primal(x(i)) > 1 ? mul(x(i), 2) : add(x(i), 1));

  it.each([
    [0.5, 1],
    [3, 2],
    [1 + 1e-3, 2],
    [1 - 1e-3, 1],
  ])("at %d has the slope of its own branch: %d", (point, slope) => {
    const found = at(kinked, point);
    expect(Math.abs(found.slope - slope)).toBeLessThanOrEqual(Math.min(found.bound, 1e-6));
  });

  it("is not stepped over: beside the kink there is the slope of the branch, or no answer", () => {
    for (const [point, slope] of [
      [1 + 1e-9, 2],
      [1 - 1e-9, 1],
    ] as const) {
      const found = at(kinked, point);
      expect(found.slope).toSatisfy((value: number) => Number.isNaN(value) || Math.abs(value - slope) <= found.bound);
    }
  });

  it("with another operation at the point alone has no numerical derivative there", () => {
    const alone: TracedFunction = (i) => (primal(x(i)) === 1 ? mul(x(i), 1) : square(x(i)));
    expect(at(alone, 1).slope).toBeNaN();
    expect(Math.abs(at(alone, 2).slope - 4)).toBeLessThan(1e-8);
  });

  it("with another number of operations is told apart too", () => {
    const longer: TracedFunction = (i) => (primal(x(i)) > 1 ? add(mul(x(i), 2), 0) : add(x(i), 1));
    const { slope, bound } = at(longer, 1 + 1e-9);
    expect(slope).toSatisfy((value: number) => Number.isNaN(value) || Math.abs(value - 2) <= bound);
  });
});
