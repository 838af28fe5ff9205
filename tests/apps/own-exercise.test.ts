// A course's own exercise: a folder with a manifest, from the example of the guide to what may be wrong with one.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exerciseOf, idOf, ownExercise } from "../../src/apps/own-exercise/own-exercise.js";
import { OwnExerciseError } from "../../src/apps/own-exercise/own-exercise-error.js";
import { grade, quickJsSandbox } from "../../src/grading.js";
import { expectRefused, json, temporaryFolder, trigrad } from "./run.js";

const example = "examples/own-exercise";
const { path: folder } = temporaryFolder();
const sandbox = await quickJsSandbox();
const exercise = await ownExercise(example);
const solution = readFileSync(`${example}/solution/softplus.ts`, "utf8");
const graded = (source: string, randomSeed = 1) => grade(exercise, { "softplus.ts": source }, sandbox, { randomSeed });

/** A copy of the example outside the repository, with some files changed. */
function changed(name: string, files: Readonly<Record<string, string>>): string {
  const copy = join(folder, name);
  cpSync(example, copy, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(copy, file), text);
  return copy;
}

const check = readFileSync(`${example}/check/softplus.ts`, "utf8");

describe("the example", () => {
  it("gives its solution full marks for 20 seeds, and its stub none", async () => {
    for (let seed = 0; seed < 20; seed++) expect((await graded(solution, seed)).points, `seed ${seed}`).toBe(10);
    expect((await graded(readFileSync(`${example}/softplus.ts`, "utf8"))).points).toBe(0);
  });

  it.each([
    ["Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))", "Math.log(1 + Math.exp(x))", "value", "overflow"],
    ["x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))", "x > 0 ? 1 : 0", "slope", "slope-of-relu"],
  ])("tells a student who writes %s as %s what is wrong", async (right, wrong, law, misconception) => {
    const { properties } = await graded(solution.replace(right, wrong));
    const [failed, other] = properties.filter(({ verdict }) => verdict === "failed");
    expect(other).toBeUndefined();
    expect({ law: failed?.name, misconception: failed?.failure?.misconception?.name }).toEqual({ law, misconception });
  });

  it("is graded and run from anywhere, without a package beside it", async () => {
    const copy = changed("anywhere", {});
    const { code, out } = await trigrad(["grade", "solution", "--exercise", ".", "--seed", "1", "--format", "json"], { cwd: copy });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ exercise: { number: 21, name: "softplus", title: "Softplus" }, points: 10 });
    expect((await trigrad(["exercise", copy, "--seed", "1"])).out).toContain("0 of 10 points");
    cpSync(join(copy, "solution"), copy, { recursive: true });
    expect((await trigrad(["exercise", copy, "--seed", "1"])).code).toBe(0);
  });

  it("is found again by a thread through its folder, others by their number", async () => {
    expect(await exerciseOf(idOf(exercise))).toEqual(expect.objectContaining({ name: "softplus" }));
    expect((await exerciseOf(7)).name).toBe("topological-order");
  });
});

describe("a check", () => {
  it("may have files of its own, in TypeScript and JavaScript", async () => {
    const copy = changed("helpers", {
      "check/softplus.ts": check
        .replace("16 * u", "tolerance * u")
        .replace("import {", 'import { tolerance } from "./tolerance.js";\nimport {'),
      "check/tolerance.ts": 'import { n } from "./n.js";\nexport const tolerance: number = n;\n',
      "check/n.js": "export const n = 16;\n",
    });
    const own = await ownExercise(copy);
    expect((await grade(own, { "softplus.ts": solution }, sandbox, { randomSeed: 1 })).points).toBe(10);
  });

  it("whose own code fails is not held against the student", async () => {
    const copy = changed("fails", {
      "check/softplus.ts": check.replace("const expected = derivative({ x: at }).value;", 'throw new RangeError("no oracle");'),
    });
    const run = await trigrad(["grade", join(copy, "solution"), "--exercise", copy, "--seed", "1"]);
    expectRefused(run);
    expect(run.err).toContain("the check itself failed: no oracle");
    const inJson = await trigrad(["grade", join(copy, "solution"), "--exercise", copy, "--seed", "1", "--format", "json"]);
    expect(json(inJson).error.kind).toBe("bad-exercise");
  });

  it.each([
    ["no manifest", { "exercise.json": undefined }, /there is no exercise\.json/],
    ["a manifest that is no JSON", { "exercise.json": "{" }, /exercise\.json: this is no JSON/],
    ["a manifest of another version", { "exercise.json": '{"schema":2,"check":"check/softplus.ts"}' }, /expected "schema": 1/],
    ["a check beside the stub", { "exercise.json": '{"schema":1,"check":"softplus.ts"}' }, /a file in a folder inside this one/],
    ["a check outside", { "exercise.json": '{"schema":1,"check":"../check/softplus.ts"}' }, /a file in a folder inside this one/],
    ["a check that is not there", { "exercise.json": '{"schema":1,"check":"check/x.ts"}' }, /there is no such file/],
    ["a mistake of syntax", { "check/softplus.ts": "\nexport const (" }, /softplus\.ts, line 2/],
    ["a check that throws", { "check/softplus.ts": "\nnull.x;" }, /softplus\.ts: Cannot read .* \(line 2\)/],
    ["an unknown package", { "check/softplus.ts": 'import "no-such-package";' }, /"no-such-package" cannot be imported/],
    ["an unknown file", { "check/softplus.ts": 'import "./no.js";' }, /"\.\/no\.js" cannot be imported/],
    ["no export", { "check/softplus.ts": "export const x = 1;" }, /expected an export named "exercise"/],
    ["no number", { "check/softplus.ts": check.replace("number: 21", "number: 0") }, /whole number from 1/],
    ["a name with a slash", { "check/softplus.ts": check.replace('name: "softplus"', 'name: "../x"') }, /in small letters/],
    ["no properties", { "check/softplus.ts": check.replace(/properties: \[[\s\S]*/, "properties: [] });") }, /no properties/],
    ["one name twice", { "check/softplus.ts": check.replace('name: "slope"', 'name: "value"') }, /the same name/],
    ["a property of no points", { "check/softplus.ts": check.replace("points: 5", "points: 0") }, /property 1 is not made by/],
  ])("with %s is refused with what to mend", async (name, files: Readonly<Record<string, string | undefined>>, message) => {
    const copy = changed(name.replaceAll(" ", "-"), {});
    mkdirSync(copy, { recursive: true });
    for (const [file, text] of Object.entries(files)) text === undefined ? rmSync(join(copy, file)) : writeFileSync(join(copy, file), text);
    const loading = ownExercise(copy);
    await expect(loading).rejects.toThrow(OwnExerciseError);
    await expect(loading).rejects.toThrow(message);
  });
});
