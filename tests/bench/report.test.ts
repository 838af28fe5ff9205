import { expect, test } from "vitest";
import type { Result, RowResult } from "../../bench/measure/row.js";
import { ratioOf, rowsBehind } from "../../bench/report/comparison.js";
import { markdown } from "../../bench/report/markdown.js";
import { text } from "../../bench/report/text.js";
import { digits, duration, times } from "../../bench/report/words.js";
import type { Report } from "../../bench/run.js";

const took = (contender: string, seconds: number): Result => ({
  contender,
  outcome: "measured",
  timing: { seconds, quartiles: [seconds, seconds], turns: 9 },
  preparing: 0.002,
});

const row = (id: string, results: readonly Result[]): RowResult => ({ task: "b", id, title: `row ${id}`, results });

const ahead = row("ahead", [took("hand-written", 1e-6), took("trigrad reverse", 2e-6), took("trigrad forward", 8e-6), took("rose", 3e-6)]);
const behind = row("behind", [
  took("hand-written", 1e-3),
  { contender: "trigrad reverse", outcome: "unable", reason: "too large" },
  took("trigrad forward", 6e-3),
  took("rose", 2e-3),
]);
const wrong = row("wrong", [
  took("hand-written", 1e-6),
  took("trigrad reverse", 1e-5),
  { contender: "trigrad forward", outcome: "gave up", reason: "nothing after 10 s" },
  { contender: "rose", outcome: "wrong", reason: "d/dx, entry 0: 1 instead of 2" },
]);

const report: Report = {
  machine: { processor: "a processor", cores: 2, gigabytes: 8, node: "20.19.0", v8: "11.3" },
  isQuick: false,
  rows: [ahead, behind, wrong],
  memory: [{ contender: "trigrad reverse", length: 1_000_000, bytesPerOperation: 118.6 }],
  reverse: [{ task: "a", title: "(x + y) z", value: 2, valueAndGradient: 5, ratio: 1.75 }],
  failures: ["training: out of memory"],
};

test("ratios are to the code written by hand; without its time or the contender's there is none", () => {
  expect(ratioOf(ahead, "rose")).toBeCloseTo(3, 12);
  expect(ratioOf(wrong, "rose")).toBeUndefined();
  expect(ratioOf(row("alone", [took("rose", 1)]), "rose")).toBeUndefined();
});

test("a row is behind where a rival that is right beats all of our methods; code by hand is no rival", () => {
  expect(rowsBehind([ahead, behind, wrong]).map(({ title }) => title)).toEqual(["row behind"]);
  const [only] = rowsBehind([behind]);
  expect(only).toMatchObject({ best: { contender: "trigrad forward", seconds: 6e-3 }, rivals: [{ contender: "rose", seconds: 2e-3 }] });
});

test("the documentation says first where a rival is faster, and shows every cell", () => {
  const written = markdown(report);
  expect(written).toContain("A run on 2 cores of a processor, 8 GB, Node 20.19.0 (V8 11.3).");
  expect(written.indexOf("Where another library is faster")).toBeLessThan(written.indexOf("(b) The lecture's second formula"));
  expect(written).toMatch(/\| row behind \| +forward \| 6\.00 ms \| +rose 3\.00 \|/);
  expect(written).toMatch(/\| trigrad reverse \| +2\.00 \| +too large \| +10\.0 \|/);
  expect(written).toMatch(/\| trigrad forward \| +8\.00 \| +6\.00 \| +gave up \|/);
  expect(written).toContain("d/dx, entry 0: 1 instead of 2");
  expect(written).toMatch(/\| trigrad reverse \| +119 \|/);
  expect(written).toContain("in scalar operations at most 2.50; in time, both compiled and in place, at most 1.75.");
  expect(written).toContain("training: out of memory");
});

test("the terminal shows the same sections", () => {
  const titles = markdown(report)
    .split("\n")
    .filter((line) => line.startsWith("## ") && !line.includes("How to read"))
    .map((line) => line.slice(3));
  const shown = text(report, 120);
  for (const title of titles) expect(shown).toContain(`\n${title}\n`);
});

test("where no rival is faster, the report says so", () => {
  expect(markdown({ ...report, rows: [ahead] })).toContain(
    "Nowhere: on every row that a rival can run, one of trigrad's methods is faster.",
  );
});

