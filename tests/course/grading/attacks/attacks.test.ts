// Every attack ends with a plain verdict, costs only what it spoilt, and leaves the grader as it was.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { processorTime } from "../../../../src/apps/grader/processor-time.js";
import { differenceQuotient } from "../../../../src/course/grading/exercises/01-difference-quotient.js";
import { grade } from "../../../../src/course/grading/grade.js";
import { quickJsSandbox } from "../../../../src/course/grading/sandbox/quickjs.js";
import { gradeText } from "../../../../src/views/grade-report.js";
import { plainPaint } from "../../../../src/views/paint.js";
import { type Attack, attacks } from "./table.js";

const sandbox = await quickJsSandbox(processorTime);
const solution = readFileSync("solutions/01-difference-quotient/difference.ts", "utf8");
const randomSeed = Number(process.env.TRIGRAD_SEED);
const graded = (source: string) => grade(differenceQuotient, { "difference.ts": source }, sandbox, { randomSeed });

const lost: Readonly<Record<Attack["loses"], readonly string[]>> = {
  "full marks": [],
  "one function": ["forward-difference", "two-calls"],
  everything: differenceQuotient.properties.map(({ name }) => name),
  "no program": differenceQuotient.properties.map(({ name }) => name),
};

test.each(attacks)("$name", async ({ source, loses, says }) => {
  const report = await graded(source);
  expect(report.properties.filter(({ verdict }) => verdict !== "passed").map(({ name }) => name)).toEqual(lost[loses]);
  expect(report.problem !== undefined).toBe(loses === "no program");
  const message = report.problem?.message ?? report.properties[0]?.failure?.got ?? "";
  if (says !== undefined) expect(message).toMatch(says);
  if (loses !== "full marks") expect(message).toMatch(/\S/);
  // What the terminal is given has no control character but the line end.
  expect(gradeText(report, 3, { width: 100, unicode: true, paint: plainPaint })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(JSON.stringify(report).length).toBeLessThan(30_000);
  expect(Object.prototype).not.toHaveProperty("polluted");

  const next = await graded(solution);
  expect(next.points).toBe(next.outOf);
});

test("a table of the answers to one seed is lost with another", async () => {
  const ask = `
    export function forwardDifference(f, x, h) { console.log(JSON.stringify([f(x), x, h, (f(x + h) - f(x)) / h])); return (f(x + h) - f(x)) / h; }
    export function centralDifference(f, x, h) { return (f(x + h) - f(x - h)) / (2 * h); }
    export function stepSize(x) { return 6e-6 * Math.max(1, Math.abs(x)); }`;
  const spied = await grade(differenceQuotient, { "difference.ts": ask }, sandbox, { randomSeed: 1, runs: 20 });
  const known = spied.output.trim().split("\n");
  expect(known).toHaveLength(20);
  const replayed = ask.replace(
    /console\.log.*return .*?; }/,
    `const known = [${known.join()}]; const found = known.find((row) => row[0] === f(x) && row[1] === x && row[2] === h); return found ? (f(x + h), found[3]) : 0; }`,
  );
  const [same, other] = [1, 2].map((randomSeed) =>
    grade(differenceQuotient, { "difference.ts": replayed }, sandbox, { randomSeed, runs: 20 }),
  );
  expect((await same)?.properties[0]?.verdict).toBe("passed");
  expect((await other)?.properties[0]?.verdict).toBe("failed");
});

test("the report depends on the seed alone", async () => {
  const random = `
    export function forwardDifference(f, x, h) { return Math.random(); }
    export function centralDifference(f, x, h) { return (f(x + h) - f(x - h)) / (2 * h) + Math.random() * 1e-20; }
    export function stepSize(x) { return 6e-6; }`;
  expect(await graded(random)).toEqual(await graded(random));
});
