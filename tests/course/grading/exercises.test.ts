// All exercises: solutions get full marks, stubs none, and every typical wrong answer is told what is wrong with it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf } from "../../../src/course/grading/exercise.js";
import { exercises } from "../../../src/course/grading/exercises/index.js";
import { grade } from "../../../src/course/grading/grade.js";
import { quickJsSandbox } from "../../../src/course/grading/sandbox/quickjs.js";

const sandbox = await quickJsSandbox();
const seeds = Array.from({ length: 20 }, (_, i) => Number(process.env.TRIGRAD_SEED) + i);

const filesIn = (folder: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));

describe.each(exercises.map((exercise) => [folderOf(exercise), exercise] as const))("exercise %s", (folder, exercise) => {
  const [main = ""] = exercise.files;

  test("the solution gets full marks for 20 seeds", async () => {
    const files = filesIn(join("solutions", folder), exercise.files);
    for (const randomSeed of seeds) {
      const report = await grade(exercise, files, sandbox, { randomSeed });
      expect(
        report.properties.filter(({ verdict }) => verdict !== "passed"),
        `seed ${randomSeed}`,
      ).toEqual([]);
      expect(report.points).toBe(report.outOf);
    }
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
  const answers = existsSync(wrong) ? readdirSync(wrong) : [];

  test("at least eight wrong answers are known", () => {
    expect(answers.length).toBeGreaterThanOrEqual(8);
  });

  test.each(answers)("wrong answer %s loses marks on the right property and is told why", async (answer) => {
    const source = readFileSync(join(wrong, answer), "utf8");
    const [, lost = "", meant = ""] = /^\/\/ loses: (.*); misconception: (.*)$/m.exec(source) ?? [];
    for (const randomSeed of seeds.slice(0, 3)) {
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
