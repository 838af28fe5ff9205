// The formats of trigrad grade, as the programs that read them want them.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { expectRefused, json, type Run, temporaryFolder, trigrad } from "./run.js";
import { archive } from "./submission/archive.js";

const { path: folder, write } = temporaryFolder();
const wrong = "tests/course/grading/wrong/07-topological-order/forgotten-accumulation.ts";
const solution = "solutions/07-topological-order";
const grade = (path: string, ...args: readonly string[]) => trigrad(["grade", path, "--seed", "1", ...args]);
const asked = ["--exercise", "07"];

/** Elements of well-formed XML, with their attributes and texts; anything else throws. */
function elements({ out }: Run) {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: "" };
    found.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const [last] = open.slice(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(out).close();
  return found;
}

const named = (all: ReturnType<typeof elements>, name: string) => all.filter((one) => one.name === name);

/** Says what would do harm in XML, in a log of GitHub, and on a terminal. */
const noisy = write(
  "noisy.ts",
  'console.log("]]></system-out><a>&\\u0007\\u001b\\uD800\\n::error::forged\\n::set-output name=result::forged");\nexport const topologicalOrder = () => "\\n::error::forged <b>";\n',
);

describe("gradescope", () => {
  it("gives points and a text for each law", async () => {
    const run = await grade(wrong, ...asked, "--format", "gradescope");
    expect(run.code).toBe(1);
    const { score, tests, stdout_visibility, extra_data } = json(run);
    expect(tests.length).toBeGreaterThan(2);
    expect(tests.reduce((sum: number, one: { score: number }) => sum + one.score, 0)).toBe(score);
    expect(tests.reduce((sum: number, one: { max_score: number }) => sum + one.max_score, 0)).toBe(10);
    for (const one of tests) {
      expect(one.status).toBe(one.score === one.max_score ? "passed" : "failed");
      expect(one.output === "").toBe(one.status === "passed");
      expect(one).toMatchObject({ output_format: "text", visibility: "visible", number: expect.stringMatching(/^7\.\d$/) });
    }
    expect(tests.find((one: { status: string }) => one.status === "failed").output).toMatch(/^call .*\n[\s\S]*hint 1/);
    expect({ stdout_visibility, ...extra_data }).toMatchObject({
      stdout_visibility: "hidden",
      exercise: "07-topological-order",
      randomSeed: 1,
    });
  });

  it("is a result of 0 points for a submission that cannot be read", async () => {
    const run = await grade("nowhere.zip", ...asked, "--format", "gradescope");
    expect(run.code).toBe(2);
    expect(json(run)).toMatchObject({ score: 0, output: "nowhere.zip: there is no such file or folder.", tests: [] });
  });
});

describe("junit", () => {
  it("is XML with a test case for each law", async () => {
    const all = elements(await grade(wrong, ...asked, "--format", "junit"));
    const [suites] = named(all, "testsuites");
    const cases = named(all, "testcase");
    expect(suites?.attributes).toMatchObject({ tests: String(cases.length), errors: "0" });
    expect(named(all, "failure")).toHaveLength(Number(suites?.attributes["failures"]));
    expect(Number(suites?.attributes["failures"])).toBeGreaterThan(0);
    expect(named(all, "failure")[0]?.text).toContain("\ngot ");
    expect(Object.fromEntries(named(all, "property").map(({ attributes }) => [attributes["name"], attributes["value"]]))).toMatchObject({
      outOf: "10",
      randomSeed: "1",
    });
    expect(named(elements(await grade(solution, "--format", "junit")), "failure")).toEqual([]);
  });

  it("holds whatever a program says, and refusals", async () => {
    const all = elements(await grade(noisy, ...asked, "--format", "junit"));
    expect(named(all, "a")).toEqual([]);
    expect(named(all, "system-out")[0]?.text).toContain("]]></system-out><a>&\uFFFD\uFFFD");
    expect(named(elements(await grade("nowhere", "--format", "junit")), "error")[0]?.text).toBe(
      "nowhere: there is no such file or folder.",
    );
  });
});

