// The second line of defence: a thread that does not stop by itself is ended, and costs what it was asked last.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { differenceQuotient } from "../../src/course/grading/exercises/01-difference-quotient.js";

// As built: a thread starts from a file of JavaScript.
const { startGrader } = (await import(resolve("dist/apps/grader/grader.js"))) as typeof import("../../src/apps/grader/grader.js");
const grader = startGrader({ processor: 3_000, clock: 600_000 });
afterAll(() => grader.close());

const solution = readFileSync("solutions/01-difference-quotient/difference.ts", "utf8");
/** Searching four billion holes is one step to the sandbox. */
const endless = "const holes = []; holes.length = 4e9; holes.indexOf(1);";
const graded = (source: string) => grader.grade(differenceQuotient, { "difference.ts": source }, { randomSeed: 1 });

test("a thread that had to be ended costs one property, and the next submission is graded as ever", async () => {
  const report = await graded(solution.replace("return (f(x + h) - f(x)) / h;", `if (x > 5) { ${endless} } return (f(x + h) - f(x)) / h;`));
  expect(report.properties.map(({ name, verdict }) => [name, verdict])).toEqual(
    differenceQuotient.properties.map(({ name }) => [name, ["forward-difference", "two-calls"].includes(name) ? "failed" : "passed"]),
  );
  expect(report.properties[0]?.failure?.got).toMatch(/ended from outside/);
  expect(report.points).toBe(7);

  const next = await graded(solution);
  expect(next.points).toBe(next.outOf);
});

test("a file that has to be ended while it is loaded is no program", async () => {
  const report = await graded(`${endless}\n${solution}`);
  expect(report.problem?.message).toMatch(/did not come to an end/);
  expect(report.properties.map(({ verdict }) => verdict)).toEqual(differenceQuotient.properties.map(() => "not-judged"));
});

test("the report of a thread is the report of the checks", async () => {
  const { grade } = await import("../../src/course/grading/grade.js");
  const { quickJsSandbox } = await import("../../src/course/grading/sandbox/quickjs.js");
  const source = solution.replace("(2 * h)", "h");
  const plain = await grade(differenceQuotient, { "difference.ts": source }, await quickJsSandbox(), { randomSeed: 1 });
  expect(await graded(source)).toEqual(plain);
});
