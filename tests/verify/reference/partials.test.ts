// How far a difference quotient can be trusted: what rounding hides is never taken for a fact.

import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { record, type Value } from "../../../src/core/graph/trace.js";
import * as p from "../../../src/core/primitives/index.js";
import { exactDecimal, referenceGradient, referenceJacobian } from "../../../src/verify/reference/index.js";

const Fine = Decimal.clone({ precision: 500, defaults: true });

function at(f: (x: Value) => Value, x: Decimal | number | string) {
  const { values, partials } = referenceJacobian(record((inputs) => f(inputs["x"] as Value), { x: 1 }).graph, { x: [new Decimal(x)] });
  return { value: values[0] as Decimal, values, partials: partials["x"]?.[0] ?? [] };
}

function expectDigits(found: Decimal | undefined, right: Decimal, digits: number): void {
  expect(
    new Fine(found as Decimal)
      .minus(right)
      .abs()
      .lte(right.abs().times(new Fine(10).pow(-digits))),
    `${found} instead of ${right}`,
  ).toBe(true);
}

/** (big + x) - big: x itself, which is lost beside a big number. */
const beside = (big: number) => (x: Value) => p.sub(p.add(big, x), big);

describe("a value that is lost beside a big number comes from more digits", () => {
  test("when some of its digits are left", () => {
    const x = new Decimal("1.23456789012345678901234567890123e-37");
    expectDigits(at(beside(1e43), x).value, x, 30);
  });
  test("when none is left", () => {
    const x = new Decimal("1.23456789012345678901234567890123e-60");
    expectDigits(at(beside(1e43), x).value, x, 30);
  });
  test("when two numbers of the same size cancel", () => {
    const near = new Fine(1).exp().times(exactDecimal(1e43)).toSignificantDigits(80);
    const { graph } = record(({ x, y }) => p.sub(p.mul(1e43, p.exp(y as Value)), x as Value), { x: 1, y: 1 });
    const { values } = referenceJacobian(graph, { x: [near], y: 1 }, []);
    expectDigits(values[0], new Fine(1).exp().times(exactDecimal(1e43)).minus(near), 30);
  });
  test("or is none, where a pole blows up what rounding left", () => {
    expect(at((x) => p.tan(p.acos(x)), 0).value.isNaN()).toBe(true);
  });
  test("an infinite value among others stays one", () => {
    const f = (x: Value) => p.stack([p.exp(p.mul(1e18, x)), beside(1e43)(x)]);
    expect(at(f, 1).values.map(Number)).toEqual([Number.POSITIVE_INFINITY, 1]);
  });
});

describe("a slope that is lost beside a big number", () => {
  test("comes from more digits, for one output among others", () => {
    const [sine, lost] = at((x) => p.stack([p.sin(x), beside(1e120)(x)]), "1.23456789012345678901234e-5").partials;
    expect(sine?.value.toNumber()).toBeCloseTo(Math.cos(1.2345678901234568e-5), 14);
    expectDigits(lost?.value, new Decimal(1), 25);
  });
  test("is not 0 when no number of digits shows it", () => {
    const [lost] = at(beside(1), "1e-700").partials;
    expect(lost?.error.lt(1)).toBe(false);
  });
  test("is not 0 either when one side alone stands still for certain", () => {
    const [lost] = at((x) => p.add(1e150, p.relu(x)), 0).partials;
    expect(lost?.error.lt(0.5)).toBe(false);
  });
});

describe("a step away from its jump", () => {
  test.each([
    ["floor", p.floor],
    ["a branch", (x: Value) => p.where(p.gt(x, 0), 5, x)],
    ["a factor 0", (x: Value) => p.mul(p.relu(p.neg(x)), p.exp(1))],
  ])("has the slope 0 for certain: %s", (_, f) => {
    const [partial] = at(f, 2.5).partials;
    expect([partial?.value.isZero(), partial?.error.isZero()]).toEqual([true, true]);
  });
  test("while an even function at 0 has an error", () => {
    const [partial] = at((x) => p.cosh(x), 0).partials;
    expect(partial?.value.isZero()).toBe(true);
    expect(partial?.error.isZero()).toBe(false);
  });
});

test("the step shrinks with x, so that a kink at 0 is not met from a tiny x", () => {
  expect(at(p.abs, "1e-85").partials[0]?.value.toNumber()).toBe(1);
  expect(at(p.abs, "-1e-85").partials[0]?.value.toNumber()).toBe(-1);
});

test("a hole has no slope, though the quotients around it have a limit", () => {
  const [partial] = at((x) => p.div(p.square(x), x), 0).partials;
  expect([partial?.value.isNaN(), partial?.error.isNaN()]).toEqual([true, true]);
});

test("what nobody needs has no say", () => {
  const f = (inputs: Readonly<Record<string, Value>>) => {
    p.log(inputs["x"] as Value);
    return p.square(inputs["x"] as Value);
  };
  const { value, gradient } = referenceGradient(record(f, { x: 1 }).graph, { x: -3 });
  expect([value.toNumber(), gradient["x"]?.[0]?.toNumber()]).toEqual([9, -6]);
});
