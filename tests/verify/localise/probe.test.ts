// How a question is put to a method, what counts as the truth, and from which difference on an answer is wrong.

import { describe, expect, test } from "vitest";
import { unary } from "../../../src/core/primitives/define.js";
import {
  add,
  type Differentiator,
  dot,
  exp,
  forward as forwardWithoutBounds,
  index,
  log,
  mul,
  neg,
  type Point,
  parseFormula,
  record,
  reverse as reverseWithoutBounds,
  scale,
  sign,
  sin,
  sqrt,
  stack,
  sub,
  sum,
  type TracedFunction,
  UnsupportedError,
  type Value,
  where,
} from "../../../src/index.js";
import { localise } from "../../../src/verify/localise/localise.js";
import { ask, type Probe } from "../../../src/verify/localise/probe.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { withWrongPull, withWrongTemplate } from "../faults/inject.js";
import { flawedForward, flawedReverse } from "../faults/sweeps.js";

const [numerical, symbolic, forward, reverse] = boundedMethods as [Differentiator, Differentiator, Differentiator, Differentiator];
const one = Float64Array.of(1);
const wrongSeed = flawedReverse({ seed: 2 });

function probe(f: TracedFunction, point: Point, more: Partial<Probe> = {}): Probe {
  return { graph: record(f, point).graph, point, input: "x", tangent: one, adjoint: one, ...more };
}

/** A method that says something else, or is listened to. */
function altered(method: Differentiator, change: (said: Record<string, unknown>) => Record<string, unknown>, asked: unknown[] = []) {
  const prepare = (graph: unknown, ...request: unknown[]) => {
    asked.push(request);
    const said = (method.prepare as unknown as (...all: unknown[]) => (...at: unknown[]) => Record<string, unknown>)(graph, ...request);
    return (...at: unknown[]) => change(said(...at));
  };
  return { ...method, name: method.name, prepare } as unknown as Differentiator;
}

const says = (slope: number, bound = 0) => altered(reverse, (said) => ({ ...said, gradient: { x: slope }, bound: { x: bound } }));

describe("the question", () => {
  const f: TracedFunction = ({ x, y }) => mul(x as Value, y as Value);
  const point = { x: 2, y: 3 };

  test.each([
    [numerical, "jvp", "jvp"],
    [forward, "jvp", "jvp"],
    [reverse, "gradient", "vjp"],
    [symbolic, "gradient", "vjp"],
  ] as const)("is put in the direction that is the method's own, and about one input only: %o", (method, plain, weighed) => {
    const asked: unknown[] = [];
    const spied = altered(method, (said) => said, asked);
    expect(ask(spied, probe(f, point))).toEqual({ kind: "right" });
    expect(ask(spied, probe(f, point, { adjoint: Float64Array.of(4) }))).toEqual({ kind: "right" });
    expect(asked).toEqual([
      [plain, { wrt: ["x"] }],
      [weighed, { wrt: ["x"] }],
    ]);
  });

  test("an array moves alone", () => {
    const product: TracedFunction = ({ y, x }) => dot(x as Value, y as Value);
    const arrays = probe(product, { y: [3, -1], x: [1, 2] }, { tangent: Float64Array.of(1, 10) });
    for (const method of [numerical, symbolic, forward, reverse]) expect(ask(method, arrays)).toEqual({ kind: "right" });
    expect(ask(wrongSeed, arrays)).toEqual({ kind: "wrong", claimed: -14, expected: -7 });
  });

  test("entries without weight may be anything", () => {
    const f: TracedFunction = ({ x }) => stack([x as Value, mul(2, x as Value)]);
    const noNumber = altered(forward, (said) => ({ ...said, derivative: [1, Number.NaN], bound: [0, 0] }));
    expect(ask(noNumber, probe(f, { x: 1 }, { adjoint: Float64Array.of(1, 0) }))).toEqual({ kind: "right" });
    expect(ask(noNumber, probe(f, { x: 1 }, { adjoint: Float64Array.of(1, 1) }))).toEqual({ kind: "unclear" });
  });
});

