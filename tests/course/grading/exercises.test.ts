// All exercises: solutions and other right answers get full marks, stubs none, and every typical wrong answer is told what is wrong with it.
// TRIGRAD_GRADES=2000 grades each right answer with so many seeds, which gives 100,000 trials to most laws.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { processorTime } from "../../../src/apps/grader/processor-time.js";
import { type Exercise, folderOf } from "../../../src/course/grading/exercise.js";
import { exercises } from "../../../src/course/grading/exercises/index.js";
import { grade } from "../../../src/course/grading/grade.js";
import { quickJsSandbox } from "../../../src/course/grading/sandbox/quickjs.js";
import { roundedOnceMore } from "./rounded.js";

// As in the terminal: a machine that is busy with something else takes no points away.
const sandbox = await quickJsSandbox(processorTime);
const asked = process.env["TRIGRAD_GRADES"];
const seedsFor = (usual: number) =>
  Array.from({ length: asked === undefined ? usual : Number(asked) }, (_, i) => Number(process.env.TRIGRAD_SEED) + i);
const seeds = {
  solution: seedsFor(20),
  right: seedsFor(3),
  rounded: seedsFor(2),
  wrong: [0, 1, 2].map((i) => Number(process.env.TRIGRAD_SEED) + i),
};

// As many as are asked for take their time.
if (asked !== undefined) vi.setConfig({ testTimeout: 3_000_000 });

const filesIn = (folder: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));

const answersIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

async function expectFullMarks(exercise: Exercise, files: Readonly<Record<string, string>>, chosen: readonly number[]): Promise<void> {
  expect(chosen.length).toBeGreaterThan(0);
  for (const randomSeed of chosen) {
    const report = await grade(exercise, files, sandbox, { randomSeed });
    expect(
      report.properties.filter(({ verdict }) => verdict !== "passed"),
      `seed ${randomSeed}`,
    ).toEqual([]);
    expect(report.points).toBe(report.outOf);
  }
}

describe.each(exercises.map((exercise) => [folderOf(exercise), exercise] as const))("exercise %s", (folder, exercise) => {
  const [main = ""] = exercise.files;

  test(`the solution gets full marks for ${seeds.solution.length} seeds`, () =>
    expectFullMarks(exercise, filesIn(join("solutions", folder), exercise.files), seeds.solution));

  const right = join("tests/course/grading/right", folder);
  const others = answersIn(right);

  test("at least two right answers are known that are written otherwise", () => {
    expect(others.length).toBeGreaterThanOrEqual(2);
  });

  test.each(others)("right answer %s gets full marks", (answer) =>
    expectFullMarks(exercise, { [main]: readFileSync(join(right, answer), "utf8") }, seeds.right),
  );

  test("the solution keeps them when each of its operations is off by a rounding more", async () => {
    const source = roundedOnceMore(readFileSync(join("solutions", folder, main), "utf8"));
    // Behind the definition, a call at least.
    expect(source.split("rounded(").length).toBeGreaterThan(2);
    await expectFullMarks(exercise, { [main]: source }, seeds.rounded);
  });

  test("the stub runs, says that it is not written yet, and gets no points", async () => {
    const report = await grade(exercise, filesIn(join("exercises", folder), exercise.files), sandbox, { randomSeed: 1 });
    expect(report.problem).toBeUndefined();
    expect(report.points).toBe(0);
  });

  test("the task and its picture are there", () => {
    const text = readFileSync(join("exercises", folder, "README.md"), "utf8");
    for (const name of Object.keys(exercise.exports)) expect(text).toContain(name);
    expect(readdirSync(join("exercises", folder)).filter((name) => name.endsWith(".svg"))).toHaveLength(1);
  });

  test("no hint and no law gives code away", () => {
    const all = [
      ...exercise.properties.flatMap(({ hints }) => hints),
      ...Object.values(exercise.misconceptions).flatMap(({ hints }) => hints),
    ];
    for (const hint of all) expect(hint).not.toMatch(/return |=>|;$|`/);
  });

  const wrong = join("tests/course/grading/wrong", folder);
  const answers = answersIn(wrong);

  test("at least eight wrong answers are known", () => {
    expect(answers.length).toBeGreaterThanOrEqual(8);
  });

  test.each(answers)("wrong answer %s loses marks on the right property and is told why", async (answer) => {
    const source = readFileSync(join(wrong, answer), "utf8");
    const [, lost = "", meant = ""] = /^\/\/ loses: (.*); misconception: (.*)$/m.exec(source) ?? [];
    for (const randomSeed of seeds.wrong) {
      const report = await grade(exercise, { [main]: source }, sandbox, { randomSeed });
      const failed = report.properties.filter(({ verdict }) => verdict !== "passed");
      expect(
        failed.map(({ name }) => name),
        JSON.stringify(failed),
      ).toEqual(expect.arrayContaining(lost.split(", ")));
      const meantFor = failed.filter(({ name }) => lost.split(", ").includes(name));
      const named = new Set(meantFor.map(({ failure }) => failure?.misconception?.name ?? "-"));
      expect([...named].sort(), JSON.stringify(meantFor)).toEqual(meant.split(", ").sort());
    }
  });
});
