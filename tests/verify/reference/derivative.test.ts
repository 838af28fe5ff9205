import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { record, type Value } from "../../../src/core/graph/trace.js";
import * as p from "../../../src/core/primitives/index.js";
import { arithmeticOf } from "../../../src/verify/reference/arithmetic.js";
import { referenceFunctions } from "../../../src/verify/reference/functions.js";
import { exactDecimal, referenceGradient, referenceJacobian } from "../../../src/verify/reference/index.js";

const Fine = Decimal.clone({ precision: 300, defaults: true });

function derivative(f: (x: Value) => Value, x: number) {
  const { gradient, error } = referenceGradient(record((inputs) => f(inputs.x as Value), { x }).graph, { x });
  return { value: gradient.x?.[0] as Decimal, error: error.x?.[0] as Decimal };
}

function expectDigits(found: Decimal, right: Decimal, digits = 38): void {
  const error = right.isZero() ? new Fine(found).abs() : new Fine(found).minus(right).div(right).abs();
  expect(error.lt(new Fine(10).pow(-digits)), `${found} instead of ${right}`).toBe(true);
}

/** p/q exactly, as numerator and denominator. */
type Rational = readonly [bigint, bigint];
const times = ([a, b]: Rational, [c, d]: Rational): Rational => [a * c, b * d];
const plus = ([a, b]: Rational, [c, d]: Rational): Rational => [a * d + c * b, b * d];
const asDecimal = ([a, b]: Rational) => new Fine(a.toString()).div(b.toString());

/** The double as a fraction, found by doubling: independent of the bits. */
function rational(x: number): Rational {
  let denominator = 1n;
  let scaled = x;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return [BigInt(scaled), denominator];
}

describe("derivatives of polynomials are the exact fractions", () => {
  const coefficients = [3, -0.1, 0.7, -2, 1 / 3, 0.25, -1];
  const polynomial = (x: Value) => coefficients.reduceRight<Value>((sum, c) => p.add(p.mul(sum, x), c), 0);
  test.each([0.1, -0.3, 1, 2.7, -13.25, 1e-5, 1e5, 0])("at %d", (x) => {
    let right: Rational = [0n, 1n];
    let power: Rational = [1n, 1n];
    for (let k = 1; k < coefficients.length; k++) {
      right = plus(right, times(times([BigInt(k), 1n], rational(coefficients[k] as number)), power));
      power = times(power, rational(x));
    }
    expectDigits(derivative(polynomial, x).value, asDecimal(right));
  });
});

const functions = referenceFunctions(arithmeticOf(200));
const known = (name: string, x: number) => functions.get(name)?.(exactDecimal(x), exactDecimal(0), exactDecimal(0)) as Decimal;

describe("known derivatives", () => {
  test.each([0.1, 1, -2.5, 7.25, 1e9, 1e-9, 1e15])("sin turns to cos at %d", (x) =>
    expectDigits(derivative(p.sin, x).value, known("cos", x)),
  );
  test.each([0.1, 1, -20, 100, 700, 1e-30])("exp is its own at %d", (x) => expectDigits(derivative(p.exp, x).value, known("exp", x)));
  test.each([0.1, 1, 1e-18, 1e-25, 1e-60, 1e300])("log turns to 1/x at %d", (x) => {
    expectDigits(derivative(p.log, x).value, new Fine(1).div(exactDecimal(x)));
  });
  test("a fast oscillation is resolved", () => {
    const found = derivative((x) => p.cos(p.mul(1e9, x)), 0.7);
    expectDigits(found.value, known("sin", 0.7 * 1e9).times(-1e9), 5);
    expect(found.error.lt(found.value.abs().times(1e-38))).toBe(true);
  });
  test("a derivative far smaller than the function keeps its digits", () => {
    const right = known("cosh", 100).pow(-2);
    expectDigits(derivative(p.tanh, 100).value, right, 30);
  });
  test("a point next to a singularity is near, not at it", () => {
    const x = 1 + 2 ** -52;
    const right = new Fine(0.5).div(new Fine(2).pow(-52).sqrt());
    expectDigits(derivative((x) => p.sqrt(p.sub(x, 1)), x).value, right);
  });
  test("an input that does not matter has the derivative 0, without error", () => {
    const { graph } = record(({ x }) => p.add(x as Value, 1), { x: 1, y: 2 });
    const { gradient, error } = referenceGradient(graph, { x: 1, y: 2 });
    expect(gradient.y?.[0]?.isZero()).toBe(true);
    expect(error.y?.[0]?.isZero()).toBe(true);
  });
  test("only what is asked for is computed", () => {
    const { graph } = record(({ x, y }) => p.mul(x as Value, y as Value), { x: 1, y: 2 });
    expect(Object.keys(referenceGradient(graph, { x: 1, y: 2 }, ["y"]).gradient)).toEqual(["y"]);
  });
});

