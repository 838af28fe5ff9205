// The hard cases of deciding whether derivatives agree, each with its right answer.

import { describe, expect, test } from "vitest";
import {
  abs,
  add,
  type CaseRecord,
  compare,
  compareCase,
  forward,
  mul,
  neg,
  primal,
  record,
  reverse,
  sin,
  symbolic,
  TraceError,
  type Value,
} from "../../../src/index.js";

interface HardCase {
  readonly formula: string;
  readonly at: Record<string, number>;
  readonly verdict: CaseRecord["verdict"];
  /** what forward, reverse and symbolic must answer: the derivative, or the convention at a kink */
  readonly gradient?: Record<string, number>;
  readonly says?: RegExp;
  readonly oneSided?: readonly [left: string, right: string];
}

const cases: readonly HardCase[] = [
  { formula: "abs(x)", at: { x: 0 }, verdict: "not-differentiable", gradient: { x: 0 }, oneSided: ["-1", "1"], says: /abs'\(0\) = 0/ },
  { formula: "abs(x)", at: { x: -0 }, verdict: "not-differentiable", gradient: { x: 0 }, oneSided: ["-1", "1"], says: /abs'\(0\) = 0/ },
  { formula: "max(x, y)", at: { x: 1, y: 1 }, verdict: "not-differentiable", gradient: { x: 0.5, y: 0.5 }, says: /one half/ },
  { formula: "relu(x)", at: { x: 0 }, verdict: "not-differentiable", gradient: { x: 0 }, oneSided: ["0", "1"], says: /relu'\(0\) = 0/ },
  { formula: "x*abs(x)", at: { x: 0 }, verdict: "agree", gradient: { x: 0 } },
  { formula: "abs(x)^3", at: { x: 0 }, verdict: "agree", gradient: { x: 0 } },
  { formula: "sqrt(x)", at: { x: 0 }, verdict: "not-differentiable", oneSided: ["nothing (outside the domain)", "+infinity"] },
  { formula: "sqrt(x^2)", at: { x: 0 }, verdict: "not-differentiable", oneSided: ["-1", "1"] },
  { formula: "sqrt(x^2 + y^2)^2", at: { x: 0, y: 0 }, verdict: "agree", gradient: { x: 0, y: 0 } },
  { formula: "x > 0 ? log(x) : 0", at: { x: 0 }, verdict: "not-differentiable", says: /discontinuous/ },
  { formula: "x < 1 ? x : sqrt(x)", at: { x: 0 }, verdict: "agree", gradient: { x: 1 } },
  { formula: "x^y", at: { x: 0, y: 2 }, verdict: "agree", gradient: { x: 0, y: 0 } },
  { formula: "x^y", at: { x: 0, y: 0 }, verdict: "outside-domain", says: /boundary of the domain/ },
  { formula: "x^0", at: { x: 0 }, verdict: "agree", gradient: { x: 0 } },
  { formula: "(x^2)^0.5", at: { x: -3 }, verdict: "agree", gradient: { x: -1 } },
  { formula: "cbrt(x)", at: { x: -8 }, verdict: "agree", gradient: { x: 1 / 12 } },
  { formula: "log(x)", at: { x: -1 }, verdict: "outside-domain", says: /x > 0/ },
  { formula: "x^2/x", at: { x: 0 }, verdict: "outside-domain", says: /hole in the domain/ },
  { formula: "x == 1 ? 1 : x^2", at: { x: 1 }, verdict: "agree", gradient: { x: 2 } },
  { formula: "log(1 + exp(x))", at: { x: 800 }, verdict: "inconclusive", says: /overflows as written.*800.*derivative x: 1.*softplus/ },
  { formula: "softplus(x)", at: { x: 800 }, verdict: "agree", gradient: { x: 1 } },
  { formula: "1/(1 + exp(-x))", at: { x: -800 }, verdict: "agree", gradient: { x: 0 } },
  { formula: "-log(1 - sigmoid(x))", at: { x: 40 }, verdict: "inconclusive", says: /true value is 40.*softplus/ },
  { formula: "softplus(x)", at: { x: 40 }, verdict: "agree", gradient: { x: 1 } },
  { formula: "cos(1e9 x)", at: { x: 1 }, verdict: "agree" },
];

describe("hard cases", () => {
  for (const { formula, at, verdict, gradient, says, oneSided } of cases) {
    test(`${formula} at ${JSON.stringify(at)}${Object.values(at).some((x) => Object.is(x, -0)) ? " (minus zero)" : ""}: ${verdict}`, () => {
      const found = compareCase({ formula, at });
      expect([found.verdict, found.message]).toEqual([verdict, says === undefined ? found.message : expect.stringMatching(says)]);
      if (oneSided !== undefined) expect([found.oneSided?.[0]?.left, found.oneSided?.[0]?.right]).toEqual(oneSided);
      for (const name of ["symbolic", "forward", "reverse"] as const) {
        const report = found.methods?.[name];
        if (gradient === undefined || report === undefined || "unsupported" in report) continue;
        for (const [input, expected] of Object.entries(gradient)) expect(report.gradient[input]).toBeCloseTo(expected, 14);
      }
    });
  }

  test("a value that is not differentiated by may stand on a kink", () => {
    expect(compareCase({ formula: "abs(y) * x", at: { x: 2, y: 0 }, wrt: ["x"] }).verdict).toBe("agree");
  });

  test("kinks that cancel out: the conventions miss the slope that f has, and the message says so", () => {
    const found = compareCase({ formula: "relu(x) - relu(-x)", at: { x: 0 } });
    expect(found.verdict).toBe("not-differentiable");
    expect(found.message).toMatch(/kinks cancel out/);
    expect(found.oneSided).toEqual([{ input: "x", left: "1", right: "1" }]);
  });

  test("an input that does not matter has derivative 0, with a note", () => {
    const found = compareCase({ formula: "x", at: { x: 1, unused: 2 } });
    expect(found.verdict).toBe("agree");
    expect(found.notes).toEqual(["unused does not appear in the function, so its derivative is 0."]);
  });

  test("a function that changes its input is named", () => {
    const changes = (inputs: Record<string, Value>) => {
      inputs["x"] = 3;
      return inputs["x"];
    };
    expect(() => compare(changes as Parameters<typeof compare>[0], { x: 1 })).toThrow(/changes its input/);
  });

  test("a random function is named", () => {
    const random = ({ x }: { x: Value }) => mul(x, Math.random());
    expect(() => compare(random, { x: 1 })).toThrow(TraceError);
    expect(() => compare(random, { x: 1 })).toThrow(/random or keeps state/);
  });

  test("a function that branches on its numbers is compared by the three methods that can follow it", () => {
    const bent = ({ x }: { x: Value }) => (primal(x) > 0 ? mul(x, x) : neg(x));
    const found = compare(bent, { x: 3 });
    expect(found.verdict).toBe("agree");
    expect(found.methods.symbolic).toEqual({ unsupported: expect.stringMatching(/branches on its numbers/) });
  });

  test("sin applied 100,000 times overflows no stack, in any method", () => {
    const deep = ({ x }: { x: Value }) => {
      let y = x;
      for (let i = 0; i < 100_000; i++) y = sin(y);
      return y;
    };
    const expected = forward.derivative(deep)({ x: 1 }).derivative as number;
    expect(reverse.derivative(deep)({ x: 1 }).derivative).toBeCloseTo(expected, 10);
    expect(() => symbolic.derivative(deep)({ x: 1 })).toThrow(/nodes|deep/);
  });

  test("a + a, twice, counts every use: 4", () => {
    const f = ({ a }: { a: Value }) => {
      const b = add(a, a);
      return add(b, b);
    };
    for (const method of [forward, reverse, symbolic]) expect(method.derivative(f)({ a: 1 }).derivative).toBe(4);
  });

  test("a graph is compared like a formula", () => {
    const { graph } = record(({ x }) => abs(x as Value), { x: -2 });
    expect(compare(graph, { x: -2 }).verdict).toBe("agree");
  });
});

describe("beside a singular point numerical differentiation steps no further than half way to it", () => {
  test.each([
    ["sqrt(x^2)", 1e-8, 1],
    ["sqrt(x^2 + 1e-12)", 1e-8, 1e-8 / Math.sqrt(1e-16 + 1e-12)],
    ["1 / (x^2 + 1e-8)", 1e-6, -2e-6 / (1e-12 + 1e-8) ** 2],
    ["log(x^2)", 1e-5, 2e5],
    ["log1p(x)", 0, 1],
    ["atanh(x)", 0, 1],
    ["hypot(x, 3)", 0, 0],
    ["atan2(x, 3)", 0, 1 / 3],
    ["acosh(1 + x)", 1e-6, 1 / Math.sqrt(2e-6 + 1e-12)],
  ])("%s at %s", (formula, x, slope) => {
    const found = compareCase({ formula, at: { x } });
    expect(found.verdict, found.message).toBe("agree");
    expect(found.message).toMatch(/^All four methods/);
    const numerical = found.methods?.numerical as unknown as { gradient: { x: number } };
    expect(numerical.gradient.x).toBeCloseTo(slope, 6 - Math.round(Math.log10(Math.max(1e-6, Math.abs(slope)))));
  });
});

describe("an equality is thin only where a side of it moves", () => {
  test.each([
    ["x == x ? x^2 : 5", 3, 6],
    ["floor(x) == 1 ? x^2 : 5", 1.5, 3],
    ["x == 1 ? 1 : x^2", 1, 2],
    ["max(x, x)", 3, 1],
  ])("%s at %s", (formula, x, slope) => {
    const found = compareCase({ formula, at: { x } });
    expect(found.verdict, found.message).toBe("agree");
    for (const method of ["symbolic", "forward", "reverse"] as const) {
      expect(found.methods?.[method], method).toMatchObject({ gradient: { x: slope } });
    }
  });
});