describe("the answer", () => {
  const sine = probe(({ x }) => sin(x as Value), { x: 0.7 });
  const slope = Math.cos(0.7);

  test("is unclear without a bound, or without a number", () => {
    expect(ask(says(slope, Number.POSITIVE_INFINITY), sine)).toEqual({ kind: "unclear" });
    expect(ask(says(2 * slope, Number.POSITIVE_INFINITY), sine)).toEqual({ kind: "unclear" });
    expect(ask(says(Number.NaN), sine)).toEqual({ kind: "unclear" });
  });

  test("is right where a difference quotient sees no mistake", () => {
    expect(ask(says(slope * (1 + 1e-14)), sine)).toEqual({ kind: "right" });
    expect(ask(says(slope * (1 + 1e-6)), sine)).toMatchObject({ kind: "wrong" });
  });

  test("two methods without bounds may differ by the rounding of the last operation", () => {
    const identity = probe(({ x }) => x as Value, { x: 3 });
    const off = (by: number) => altered(reverseWithoutBounds, () => ({ gradient: { x: 1 + by } }));
    expect(ask(off(2 ** -52), identity, forwardWithoutBounds)).toEqual({ kind: "right" });
    expect(ask(off(2 ** -50), identity, forwardWithoutBounds)).toEqual({ kind: "wrong", claimed: 1 + 2 ** -50, expected: 1 });
  });
});

describe("the truth", () => {
  const beside = 1 + 2 ** -52;
  const chain =
    (negations: number): TracedFunction =>
    ({ x }) => {
      let value: Value = sqrt(sub(x as Value, 1));
      for (let k = 0; k < negations; k++) value = neg(value);
      return value;
    };

  test("is the reference's, where it is settled, to the last digit", () => {
    const log90 = probe(({ x }) => log(x as Value), { x: 1e-90 });
    const answer = ask(wrongSeed, log90) as { expected: number };
    expect(answer.expected / 1e90).toBeCloseTo(1, 15);
    const flat = probe(parseFormula("sin(x)^2 + cos(x)^2").evaluate, { x: 0.7 });
    expect(ask(says(1), flat)).toEqual({ kind: "wrong", claimed: 1, expected: 0 });
  });

  test("is the reference's beside a singularity, where a difference quotient sees nothing", () => {
    const root = probe(chain(0), { x: beside });
    expect(ask(numerical, root)).toEqual({ kind: "unclear" });
    expect(ask(reverse, root)).toEqual({ kind: "right" });
    expect(ask(wrongSeed, root)).toEqual({ kind: "wrong", claimed: 2 ** 26, expected: 2 ** 25 });
  });

  test("is looked for in 64 digits up to two thousand operations", () => {
    expect(ask(wrongSeed, probe(chain(1_998), { x: beside }))).toMatchObject({ kind: "wrong" });
  });

  test("is nobody's beyond them", () => {
    expect(ask(wrongSeed, probe(chain(1_999), { x: beside }))).toEqual({ kind: "unclear" });
  });

  test("is the difference quotient's where the reference does not know an operation", () => {
    const spelling = { names: [], tex: "" };
    const double = unary({ name: "double", value: (x) => 2 * x, pull: [(delta) => scale(delta, 2)], ulps: 0, gates: [], spelling });
    const doubled = probe(({ x }) => double(x as Value), { x: 3 });
    expect(ask(reverse, doubled)).toEqual({ kind: "right" });
    const answer = ask(wrongSeed, doubled);
    expect(answer).toMatchObject({ kind: "wrong", claimed: 4, expected: expect.closeTo(2, 8) });
  });

  test("is nobody's at a jump, of a number or of one entry among others", () => {
    expect(
      ask(
        reverse,
        probe(({ x }) => sign(x as Value), { x: 0 }),
      ),
    ).toEqual({ kind: "unclear" });
    const pair: TracedFunction = ({ x }) => stack([mul(2, x as Value), sign(x as Value)]);
    expect(ask(reverse, probe(pair, { x: 0 }, { adjoint: Float64Array.of(1, 1) }))).toEqual({ kind: "unclear" });
  });
});

