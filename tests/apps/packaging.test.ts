// What is handed to Gradescope and GitHub Classroom, unpacked and run as they do.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { openPromise } from "yauzl";
import { placedPackages } from "../../src/apps/packaging/packages.js";
import { environment, expectRefused, temporaryFolder, trigrad } from "./run.js";

const { path: folder } = temporaryFolder();

/**
 * Unpacks as `unzip` does, with the bits that make a program of a file.
 * @param grader one that was unpacked before: thousands of files need not be written again
 */
async function unpack(archive: string, to: string, grader?: string): Promise<readonly string[]> {
  const zip = await openPromise(archive, { autoClose: false, lazyEntries: true });
  const names: string[] = [];
  mkdirSync(to, { recursive: true });
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    if (grader !== undefined && entry.fileName.startsWith("grader/")) continue;
    const path = join(to, entry.fileName);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await buffer(await zip.openReadStreamPromise(entry)), { mode: (entry.externalFileAttributes >>> 16) & 0o777 });
  }
  zip.close();
  if (grader !== undefined) symlinkSync(grader, join(to, "grader"));
  return names;
}

const root = join(folder, "autograder");
const grader = join(root, "source", "grader");
let names: readonly string[] = [];

beforeAll(async () => {
  const { code, out } = await trigrad(["grade", "--package", "gradescope", "--exercise", "07", "--out", join(folder, "gradescope")]);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("autograder-07-topological-order.zip") });
  names = await unpack(join(folder, "gradescope", "autograder-07-topological-order.zip"), join(root, "source"));
});

describe("the Gradescope archive", () => {
  /** A submission where Gradescope puts it, graded as Gradescope does. */
  function run(files: Readonly<Record<string, string>>, source = root) {
    rmSync(join(source, "submission"), { recursive: true, force: true });
    rmSync(join(source, "results"), { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(source, "submission", name)), { recursive: true });
      writeFileSync(join(source, "submission", name), text);
    }
    mkdirSync(join(source, "submission"), { recursive: true });
    const { status, stderr } = spawnSync(join(source, "source", "run_autograder"), {
      env: environment({ TRIGRAD_AUTOGRADER: source }),
      cwd: source,
      encoding: "utf8",
    });
    return { status, stderr, results: JSON.parse(readFileSync(join(source, "results", "results.json"), "utf8")) };
  }

  it("holds the grader, its packages, licences and both programs, and no solution", () => {
    for (const name of ["setup.sh", "run_autograder", "grader/package.json", "grader/LICENSE", "grader/node_modules/sucrase/LICENSE"])
      expect(names).toContain(name);
    expect(
      names.filter((name) => /\.map$|\.d\.ts$|^grader\/(?!dist|node_modules|package\.json|LICENSE)|^grader\/dist\/.*solution/.test(name)),
    ).toEqual([]);
    for (const name of ["setup.sh", "run_autograder"]) {
      const file = join(root, "source", name);
      expect(statSync(file).mode & 0o111).toBe(0o111);
      expect(spawnSync("bash", ["-n", file]).status).toBe(0);
    }
    // Node is there, so that nothing is to be installed.
    expect(spawnSync(join(root, "source", "setup.sh")).status).toBe(0);
  });

  it("gives full marks to a solution, also in a folder", () => {
    const order = readFileSync("solutions/07-topological-order/order.ts", "utf8");
    for (const name of ["order.ts", "my homework/07-topological-order/order.ts"]) {
      const { status, results } = run({ [name]: order });
      expect(status).toBe(0);
      expect(results).toMatchObject({ score: 10, stdout_visibility: "hidden" });
      expect(results.tests.every((one: { status: string }) => one.status === "passed")).toBe(true);
    }
  });

  it.each([
    ["a stub", { "order.ts": readFileSync("exercises/07-topological-order/order.ts", "utf8") }, /^0 of 10 points/],
    ["nothing", {}, /order\.ts is missing/],
    ["a mistake of syntax", { "order.ts": "export function (" }, /order\.ts, line 1/],
    ["an endless loop", { "order.ts": "for (;;);" }, /stopped/],
    ["a hostile name", { "order.ts": "", "a\nb.ts": "" }, /line break/],
  ])("has a result for %s", (_, files: Readonly<Record<string, string>>, message) => {
    const { status, results } = run(files);
    expect(status).toBe(0);
    expect(results.score).toBe(0);
    expect(results.output).toMatch(message);
  });

  it("grades a course's own exercise with its check, and gives neither stub nor solution away", async () => {
    const out = join(folder, "own");
    expect((await trigrad(["grade", "--package", "gradescope", "--exercise", "examples/own-exercise", "--out", out])).code).toBe(0);
    const unpacked = await unpack(join(out, "autograder-21-softplus.zip"), join(out, "source"), grader);
    expect(unpacked.filter((name) => name.startsWith("exercise/"))).toEqual(["exercise/check/softplus.ts", "exercise/exercise.json"]);
    expect(run({ "softplus.ts": readFileSync("examples/own-exercise/solution/softplus.ts", "utf8") }, out).results.score).toBe(10);
  });

  it("is the same, byte for byte, when it is made again", async () => {
    const again = join(folder, "again");
    await trigrad(["grade", "--package", "gradescope", "--exercise", "07", "--out", again]);
    const [first, second] = [join(folder, "gradescope"), again].map((path) =>
      readFileSync(join(path, "autograder-07-topological-order.zip")),
    );
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
  });
});

