import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { LabReport } from "../../src/course/labs/report.js";
import { labListText, labOptionsText, labText, questionText, repeatCommand } from "../../src/views/lab.js";
import { labTable } from "../../src/views/lab-table.js";
import { plainPaint } from "../../src/views/paint.js";
import { anyNumber, anyText, plotOf, plots } from "./plots/arbitrary.js";

const paint = plainPaint;
const wide = { width: 100, unicode: true, paint };
const widest = (text: string) => Math.max(...text.split("\n").map((line) => stringWidth(line)));

const report: LabReport = {
  name: "demo",
  title: "A demonstration",
  question: "What does α do?",
  predict: "Guess the slope.",
  settings: { depth: 5, rates: "0.1, 1", largest: 1e-8 },
  randomSeed: 7,
  data: null,
  plots: [plotOf([1, 2, 3].map((x) => ({ x, y: x * x })))],
  tables: [
    {
      title: "Errors",
      head: ["h", "error"],
      rows: [
        [1e-8, 0.123456789],
        [1, 12345],
      ],
    },
  ],
  findings: [
    { claim: "it falls", seen: "seen here", because: "The slope is -1." },
    { claim: "it rises", seen: "not seen here", because: "The slope is -1." },
    { claim: "it stays", seen: "depends", because: "For 2 of 5 seeds." },
  ],
  seen: "The error fell.",
};

describe("a lab's report", () => {
  it("stands in the order of an experiment, nothing left out", () => {
    const text = labText(report, { depth: 5 }, wide);
    const parts = [
      "A demonstration",
      "Question: What does α do?",
      "Predict first: Guess the slope.",
      "A plot",
      "Errors",
      "0.123457",
      "12,345",
      "What was seen",
      "The error fell.",
      "seen here: it falls\n  The slope is -1.",
      "not seen here: it rises\n  The slope is -1.",
      "depends: it stays\n  For 2 of 5 seeds.",
      "Settings: depth = 5; rates = 0.1, 1; largest = 1e-8; randomSeed = 7",
      "Again:\n  trigrad lab demo --set depth=5 --seed 7",
    ];
    const places = parts.map((part) => text.indexOf(part));
    for (const [i, part] of parts.entries()) expect(places[i], part).toBeGreaterThanOrEqual(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("asks before it shows", () => {
    const text = questionText(report, wide);
    expect(text).toBe("A demonstration\nQuestion: What does α do?\nPredict first: Guess the slope.");
  });

  it("paints the judgement of a claim, and says it in words", () => {
    const painted = { ...paint, good: (text: string) => `<${text}>`, gradient: (text: string) => `{${text}}` };
    const text = labText(report, {}, { ...wide, paint: painted });
    expect(text).toContain("<seen here>: it falls");
    expect(text).toContain("{not seen here}: it rises");
  });

  it("fits any width, without Unicode in letters of ASCII, whatever it says", () => {
    const table = fc
      .record({ title: anyText, head: fc.array(anyText, { minLength: 1, maxLength: 6 }) })
      .chain(({ title, head }) =>
        fc
          .array(fc.array(fc.oneof(anyText, anyNumber), { maxLength: head.length }), { maxLength: 4 })
          .map((rows) => ({ title, head, rows })),
      );
    const finding = fc.record({
      claim: anyText,
      seen: fc.constantFrom("seen here" as const, "not seen here" as const, "depends" as const),
      because: anyText,
    });
    const reports: fc.Arbitrary<LabReport> = fc.record({
      name: fc.constant("any"),
      title: anyText,
      question: anyText,
      predict: anyText,
      settings: fc.dictionary(fc.constantFrom("depth", "rates", "α"), fc.oneof(anyText, anyNumber)),
      randomSeed: fc.nat(),
      data: fc.constant(null),
      plots: fc.array(plots, { maxLength: 1 }),
      tables: fc.array(table, { maxLength: 2 }),
      findings: fc.array(finding, { maxLength: 2 }),
      seen: anyText,
    });
    fc.assert(
      fc.property(reports, fc.integer({ min: 40, max: 200 }), fc.boolean(), (any, width, unicode) => {
        const text = labText(any, { depth: 3 }, { width, unicode, paint });
        expect(widest(text)).toBeLessThanOrEqual(width);
        expect(text).not.toMatch(/[^\P{Cc}\n]/u);
        if (!unicode) expect(text).toMatch(/^[\n -~]*$/);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the command that repeats a run", () => {
  it("has what was typed and the seed, fit for a shell", () => {
    expect(repeatCommand(report, { formula: "it's x * y", depth: 3 })).toEqual([
      "trigrad lab demo",
      "--set 'formula=it'\\''s x * y'",
      "--set depth=3",
      "--seed 7",
    ]);
    expect(repeatCommand({ name: "demo" }, {})).toEqual(["trigrad lab demo"]);
  });

  it("names the seed once", () => {
    expect(repeatCommand(report, { randomSeed: 7 })).toEqual(["trigrad lab demo", "--seed 7"]);
  });

  it("is folded so that a shell reads one command", () => {
    const settings = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`setting${i}`, i]));
    const command = labText(report, settings, { ...wide, width: 60 }).split("Again:\n")[1] ?? "";
    const lines = command.split("\n");
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/ \\$/);
    expect(command.replace(/ \\\n {2}/g, " ").trim()).toBe(repeatCommand(report, settings).join(" "));
  });
});

describe("a table of a lab", () => {
  const table = {
    title: "Claims",
    head: ["what", "how often it was seen"],
    rows: [
      ["a text of many words that gives way", 3],
      ["short", 12000],
    ],
  };

  it("keeps numbers to the right and whole", () => {
    expect(labTable(table, { width: 70, unicode: false, paint })).toMatch(/\| short +\| +12,000 \|/);
    expect(labTable(table, { width: 40, unicode: false, paint })).toMatch(/\| short +\| +12,000 \|/);
  });

  it("wraps texts before it gives the frame up", () => {
    const narrow = labTable(table, { width: 40, unicode: true, paint });
    expect(narrow).toContain("┌");
    expect(widest(narrow)).toBeLessThanOrEqual(40);
    const many = { title: "t", head: Array.from({ length: 12 }, (_, i) => `column${i}`), rows: [Array.from({ length: 12 }, (_, i) => i)] };
    const list = labTable(many, { width: 40, unicode: true, paint });
    expect(list).not.toContain("┌");
    expect(list).toContain("column0: 0\n  column1: 1\n");
  });
});

describe("lists", () => {
  it("names each lab with its title and question", () => {
    const labs = [report, { ...report, name: "a-longer-name" }];
    expect(labListText(labs, wide)).toBe(
      "demo           A demonstration\n               What does α do?\na-longer-name  A demonstration\n               What does α do?",
    );
  });

  it("shows every setting with its default and what it means", () => {
    const options = { h: { default: 1e-8, meaning: "the step size" }, formula: { default: "x^2 + ".repeat(12), meaning: "the function" } };
    const text = labOptionsText({ options }, { ...wide, width: 60 });
    expect(text).toMatch(/^ {2}h=1e-8 +the step size$/m);
    expect(text).toMatch(/^ +the function$/m);
    expect(widest(text)).toBeLessThanOrEqual(60);
  });
});