describe("hard cases", () => {
  const cases: readonly (readonly [string, (x: Value) => Value, number, number])[] = [
    ["x |x| at 0", (x) => p.mul(x, p.abs(x)), 0, 0],
    ["|x|^3 at 0", (x) => p.pow(p.abs(x), 3), 0, 0],
    ["sqrt(x^2 + x^2)^2 at 0", (x) => p.square(p.sqrt(p.add(p.square(x), p.square(x)))), 0, 0],
    ["x < 1 ? x : sqrt(x) at 0", (x) => p.where(p.lt(x, 1), x, p.sqrt(x)), 0, 1],
    ["x^0 at 0", (x) => p.pow(x, 0), 0, 0],
    ["(x^2)^0.5 at -3", (x) => p.pow(p.square(x), 0.5), -3, -1],
    ["x = 1 ? 1 : x^2 at 1", (x) => p.where(p.eq(x, 1), 1, p.square(x)), 1, 2],
    ["softplus at 800", p.softplus, 800, 1],
    ["1/(1 + e^-x) at -800", (x) => p.div(1, p.add(1, p.exp(p.neg(x)))), -800, 0],
    ["-log(1 - sigmoid(x)) at 40", (x) => p.neg(p.log(p.sub(1, p.sigmoid(x)))), 40, 1],
    ["b + b with b = a + a at 1", (x) => p.add(p.add(x, x), p.add(x, x)), 1, 4],
  ];
  test.each(cases)("%s", (_, f, x, right) => {
    expect(derivative(f, x).value.toNumber()).toBeCloseTo(right, 15);
  });
  test("cbrt(x) at -8 is 1/12", () => expectDigits(derivative(p.cbrt, -8).value, new Fine(1).div(12)));
  test("x^y at (0, 2) is flat", () => {
    const { gradient } = referenceGradient(record(({ x, y }) => p.pow(x as Value, y as Value), { x: 0, y: 2 }).graph, { x: 0, y: 2 });
    expect([gradient.x?.[0]?.toNumber(), gradient.y?.[0]?.toNumber()]).toEqual([0, 0]);
  });
  test("a jump is betrayed by its error", () => {
    expect(derivative(p.sign, 0).error.gt(1e10)).toBe(true);
  });
  test("the figure of Baydin et al.", () => {
    const f = (x: Value) => {
      const bracket = p.add(p.sub(1, p.mul(8, x)), p.mul(8, p.square(x)));
      return p.mul(p.mul(p.mul(64, x), p.mul(p.sub(1, x), p.square(p.sub(1, p.mul(2, x))))), p.square(bracket));
    };
    expect(derivative(f, 0.2).value.toNumber()).toBeCloseTo(9.0660864, 13);
  });
});