describe("the GitHub Classroom workflow", () => {
  it("grades each exercise of the repository and hands the results to the reporter", async () => {
    const repository = join(folder, "repository");
    expect((await trigrad(["grade", "--package", "github", "--out", repository])).code).toBe(0);
    cpSync("exercises", repository, { recursive: true });
    cpSync("solutions/07-topological-order", join(repository, "07-topological-order"), { recursive: true });
    rmSync(join(repository, "03-dual-numbers"), { recursive: true });
    const temporary = join(folder, "runner");
    await unpack(join(repository, ".github/classroom/trigrad.zip"), join(temporary, "trigrad"), grader);
    const workflow = readFileSync(join(repository, ".github/workflows/classroom.yml"), "utf8");
    const [, runners = ""] = /runners: (.*)/.exec(workflow) ?? [];
    expect(runners.split(",")).toHaveLength(14);
    const graded = (n: number) => {
      const id = `exercise${n}`;
      expect(runners.split(",")).toContain(id);
      expect(workflow).toContain(`${id.toUpperCase()}_RESULTS: \${{ steps.${id}.outputs.result }}`);
      const [, command = ""] = new RegExp(`id: ${id}\\n.*\\n +run: (.*)`).exec(workflow) ?? [];
      const output = join(folder, id);
      const { status } = spawnSync("bash", ["-c", command], {
        cwd: repository,
        env: environment({ RUNNER_TEMP: temporary, GITHUB_OUTPUT: output }),
      });
      const [, result = ""] = /^result=(.*)$/m.exec(readFileSync(output, "utf8")) ?? [];
      const { status: said, max_score, tests } = JSON.parse(Buffer.from(result, "base64").toString());
      return { status, said, max_score, score: tests.reduce((sum: number, one: { score: number }) => sum + one.score, 0) };
    };
    expect(graded(7)).toEqual({ status: 0, said: "pass", max_score: 10, score: 10 });
    expect(graded(2)).toEqual({ status: 1, said: "fail", max_score: 10, score: 0 });
    expect(graded(3)).toEqual({ status: 2, said: "error", max_score: 10, score: 0 });
  });
});

describe("--package", () => {
  it.each([
    [["--package", "moodle", "--out", "x"], /--package moodle/],
    [["--package", "gradescope"], /--out FOLDER/],
    [["x", "--package", "gradescope", "--out", "x"], /grades nothing/],
    [[], /grade what\?/],
  ])("refuses %j", async (args, message) => {
    const run = await trigrad(["grade", ...args]);
    expectRefused(run);
    expect(run.err).toMatch(message);
  });
});

describe("packages", () => {
  /** Packages as npm would have installed them: names by folder, with what they need. */
  function installed(name: string, packages: Readonly<Record<string, readonly string[]>>): string {
    const root = join(folder, name);
    for (const [at, needs] of Object.entries(packages)) {
      mkdirSync(join(root, at), { recursive: true });
      writeFileSync(join(root, at, "package.json"), JSON.stringify({ dependencies: Object.fromEntries(needs.map((one) => [one, "*"])) }));
    }
    return root;
  }

  it("of which two versions are needed both have a place, from a folder above too", () => {
    const root = installed("two", {
      "node_modules/trigrad": ["a", "b"],
      "node_modules/a": ["c"],
      "node_modules/b": ["c", "a"],
      "node_modules/b/node_modules/c": [],
      "node_modules/c": [],
    });
    const placed = placedPackages(join(root, "node_modules", "trigrad")).map(({ at, from }) => [at, from.slice(root.length + 1)]);
    expect(placed).toEqual([
      ["", "node_modules/trigrad"],
      ["node_modules/a", "node_modules/a"],
      ["node_modules/b", "node_modules/b"],
      ["node_modules/c", "node_modules/c"],
      ["node_modules/b/node_modules/c", "node_modules/b/node_modules/c"],
    ]);
  });

  it("that need each other have one place each, and one that is missing is named", () => {
    const root = installed("cycle", { "": ["a"], "node_modules/a": ["b"], "node_modules/b": ["a"] });
    expect(placedPackages(root)).toHaveLength(3);
    expect(() => placedPackages(installed("missing", { "": ["nowhere-to-be-found"] }))).toThrow(/the package nowhere-to-be-found/);
  });
});