describe("github", () => {
  it("annotates what fails, gives the points, and hands the result to later steps", async () => {
    const output = write("github-output", "before=1\n");
    const run = await trigrad(["grade", wrong, ...asked, "--seed", "1", "--format", "github"], { env: { GITHUB_OUTPUT: output } });
    expect(run.code).toBe(1);
    const lines = run.out.trim().split("\n");
    expect(lines.every((line) => /^::(error|notice) [^:]*::/.test(line))).toBe(true);
    expect(lines[0]).toMatch(/^::error file=tests\/course\/grading\/wrong\/07-topological-order\/forgotten-accumulation\.ts,title=.*%0A/);
    expect(lines.at(-1)).toMatch(/^::notice title=07-topological-order::\d of 10 points$/);
    const [, before, result = ""] = /^(before=1)\nresult=(.*)\n$/.exec(readFileSync(output, "utf8")) ?? [];
    expect(before).toBe("before=1");
    const { version, status, max_score, tests } = JSON.parse(Buffer.from(result, "base64").toString());
    expect({ version, status, max_score }).toEqual({ version: 1, status: "fail", max_score: 10 });
    expect(`${tests.reduce((sum: number, one: { score: number }) => sum + one.score, 0)} of 10 points`).toBe(lines.at(-1)?.split("::")[2]);
  });

  it("lets no program give commands", async () => {
    const { out } = await grade(noisy, ...asked, "--format", "github");
    for (const line of out.trim().split("\n")) expect(line).toMatch(/^::(error file=|notice title=07)/);
    expect(out).not.toMatch(/^::error::forged/m);
  });

  it("names the line of a mistake of syntax", async () => {
    const broken = write("broken.ts", "\n\nexport function (");
    const run = await grade(broken, ...asked, "--format", "github");
    expect(run.code).toBe(2);
    expect(run.out).toMatch(/^::error file=.*broken\.ts,line=3,title=07-topological-order::/);
  });
});

describe("json", () => {
  it.each([
    [["nowhere"], "bad-path"],
    [["README.md"], "bad-submission"],
    [[solution, "--seed", "x"], "bad-option"],
    [[solution, "--exercise", "99"], "bad-option"],
    [[solution, "--hints", "4"], "bad-option"],
  ])("says in JSON why %j is refused", async (args, kind) => {
    const run = await trigrad(["grade", ...args, "--format", "json"]);
    expect({ code: run.code, err: run.err }).toEqual({ code: 2, err: "" });
    const { message, error, ...rest } = json(run);
    expect(rest).toEqual({ schema: 1, verdict: "error" });
    expect(error).toEqual({ kind, message });
  });
});

describe("--out", () => {
  it("writes the report whole and leaves nothing beside it", async () => {
    const out = join(folder, "out", "..", "results.json");
    const run = await grade(wrong, ...asked, "--format", "gradescope", "--out", out);
    expect(run.out).toMatch(/results\.json: \d of 10 points\.\n$/);
    expect(JSON.parse(readFileSync(out, "utf8")).tests.length).toBeGreaterThan(2);
    expect(readdirSync(folder).filter((name) => name.includes("results"))).toEqual(["results.json"]);
    const refused = await grade("nowhere", "--format", "gradescope", "--out", out);
    expect(refused).toMatchObject({ code: 2, out: `${out}: nowhere: there is no such file or folder.\n` });
    expect(JSON.parse(readFileSync(out, "utf8")).score).toBe(0);
  });

  it("has a place, or nothing is graded", async () => {
    expectRefused(await grade(solution, "--out", join(folder, "missing", "x")));
    expectRefused(await grade(solution, "--out", folder));
    expectRefused(await grade(solution, "--format", "yaml"));
  });
});

describe("an archive", () => {
  it("is graded like its folder", async () => {
    const path = join(folder, "homework.zip");
    writeFileSync(path, await archive({ "07-topological-order/order.ts": { text: readFileSync(`${solution}/order.ts`) } }));
    const { code, out } = await grade(path);
    expect(code).toBe(0);
    expect(out).toContain("10 of 10 points");
    const refused = await grade(join(folder, "results.json"), "--format", "text");
    expectRefused(refused);
  });
});
