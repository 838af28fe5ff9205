// Graphs cut open: which nodes are asked, what counts as wrong, and who is blamed. Each case by one method alone.

import { describe, expect, test } from "vitest";
import {
  add,
  type Differentiator,
  dot,
  exp,
  type Graph,
  index,
  mul,
  neg,
  type Point,
  parseFormula,
  record,
  scale,
  sin,
  square,
  stack,
  sum,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { localise } from "../../../src/verify/localise/localise.js";
import { ask, mixedDirection, type Probe } from "../../../src/verify/localise/probe.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { withWrongPull, withWrongTemplate } from "../faults/inject.js";
import { flawedForward, flawedReverse } from "../faults/sweeps.js";

const [numerical, symbolic, forward, reverse] = boundedMethods as [Differentiator, Differentiator, Differentiator, Differentiator];

/** A rule that sends twice what it should to one operand. */
const withDouble = <T>(primitive: string, operand: number, body: () => T): T =>
  withWrongPull(
    primitive,
    operand,
    (right) =>
      (...rule) =>
        scale(2, right(...rule) as Value),
    body,
  );

describe("only what the result depends on, and what moves, is asked", () => {
  test("a rule that is wrong for an operand that stands still matters to nobody", () => {
    const f: TracedFunction = ({ x }) => mul(2, sin(x as Value));
    for (const method of [reverse, forward]) expect(withDouble("mul", 0, () => localise(f, { x: 0.7 }, method))).toBeUndefined();
    expect(withDouble("mul", 1, () => localise(f, { x: 0.7 }, reverse))).toMatchObject({ label: "sin(x)", culprit: { operand: 1 } });
  });

  test("inputs that are not differentiated by stand still", () => {
    const f = parseFormula("x * exp(y)");
    expect(withDouble("exp", 0, () => localise(f, { x: 2, y: 1 }, reverse, { wrt: ["x"] }))).toBeUndefined();
    expect(withDouble("exp", 0, () => localise(f, { x: 2, y: 1 }, reverse, { wrt: ["y"] }))).toMatchObject({ label: "y" });
    expect(withDouble("exp", 0, () => localise(f, { x: 2, y: 1 }, forward, { wrt: ["x"] }))).toBeUndefined();
    expect(withDouble("exp", 0, () => localise(f, { x: 2, y: 1 }, forward, { wrt: ["y"] }))).toMatchObject({ label: "exp(y)" });
  });

  test("what was computed and not used is left out, as a node and as a user of one", () => {
    const f: TracedFunction = ({ x }) => {
      exp(x as Value);
      const result = mul(sin(x as Value), 3);
      exp(result);
      return result;
    };
    for (const method of [reverse, forward]) {
      expect(withDouble("exp", 0, () => localise(f, { x: 0.7 }, method))).toBeUndefined();
      const found = withDouble("exp", 0, () => withDouble("sin", 0, () => localise(f, { x: 0.7 }, method)));
      expect(found).toMatchObject({ culprit: { kind: "rule", primitive: "sin" } });
    }
    expect(localise(f, { x: 0.7 }, flawedReverse({ seed: 2 }))).toMatchObject({ culprit: { kind: "seed" } });
  });
});

describe("going backwards", () => {
  test("the numbers are those of the adjoint, and the operation is the one that sends it", () => {
    const f = parseFormula("3 * sin(x * y)");
    const { node, ...found } = withDouble("mul", 1, () => localise(f, { x: 0.7, y: 2 }, reverse)) as NonNullable<
      ReturnType<typeof localise>
    >;
    expect(found).toMatchObject({
      ...{ method: "reverse", kind: "adjoint", label: "sin(x * y)" },
      culprit: { kind: "rule", primitive: "mul", operands: 2, operand: 1 },
    });
    expect(found.claimed).toBeCloseTo(6, 12);
    expect(found.expected).toBeCloseTo(3, 12);
    expect(found).not.toHaveProperty("trusted");
    expect(record(f.evaluate, { x: 0.7, y: 2 }).graph.primitive(node)).toBe("sin");
  });

  test("arrays are asked along one direction in which every entry counts", () => {
    const f: TracedFunction = ({ w }) => dot(sin(w as Value), square(w as Value));
    const point = { w: [0.5, 1, -2] };
    const wrongLast = withWrongPull(
      "square",
      0,
      (right) =>
        (...rule) =>
          mul(right(...rule) as Value, [1, 1, 1.5]),
      () => localise(f, point, reverse),
    );
    expect(wrongLast).toMatchObject({ label: "w", culprit: { kind: "rule", primitive: "square", operand: 0, operands: 1 } });
    const inDot = withDouble("dot", 0, () => localise(f, point, reverse));
    expect(inDot).toMatchObject({ label: "sin(w)", culprit: { kind: "rule", primitive: "dot", operand: 0, operands: 2 } });
  });

  test("of shares that meet at a node the wrong one is blamed, though its users have other adjoints", () => {
    const f: TracedFunction = ({ x }) => mul(exp(x as Value), add(sin(x as Value), square(x as Value)));
    for (const primitive of ["exp", "sin", "square"]) {
      const found = withDouble(primitive, 0, () => localise(f, { x: 0.7 }, reverse));
      expect(found).toMatchObject({ label: "x", culprit: { kind: "rule", primitive, operand: 0 } });
    }
  });

  test("a value that stands on both sides of one operation has two shares", () => {
    const f: TracedFunction = ({ x }) => mul(exp(x as Value), 2);
    const twice: TracedFunction = ({ x }) => {
      const w = exp(x as Value);
      return mul(w, w);
    };
    const once = flawedReverse({ combine: (_, received) => received });
    expect(localise(twice, { x: 0.7 }, once)).toMatchObject({ label: "exp(x)", culprit: { kind: "sum", shares: 2 } });
    expect(localise(f, { x: 0.7 }, once)).toBeUndefined();
  });
});

describe("going forwards", () => {
  test("a pass that starts with a wrong number", () => {
    expect(localise(parseFormula("sin(x)"), { x: 0.7 }, flawedForward({ seed: 2 }))).toMatchObject({
      ...{ method: "forward", kind: "derivative", label: "x", claimed: 2, expected: 1 },
      culprit: { kind: "seed" },
    });
  });

  test("operands that stand still have no share", () => {
    const f = parseFormula("(x + y) * sin(x)");
    const found = withDouble("mul", 1, () => localise(f, { x: 0.7, y: 2 }, forward, { wrt: ["x"] }));
    expect(found).toMatchObject({ label: "(x + y) * sin(x)", culprit: { kind: "rule", primitive: "mul", operand: 1 } });
    const sumOnce = flawedForward({ combine: (_, received) => received });
    expect(localise(parseFormula("y * x + 2"), { x: 0.7, y: 2 }, sumOnce, { wrt: ["x"] })).toBeUndefined();
  });

  test("by each entry of an array in turn", () => {
    const f: TracedFunction = ({ w }) => add(index(w as Value, 0), sin(index(w as Value, 1)));
    const found = withDouble("sin", 0, () => localise(f, { w: [1, 2] }, forward));
    expect(found).toMatchObject({ kind: "derivative", culprit: { kind: "rule", primitive: "sin", operand: 0 } });
    expect(found?.expected).toBeCloseTo(Math.cos(2), 12);
    expect(found?.claimed).toBeCloseTo(2 * Math.cos(2), 12);
  });

  test("symbolic: by entries of arrays and by numbers, with the rule of the textbook", () => {
    const wrong = <T>(body: () => T): T => withWrongTemplate({ table: "functions", name: "exp" }, "2 * exp(u) * du", body);
    const entries = wrong(() => localise(parseFormula("w[1]^2 * exp(w[2])"), { w: [3, 0.5] }, symbolic));
    expect(entries).toMatchObject({
      ...{ method: "symbolic", kind: "derivative", label: "exp(w[2])" },
      culprit: { kind: "rule", primitive: "exp", operands: 1, rule: "chain rule for exp" },
    });
    expect(entries?.expected).toBeCloseTo(Math.exp(0.5), 12);
    const numbers = wrong(() => localise(parseFormula("y * exp(x)"), { x: 0.5, y: 2 }, symbolic));
    expect(numbers).toMatchObject({ label: "exp(x)", culprit: { rule: "chain rule for exp" } });
    expect(localise(parseFormula("w[1]^2 * exp(w[2])"), { w: [3, 0.5] }, symbolic)).toBeUndefined();
  });

  test("symbolic: the parameters of a program need no names that a formula knows", () => {
    const f: TracedFunction = (inputs) => exp(mul(inputs["the weight"] as Value, 2));
    const wrong = withWrongTemplate({ table: "functions", name: "exp" }, "2 * exp(u) * du", () =>
      localise(f, { "the weight": 0.5 }, symbolic),
    );
    expect(wrong).toMatchObject({ label: "exp(...)", culprit: { primitive: "exp", rule: "chain rule for exp" } });
  });
});

describe("labels and limits", () => {
  test("a formula up to 40 characters, the operation beyond, the name of an input", () => {
    const label = (formula: string) => withDouble("sin", 0, () => localise(parseFormula(formula), { x: 0.1 }, forward))?.label;
    const [forty, longer] = ["sin(x * x * x * x * x * x * x * x + 0.5)", "sin(x * x * x * x * x * x * x * x + 0.25)"];
    expect([forty.length, longer.length]).toEqual([40, 41]);
    expect([label(forty), label(longer)]).toEqual([forty, "sin(...)"]);
  });

  test("no more than two million node visits, an operation each and twenty more", () => {
    const chain =
      (length: number): TracedFunction =>
      ({ x }) => {
        let value: Value = x as Value;
        for (let k = 1; k < length; k++) value = neg(value);
        return value;
      };
    // n nodes of which n - 1 are operations: n (n - 1 + 20 n) is just below two million for 308.
    const wrong = flawedForward({ seed: 2 });
    expect(localise(chain(308), { x: 1 }, wrong)).toMatchObject({ label: "x" });
    expect(localise(chain(310), { x: 1 }, wrong)).toBeUndefined();
  });
});

describe("one question about one function", () => {
  const graphOf = (f: TracedFunction, point: Point): Graph => record(f, point).graph;
  const point = { x: 0.7 };
  const probe = (f: TracedFunction, more: Partial<Probe> = {}): Probe => ({
    ...{ graph: graphOf(f, more.point ?? point), point, input: "x", tangent: Float64Array.of(1), adjoint: Float64Array.of(1) },
    ...more,
  });
  const sine: TracedFunction = ({ x }) => sin(x as Value);

  test.each([numerical, symbolic, forward, reverse].map((method) => [method.name, method] as const))(
    "%s is right about a sine",
    (_, method) => {
      expect(ask(method, probe(sine))).toEqual({ kind: "right" });
    },
  );

  test("a wrong answer comes with the right one, times the tangent and the adjoint", () => {
    const answer = withDouble("sin", 0, () => ask(reverse, probe(sine, { tangent: Float64Array.of(3), adjoint: Float64Array.of(5) })));
    expect(answer).toMatchObject({ kind: "wrong" });
    expect(answer).toHaveProperty("claimed", expect.closeTo(30 * Math.cos(0.7), 12));
    expect(answer).toHaveProperty("expected", expect.closeTo(15 * Math.cos(0.7), 12));
  });

  test("arrays: the adjoint weighs the entries of the result, the tangent those of the input", () => {
    const f: TracedFunction = ({ x }) => stack([mul(index(x as Value, 0), 2), mul(index(x as Value, 1), 3)]);
    const arrays = probe(f, { point: { x: [1, 2] }, tangent: Float64Array.of(1, -1), adjoint: Float64Array.of(10, 0) });
    for (const method of [forward, reverse, numerical]) expect(ask(method, arrays)).toEqual({ kind: "right" });
    for (const wrong of [flawedForward({ seed: 2 }), flawedReverse({ seed: 2 })]) {
      expect(ask(wrong, arrays)).toMatchObject({ kind: "wrong", claimed: 40, expected: 20 });
    }
  });

  test("another method can stand for the truth", () => {
    const twice = flawedForward({ seed: 2 });
    expect(ask(reverse, probe(sine), twice)).toMatchObject({ kind: "wrong", expected: expect.closeTo(2 * Math.cos(0.7), 12) });
    expect(ask(flawedReverse({ seed: 2 }), probe(sine), twice)).toEqual({ kind: "right" });
  });

  test("nothing can be told where the claim has no bound, or where nobody knows the truth", () => {
    const log: TracedFunction = parseFormula("1 / x").evaluate;
    expect(ask(reverse, probe(log, { point: { x: 1e-160 }, graph: graphOf(log, { x: 1 }) }))).toEqual({ kind: "unclear" });
    const kink: TracedFunction = parseFormula("abs(x)").evaluate;
    expect(ask(reverse, probe(kink, { point: { x: 0 } }))).toEqual({ kind: "unclear" });
  });

  test("a difference quotient alone accuses nobody of a mistake in a large function: the reference does", () => {
    const long: TracedFunction = ({ x }) => {
      let value: Value = x as Value;
      for (let k = 0; k < 2_001; k++) value = neg(value);
      return value;
    };
    const answer = ask(flawedReverse({ seed: 2 }), probe(long));
    expect(answer).toMatchObject({ kind: "wrong", claimed: -2 });
    expect(answer).toHaveProperty("expected", expect.closeTo(-1, 9));
  });

  test("a direction in which every entry moves, none like another", () => {
    expect([...mixedDirection(1)]).toEqual([1]);
    const entries = [...mixedDirection(6)];
    expect(entries.map(Math.sign)).toEqual([1, -1, 1, -1, 1, -1]);
    expect(new Set(entries.map((entry) => Math.abs(entry).toFixed(6))).size).toBe(6);
    for (const entry of entries) expect(Math.abs(entry)).toSatisfy((size: number) => size >= 0.5 && size < 1.5);
    expect(sum(entries)).not.toBe(0);
  });
});