describe("the place", () => {
  test("of a wrong seed is the array itself, in forward mode", () => {
    const f: TracedFunction = ({ w }) => sum(sin(w as Value));
    expect(localise(f, { w: [1, 2, 3] }, flawedForward({ seed: 2 }))).toMatchObject({ label: "w", culprit: { kind: "seed" } });
  });

  test("is found by an array behind another input", () => {
    const f: TracedFunction = ({ x, w }) => add(x as Value, sin(index(w as Value, 1)));
    const found = localise(f, { x: 1, w: [1, 2] }, flawedForward({ seed: 2 }), { wrt: ["w"] });
    expect(found).toMatchObject({ label: "w", culprit: { kind: "seed" } });
  });

  test("an operand that stands still has no share in a sum", () => {
    const last = flawedForward({ combine: (_, received) => received });
    const found = localise(({ x }) => where(1, x as Value, x as Value), { x: 2 }, last);
    expect(found).toMatchObject({ claimed: 0, expected: 1, culprit: { kind: "sum", shares: 2 } });
  });

  test("symbolic: operations on whole arrays are looked into entry by entry, by the second input as by the first", () => {
    const wrong = <T>(body: () => T): T => withWrongTemplate({ table: "functions", name: "exp" }, "2 * exp(u) * du", body);
    const entries = wrong(() => localise(({ w }) => sum(exp(w as Value)), { w: [3, 0.5] }, symbolic));
    expect(entries).toMatchObject({ label: "exp(w[1])", culprit: { primitive: "exp", rule: "chain rule for exp" } });
    const second = wrong(() => localise(parseFormula("x * exp(y)"), { x: 1, y: 2 }, symbolic));
    expect(second).toMatchObject({ label: "exp(y)", culprit: { rule: "chain rule for exp" } });
  });

  test("an operation that is unclear on its own is blamed where all others are right", () => {
    // x itself, whose slope is 1; each relu has a kink there, and the convention 0.
    const found = localise(parseFormula("relu(x) - relu(-x)"), { x: 0 }, reverse);
    expect(found).toMatchObject({ label: "x", claimed: 0, expected: 1, culprit: { kind: "rule", primitive: "relu" } });
  });

  test("the method that stood for the truth is named", () => {
    expect(localise(({ x }) => sin(x as Value), { x: 2 }, wrongSeed, { trusted: symbolic })).toMatchObject({ trusted: "symbolic" });
  });

  test("of inputs is their name, even one that no formula could use", () => {
    const f: TracedFunction = (inputs) => sin(inputs["the weight"] as Value);
    expect(localise(f, { "the weight": 2 }, flawedForward({ seed: 2 }))?.label).toBe("the weight");
  });

  test("of formulas is the formula up to 40 characters", () => {
    const label = (formula: string) => {
      const body = () => localise(parseFormula(formula), { x: 1 }, reverse);
      const wrong = withWrongPull(
        "exp",
        0,
        (right) =>
          (...rule) =>
            scale(2, right(...rule) as Value),
        body,
      );
      return wrong?.label;
    };
    const [forty, longer] = ["x + 0.12345678901234 + 0.123456789012345", "x + 0.123456789012345 + 0.123456789012345"];
    expect([forty.length, longer.length]).toEqual([40, 41]);
    expect([label(`exp(${forty})`), label(`exp(${longer})`)]).toEqual([forty, "add(...)"]);
  });

  test("is not told by a method that cannot do it; what is broken says so", () => {
    const failing = (error: Error) =>
      altered(forward, () => {
        throw error;
      });
    const f: TracedFunction = ({ x }) => sin(x as Value);
    expect(localise(f, { x: 1 }, failing(new UnsupportedError("sin", "no sine here")))).toBeUndefined();
    expect(() => localise(f, { x: 1 }, failing(new Error("broken")))).toThrow("broken");
  });

  test("no place is looked for in a function of arrays, by any method", () => {
    expect(() => localise(({ x }) => sin(x as Value), { x: [1, 2] }, forward)).toThrow(/needs a scalar/);
  });
});
