// Cross-checks: totals that add up, runs that go on where they stopped, and planted faults that end them with a small counterexample.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formulaText } from "../../src/core/formula/index.js";
import { networkSuite } from "../../src/course/networks/crosscheck-networks.js";
import { type Differentiator, numerical, reverse, type TracedFunction } from "../../src/index.js";
import { casesOf } from "../../src/verify/arbitraries/cases.js";
import { crosscheck, type Ending, judge, noTotals, type Suite, shrinkContradiction, type Totals } from "../../src/verify/crosscheck.js";
import { formulaCaseText, formulaSuite } from "../../src/verify/crosscheck-formulas.js";
import { boundedMethods } from "../../src/verify/methods.js";

function runAll<Case>(
  suite: Suite<Case>,
  options: Parameters<typeof crosscheck>[1],
): { readonly seen: readonly Totals[]; readonly ending: Ending } {
  const seen: Totals[] = [];
  const steps = crosscheck(suite, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { seen, ending: step.value };
    seen.push(step.value);
  }
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0);
const formulas = formulaSuite({ size: 6 });

describe("a run", () => {
  const { seen, ending } = runAll(formulas, { randomSeed: 1, count: 40 });

  test("counts every case under one verdict", () => {
    expect(seen).toHaveLength(40);
    for (const { done, verdicts } of seen) expect(sum(verdicts)).toBe(done);
    expect(ending).toEqual({ totals: seen.at(-1) });
  });

  test("finds no contradiction, and decides nearly all", () => {
    expect(ending.contradiction).toBeUndefined();
    expect(ending.totals.verdicts.agree).toBeGreaterThanOrEqual(38);
    for (const method of ["symbolic", "forward", "reverse"] as const) expect(ending.totals.answered[method]).toBeGreaterThanOrEqual(38);
  });

  test("that stopped anywhere goes on to the same totals", () => {
    for (const from of [noTotals, seen[0], seen[19], seen[39]] as Totals[]) {
      expect(runAll(formulas, { randomSeed: 1, count: 40, from }).ending).toEqual(ending);
    }
  });

  test("keeps the first case of each reason for being inconclusive", () => {
    const overflow: Suite<number> = {
      cases: casesOf(fc.constantFrom(1e200, 2e200)),
      subject: (x) => ({ f: reverseOf("log1p((x * x)^0.5)^-2"), point: { x } }),
      write: String,
    };
    const { totals } = runAll(overflow, { randomSeed: 1, count: 3 }).ending;
    expect(totals.verdicts).toEqual({ inconclusive: 3 });
    expect(totals.inconclusive).toEqual({ overflow: { count: 3, first: String(overflow.cases.at(1, 0)) } });
  });
});

const reverseOf = (formula: string) => formulas.subject({ formula, at: {} }).f;

describe("networks", () => {
  test("are cross-checked too, through a suite of their own", () => {
    const { ending } = runAll(networkSuite({ size: 2 }), { randomSeed: 1, count: 3 });
    expect(ending.contradiction).toBeUndefined();
    expect(ending.totals.done).toBe(3);
  });
});

/** Reverse mode with a derivative that is a little too large wherever the function holds a sine. */
function faulty(): readonly Differentiator[] {
  const [, symbolic, forward, right] = boundedMethods as readonly [Differentiator, Differentiator, Differentiator, Differentiator];
  const wrong: Differentiator = {
    ...right,
    on: (operator, f, options) => {
      const prepared = right.on(operator, f, options);
      const faultyAt: typeof prepared = Object.assign((...[point, ...direction]: Parameters<typeof prepared>) => {
        const result = prepared(point, ...direction);
        const text = formulaText((f as unknown as { node: Parameters<typeof formulaText>[0] }).node);
        if (!/\bsin\(/.test(text)) return result;
        const { gradient } = result as unknown as { gradient: Record<string, number> };
        return { ...result, gradient: Object.fromEntries(Object.entries(gradient).map(([name, slope]) => [name, slope * (1 + 1e-6)])) };
      }, prepared);
      return faultyAt;
    },
  };
  return [symbolic, forward, wrong];
}

describe("a contradiction", () => {
  const suite = { ...formulas, options: { methods: faulty() } };
  const { ending } = runAll(suite, { randomSeed: 3, count: 1000 });

  test("ends the run", () => {
    expect(ending.contradiction).toBe(ending.totals.done);
  });

  test("shrinks to a few nodes at a simple point, and can be found again by its path", () => {
    const n = ending.contradiction as number;
    const found = shrinkContradiction(suite, { randomSeed: 3, n, milliseconds: 20_000 });
    expect(found.kind).toBe("disagreement");
    expect(found.message).toMatch(/cannot both be right about x/);
    expect(found.smallest).toEqual({ formula: "sin(x)", at: { x: 1 } });
    expect(found.text).toBe('{"formula":"sin(x)","at":{"x":1}}');
    expect(found.original).toBe(formulaCaseText(formulas.cases.at(3, n)));
    expect(suite.cases.at(3, n, found.path)).toEqual(found.smallest);
    expect(found.comparison?.verdict).toBe("disagree");
  });

  test("may be an error that is thrown", () => {
    const broken: TracedFunction = () => {
      throw new Error("out of order");
    };
    expect(judge({ f: broken, point: { x: 1 } })).toEqual({ contradiction: { kind: "failure", message: "out of order" } });
    const thrown = { ...formulas, subject: () => ({ f: broken, point: { x: 1 } }) };
    expect(runAll(thrown, { randomSeed: 1, count: 5 }).ending).toEqual({ totals: noTotals, contradiction: 0 });
  });
});

test("a case as text keeps the sign of -0 and every digit", () => {
  const at = { x: -0, y: 5e-324, z: 0.1 + 0.2 };
  const { at: read } = JSON.parse(formulaCaseText({ formula: 'x + "', at })) as { at: typeof at };
  expect(read).toEqual(at);
  expect(Object.is(read.x, -0)).toBe(true);
});

test("numerical and reverse mode alone are enough for a verdict", () => {
  expect(judge({ f: reverseOf("x^2"), point: { x: 3 } }, { methods: [numerical, reverse] }).contradiction).toBeUndefined();
});