describe("digits that the first look does not have", () => {
  const tiny = new Fine("1e-100");
  const at = (f: (x: Value) => Value, x: Decimal) =>
    referenceJacobian(record((inputs) => f(inputs.x as Value), { x: 1 }).graph, { x: [x] });
  const partial = (f: (x: Value) => Value, x: Decimal) => at(f, x).partials.x?.[0]?.[0] as { value: Decimal; error: Decimal };

  test("a value that vanishes beside 1 and is blown up again comes from more digits, and so does its slope", () => {
    const f = (x: Value) => p.mul(p.sub(p.add(1, x), 1), 1e80);
    expectDigits(at(f, tiny).values[0] as Decimal, tiny.times(exactDecimal(1e80)), 25);
    expectDigits(partial(f, tiny).value, exactDecimal(1e80), 25);
  });

  test("a value that vanishes below the 60th digit is 0", () => {
    const value = at((x) => p.sub(p.add(1, x), 1), tiny).values[0] as Decimal;
    expect(value.isZero()).toBe(true);
  });

  test("a value that no number of digits shows is none", () => {
    expect(at((x) => p.tan(p.acos(x)), new Decimal(0)).values[0]?.isNaN()).toBe(true);
  });

  test("a derivative that cancels entirely is 0", () => {
    const { value, error } = partial((x) => p.add(p.square(p.sin(x)), p.square(p.cos(x))), new Decimal(0.7));
    expect(value.isZero()).toBe(true);
    expect(error.lt(1e-100)).toBe(true);
  });

  test("a kink nearer than the first step is passed by the second; nearer than that one it is met", () => {
    const f = (x: Value) => p.abs(p.sub(x, 1));
    expectDigits(partial(f, new Decimal("1.000000000000000000000000000001")).value, new Decimal(1));
    expectDigits(partial(f, new Fine(1).minus(new Fine(10).pow(-30))).value, new Decimal(-1));
    expect(partial(f, new Fine(1).plus(new Fine(10).pow(-95))).value.isNaN()).toBe(true);
    expect(partial(f, new Decimal(1)).value.isNaN()).toBe(true);
  });

  test("far from 1 the step grows no further, near 0 it shrinks with x", () => {
    expectDigits(partial((x) => p.abs(x), new Decimal("-1e-30")).value, new Decimal(-1));
    expectDigits(partial((x) => p.div(1, x), new Decimal("1e-30")).value, new Decimal("-1e60"));
    expectDigits(partial((x) => p.square(p.sin(x)), new Decimal(1e6)).value, known("sin", 2e6), 30);
  });

  test("outside the domain there is neither value nor slope, by an input that does not matter either", () => {
    const { graph } = record(({ x, y }) => p.stack([p.log(x as Value), p.mul(y as Value, 2)]), { x: 1, y: 1 });
    const { values, partials } = referenceJacobian(graph, { x: -1, y: 3 });
    expect(values.map((value) => value.toNumber())).toEqual([Number.NaN, 6]);
    const numbers = (name: string) =>
      partials[name]?.map((outputs) => outputs.map(({ value, error }) => [value.toNumber(), error.toNumber()]));
    expect(numbers("x")).toEqual([
      [
        [Number.NaN, Number.NaN],
        [0, 0],
      ],
    ]);
    expect(numbers("y")?.[0]?.[0]).toEqual([Number.NaN, Number.NaN]);
    expect(numbers("y")?.[0]?.[1]?.[0]).toBe(2);
  });

  test("an error is an estimate of the digits that are right, never far below them", () => {
    for (const [f, right] of [
      [p.exp, known("exp", 1)],
      [p.sin, known("cos", 1)],
      [p.log, new Decimal(1)],
    ] as const) {
      const { value, error } = partial(f, new Decimal(1));
      const actual = new Fine(value).minus(right).abs();
      expect(actual.lte(new Fine(error).times(2))).toBe(true);
      expect(error.lt(1e-41)).toBe(true);
    }
  });

  test("a gradient is of one output", () => {
    const { graph } = record(({ x }) => p.stack([x as Value, x as Value]), { x: 1 });
    expect(() => referenceGradient(graph, { x: 1 })).toThrow("a gradient needs one output, received 2: use referenceJacobian.");
  });
});

test("one pair of points serves all outputs of a Jacobian", () => {
  const f = ({ x }: Readonly<Record<string, Value>>) =>
    p.stack([p.mul(p.index(x as Value, 0), p.index(x as Value, 1)), p.square(p.index(x as Value, 0))]);
  const { values, partials } = referenceJacobian(record(f, { x: [3, 5] }).graph, { x: [3, 5] });
  expect(values.map(Number)).toEqual([15, 9]);
  expect(partials.x?.map((outputs) => outputs.map((partial) => partial.value.toFixed(30)))).toEqual([
    [new Decimal(5).toFixed(30), new Decimal(6).toFixed(30)],
    [new Decimal(3).toFixed(30), new Decimal(0).toFixed(30)],
  ]);
});