test("numbers have as many digits as they can claim", () => {
  expect([duration(3.214e-9), duration(0.00045678), duration(12.3456), duration(1e-12)]).toEqual([
    "3.21 ns",
    "457 us",
    "12.3 s",
    "0.001 ns",
  ]);
  expect([times(0.8349), times(12.449), times(1243.9)]).toEqual(["0.83", "12.4", "1,240"]);
  expect([digits(5, 3), digits(0, 3), digits(123456, 3)]).toEqual(["5.00", "0.00", "123,000"]);
});

test("a missed aim is named first, with how far it was missed and why", () => {
  const slow = row("chain 1000000", [took("hand-written", 1e-3), took("trigrad reverse", 4e-3)]);
  const heavy = [{ contender: "trigrad reverse", length: 1_000_000, bytesPerOperation: 150 }];
  const written = markdown({ ...report, rows: [slow], memory: heavy });
  expect(written.indexOf("Where an aim is missed")).toBeLessThan(written.indexOf("Where another library is faster"));
  expect(written).toContain("On 2 of 4.");
  expect(written).toMatch(/\| row chain 1000000 +\| +4\.00 +\| +at most 3\.00 +\| +A million different steps/);
  expect(written).toMatch(/\| memory of the long chain, bytes an operation +\| +150 +\| +at most 120 +\|/);
});

test("an aim that is reached is not named", () => {
  const fast = row("chain 1000000", [took("hand-written", 1e-3), took("trigrad reverse", 2e-3)]);
  expect(markdown({ ...report, rows: [fast] })).toContain("Nowhere: all 4 hold.");
});

test("aims over a series of sizes: exponents near 1, and reverse mode beside the value", () => {
  const law = (exponent: number) => ({ coefficient: 1, exponent, standardError: 0.01, points: 5, from: 4, to: 64 });
  const one = { forward: law(1.05), numerical: law(0.95) };
  const series = { title: "f", rows: [{ n: 4, operations: {}, seconds: {}, compiledReverse: 2 }], laws: { operations: one, seconds: one } };
  const preparation = [{ title: "chain", rows: [{ nodes: 1000, tracing: 1, preparing: 4e-3 }], growth: law(1.02) }];
  expect(markdown({ ...report, rows: [], memory: [], growth: [series], preparation })).toContain("Nowhere: all 8 hold.");
  const missing = markdown({
    ...report,
    rows: [],
    memory: [],
    growth: [
      {
        ...series,
        rows: [{ n: 4, operations: {}, seconds: {}, compiledReverse: 4.5 }],
        laws: { ...series.laws, seconds: { forward: law(1.26) } },
      },
    ],
    preparation: [{ ...preparation[0], rows: [{ nodes: 1000, tracing: 1, preparing: 6e-3 }], growth: law(0.85) } as never],
  });
  expect(missing).toContain("On 4 of 7.");
  expect(missing).toMatch(/\| f: time of forward differentiation over n +\| +exponent 1\.26 \(\+- 0\.01\) +\| +1 \+- 0\.1 +\|/);
  expect(missing).toMatch(/\| time of value and gradient [^|]*\| +4\.50 +\| +at most 4\.00 /);
  expect(missing).toMatch(/\| chain: preparing a node +\| +6\.00 us +\| +at most 5\.00 us /);
});

test("where compiling pays late, the report names the functions", () => {
  const each = { interpreted: 3e-6, next: 1e-6, compiled: 5e-7, adaptive: 1e-6 };
  const paying = (title: string, next: number, compiles = true) => ({
    title,
    compiles,
    first: each,
    last: each,
    pays: { interpreted: 1, next, compiled: 300 },
    worst: { ratio: 2.25, calls: 12 },
    calls: 1000,
  });
  const written = markdown({ ...report, breakEven: [paying("soon", 20), paying("late", 70)] });
  expect(written).toContain("within 50 evaluations on 1 of 2 rows. Not on: late.");
  expect(written).toContain("at most 2.25 times");
  const tiny = markdown({ ...report, breakEven: [paying("soon", 20), paying("tiny", 70, false)] });
  expect(tiny).toContain("pays within 50 evaluations on every row. Not compiled: tiny.");
  expect(tiny).toMatch(/\| tiny +\| +3\.00 us \| +not compiled \|/);
});
