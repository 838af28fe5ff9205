// Cross-checks as text: what was counted, what contradicts, and how to see it again, at any width.

import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { compareCase } from "../../src/index.js";
import type { Comparison } from "../../src/verify/compare/comparison.js";
import { type CrosscheckReport, crosscheckText, totalsLine } from "../../src/views/crosscheck.js";
import { plainPaint } from "../../src/views/paint.js";

const shown = (report: CrosscheckReport, width = 100, unicode = true) => crosscheckText(report, { width, unicode, paint: plainPaint });

const report: CrosscheckReport = {
  what: "formulas",
  seed: 7,
  size: 12,
  wild: true,
  count: 1000,
  totals: {
    done: 400,
    verdicts: { agree: 390, "not-differentiable": 8, inconclusive: 2 },
    inconclusive: { overflow: { count: 2, first: '{"formula":"log(1 + exp(x))","at":{"x":800}}' } },
    answered: { numerical: 396, symbolic: 400, forward: 400, reverse: 400 },
  },
  seconds: 20,
  ending: "time",
  resume: "trigrad crosscheck --state run.json --count 1000",
};

const contradiction: CrosscheckReport = {
  ...report,
  ending: "contradiction",
  counterexample: {
    kind: "disagreement",
    message: "symbolic and reverse cannot both be right about x: 1 and 2.",
    text: '{"formula":"sin(x)","at":{"x":1}}',
    original: '{"formula":"sin(x) * y + exp(x)","at":{"x":1.234,"y":2}}',
    n: 400,
    path: "0:1:2",
    steps: 2,
    comparison: compareCase({ formula: "sin(x)", at: { x: 1 } }) as Comparison,
    replay: `trigrad crosscheck --replay '{"formula":"sin(x)","at":{"x":1}}'`,
  },
};

describe("a cross-check as text", () => {
  test("counts verdicts, methods and reasons, with shares", () => {
    const text = shown(report);
    expect(text).toMatch(/^400 random formulas of up to 12 operations, points with extreme numbers; seed 7; 20 s, 20 per second\n/);
    expect(text).toMatch(/all methods agree .* 390 .* 97\.5 %/);
    expect(text).toMatch(/numerical .* 396 .* 99 %/);
    expect(text).toMatch(/numbers on the way are too large for doubles .* 2 .* 0\.5 %/);
    expect(text).toContain('first overflow: {"formula":"log(1 + exp(x))","at":{"x":800}}');
  });

  test("says how it ended, what is left and how to go on", () => {
    expect(shown(report)).toContain(
      "The time is over. No contradiction in 400 cases. 600 cases were left.\ngo on: trigrad crosscheck --state run.json --count 1000",
    );
    expect(shown({ ...report, ending: "count", count: 400 })).toContain("No contradiction in 400 cases.");
  });

  test("shows a contradiction with its comparison, where it came from, and the command that replays it", () => {
    const text = shown(contradiction);
    expect(text).toContain("CONTRADICTION in case 401: the methods contradict each other.");
    expect(text).toContain("sin(x)  at  x = 1");
    expect(text).toContain('shrunk in 2 steps from {"formula":"sin(x) * y + exp(x)"');
    expect(text).toContain(`replay: trigrad crosscheck --replay '{"formula":"sin(x)","at":{"x":1}}'`);
    expect(text).toContain("fast-check: random seed 7, case 400, path 0:1:2");
    expect(text).not.toContain("No contradiction");
  });

  test("shows the case itself where nothing could be compared", () => {
    const { comparison: _, ...found } = contradiction.counterexample as NonNullable<CrosscheckReport["counterexample"]>;
    const text = shown({ ...contradiction, counterexample: { ...found, kind: "failure", message: "out of order", steps: 0 } });
    expect(text).toContain(`a comparison failed.\nout of order\n${found.text}`);
    expect(text).not.toContain("shrunk");
  });

  test.each([40, 60, 80, 100])("fits %d columns, but for what is to be copied", (width) => {
    for (const unicode of [true, false]) {
      for (const one of [report, contradiction]) {
        const lines = shown(one, width, unicode).split("\n");
        for (const line of lines.filter((each) => !/^(go on|replay|fast-check):/.test(each)))
          expect(stringWidth(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  test("has no tables before the first case", () => {
    const nothing = { ...report, totals: { done: 0, verdicts: {}, inconclusive: {}, answered: {} } };
    expect(shown(nothing)).not.toContain("Verdicts");
    expect(shown(nothing)).not.toMatch(/NaN/);
  });
});

test("running totals on one line", () => {
  expect(totalsLine(report.totals, 20)).toBe("390 agree, 8 not-differentiable, 2 inconclusive; 20 per second");
});
