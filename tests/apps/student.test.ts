// The student's terminal as a student meets it: get the exercises, check, watch, ask for hints, begin anew.

import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { folderOf } from "../../src/course/grading/exercise.js";
import { exercises } from "../../src/course/grading/exercises/index.js";
import { environment, expectRefused, json, program, temporaryFolder, trigrad } from "./run.js";

const { path: folder } = temporaryFolder();
const first = "01-difference-quotient";
let n = 0;
let home = "";
const at = (...parts: readonly string[]) => join(home, "exercises", ...parts);
/** The same inputs at every run of the tests: what other inputs give is the matter of tests/course/grading. */
const seeded = (args: readonly string[]) => (["exercise", "hint", "watch"].includes(args[0] ?? "") ? [...args, "--seed", "1"] : args);
const run = (...args: readonly string[]) => trigrad(seeded(args), { cwd: home });
const answer = (exercise: string, from: string) => cpSync(from, at(exercise, exercise === first ? "difference.ts" : "rewrite.ts"));
const solve = (exercise: string) => cpSync(join("solutions", exercise), at(exercise), { recursive: true });
const stored = () => JSON.parse(readFileSync(at(".trigrad", "progress.json"), "utf8")).exercises;

beforeEach(async () => {
  home = join(folder, String(++n));
  mkdirSync(home);
  expect((await run("exercises", "--start", "exercises")).code).toBe(0);
});

describe("exercises", () => {
  it("--start writes every task and stub, and never over what is there", async () => {
    for (const exercise of exercises) {
      const name = folderOf(exercise);
      expect(readdirSync(at(name)).sort()).toEqual(readdirSync(join("exercises", name)).sort());
    }
    solve(first);
    rmSync(at("02-rewrite-rules"), { recursive: true });
    const { out } = await run("exercises", "--start", "exercises");
    expect(out).toMatch(/1 exercises written.*13 were there already and are as you left them/);
    expect(readFileSync(at(first, "difference.ts"), "utf8")).toBe(readFileSync(join("solutions", first, "difference.ts"), "utf8"));
  });

  it("lists what is solved, what was tried, the best score, and what is next", async () => {
    solve(first);
    await run("exercise", "1");
    answer("02-rewrite-rules", "tests/course/grading/wrong/02-rewrite-rules/cosine-sign.ts");
    await run("exercise", "2");
    const listed = json(await run("exercises", "--format", "json"));
    expect(listed).toMatchObject({ schema: 1, solved: 1, next: "02-rewrite-rules" });
    const [one, two, three] = listed.exercises;
    expect([one.state, two.state, three.state]).toEqual(["solved", "tried", "new"]);
    expect(two.best).toBeGreaterThan(0);
    expect(two.best).toBeLessThan(two.outOf);
    const text = (await run("exercises", "--ascii")).out;
    expect(text).toMatch(/^\+ 01 .* 10\/10 {2}1 try$/m);
    expect(text).toMatch(/^x 02 .*<- next$/m);
    expect(text).toMatch(/^1 of 14 exercises solved/);
  });

  it("the best score stays when a later answer is worse, and a stub is no try", async () => {
    await run("exercise", "1");
    expect(existsSync(at(".trigrad", "progress.json"))).toBe(false);
    solve(first);
    await run("exercise", "1");
    answer(first, "tests/course/grading/wrong/01-difference-quotient/backward.ts");
    await run("exercise", "1");
    expect(stored()[first]).toMatchObject({ tries: 2, best: 10 });
  });

  it("works from inside the folder, and says how to get exercises where there are none", async () => {
    expect((await trigrad(["exercises"], { cwd: at() })).out).toContain("0 of 14");
    expect((await trigrad(["exercises"], { cwd: at(first) })).out).toContain("0 of 14");
    const nowhere = join(home, "nowhere");
    mkdirSync(nowhere);
    const refused = await trigrad(["exercises"], { cwd: nowhere });
    expectRefused(refused);
    expect(refused.err).toContain("trigrad exercises --start exercises");
    expectRefused(await run("exercises", "--dir", "missing"));
  });
});

describe("progress", () => {
  it("of several programs at once is lost by none", async () => {
    solve(first);
    const runs = await Promise.all(Array.from({ length: 6 }, () => run("exercise", "1")));
    for (const { code, err } of runs) expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(stored()[first].tries).toBe(6);
  });

  it("is whole after programs were killed at any moment, and goes on", async () => {
    solve(first);
    await run("exercise", "1");
    for (const milliseconds of [250, 320, 390, 460, 530, 600]) {
      const child = spawn(process.execPath, [program, ...seeded(["exercise", "1"])], { cwd: home, stdio: "ignore" });
      const ended = new Promise((done) => child.once("exit", done));
      setTimeout(() => child.kill("SIGKILL"), milliseconds);
      await ended;
      expect(stored()[first].best).toBe(10);
    }
    const before = stored()[first].tries;
    const { code, err } = await run("exercise", "1");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(stored()[first].tries).toBe(before + 1);
  });

  it.each(["", "{", "[]", '{"schema":1,"exercises":{"01-difference-quotient":{"tries":-1}}}', '{"schema":99,"exercises":{}}'])(
    "that was spoilt (%j) is kept aside, and said so",
    async (spoilt) => {
      mkdirSync(at(".trigrad"));
      writeFileSync(at(".trigrad", "progress.json"), spoilt);
      expect((await run("exercises")).out).toContain("0 of 14");
      solve(first);
      const { code, err } = await run("exercise", "1");
      expect(code).toBe(0);
      expect(err).toMatch(/progress\.json: .* is kept as .*spoilt-1\.json/);
      expect(readFileSync(at(".trigrad", "progress.spoilt-1.json"), "utf8")).toBe(spoilt);
      expect(stored()[first].tries).toBe(1);
    },
  );

  it("that cannot be kept costs no check", async () => {
    solve(first);
    writeFileSync(at(".trigrad"), "a file in the way");
    const { code, out, err } = await run("exercise", "1");
    expect(code).toBe(0);
    expect(out).toContain("10 of 10 points");
    expect(err).toContain("was not kept");
  });
});

describe("hint", () => {
  it("goes from level to level, at most to the third, and begins again for another mistake", async () => {
    answer(first, "tests/course/grading/wrong/01-difference-quotient/backward.ts");
    const levels: string[] = [];
    for (let i = 0; i < 4; i++) levels.push(/Hint (\d) of 3/.exec((await run("hint", "1")).out)?.[1] ?? "");
    expect(levels).toEqual(["1", "2", "3", "3"]);
    answer(first, "tests/course/grading/wrong/01-difference-quotient/wrong-sign.ts");
    expect((await run("hint", "1")).out).toContain("Hint 1 of 3");
    expect(stored()[first].tries).toBe(0);
  });

  it("helps before anything is written, says so when all is done, and names a mistake of syntax", async () => {
    const { law, level } = json(await run("hint", "1", "--format", "json"));
    expect({ law, level }).toEqual({ law: exercises[0]?.properties[0]?.law, level: 1 });
    solve(first);
    expect((await run("hint", "1")).out).toContain("nothing to hint at");
    writeFileSync(at(first, "difference.ts"), "export function forwardDifference( {");
    const refused = await run("hint", "1");
    expectRefused(refused);
    expect(refused.err).toContain("difference.ts, line 1");
  });
});

describe("reset", () => {
  it("keeps the answer in a dated folder and begins anew", async () => {
    solve(first);
    await run("exercise", "1");
    const { code, out } = await run("reset", "1", "--yes");
    expect(code).toBe(0);
    const [backup = ""] = readdirSync(at(".trigrad", "backup"));
    expect(backup).toMatch(/^01-difference-quotient-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/);
    expect(out).toContain(backup);
    const kept = readFileSync(at(".trigrad", "backup", backup, "difference.ts"), "utf8");
    expect(kept).toBe(readFileSync(join("solutions", first, "difference.ts"), "utf8"));
    expect(readFileSync(at(first, "difference.ts"), "utf8")).toBe(readFileSync(join("exercises", first, "difference.ts"), "utf8"));
    expect(stored()[first]).toBeUndefined();
    expect((await run("reset", "1", "--yes")).out).toContain("nothing to reset");
  });

  it("changes nothing where nobody can be asked", async () => {
    solve(first);
    const refused = await run("reset", "1");
    expectRefused(refused);
    expect(refused.err).toContain("--yes");
    expect(readFileSync(at(first, "difference.ts"), "utf8")).not.toContain("not yet written");
  });

  it("brings back a folder that is gone, and never touches the stubs themselves", async () => {
    rmSync(at(first), { recursive: true });
    expect((await run("reset", "1", "--yes")).code).toBe(0);
    expect(existsSync(at(first, "difference.ts"))).toBe(true);
    expectRefused(await trigrad(["reset", "1", "--yes"]));
  });
});

describe("watch", () => {
  it("checks at every save, however an editor saves, goes on to the next exercise, and ends at Ctrl-C", async () => {
    const watching = watch();
    await watching.says(/nothing|not written yet/);
    answer(first, "tests/course/grading/wrong/01-difference-quotient/backward.ts");
    await watching.says(/backward difference/);
    const file = at(first, "difference.ts");
    rmSync(file);
    await watching.says(/difference\.ts is missing/);
    solve(first);
    await watching.says(/10 of 10 points[\s\S]*Exercise 02/);
    // Another exercise that is saved is the one that the student works on.
    appendFileSync(at("03-dual-numbers", "dual.ts"), "\n// begun\n");
    await watching.says(/Exercise 03/);
    watching.child.kill("SIGINT");
    expect(await watching.ended).toBe(130);
    expect(watching.said()).toMatch(/1 of 14 exercises solved, 10 of 140 points\. trigrad watch goes on with 02-rewrite-rules\.\n$/);
    expect(stored()[first]).toMatchObject({ best: 10 });
  });

  it("ends by itself when all is solved", async () => {
    for (const exercise of exercises) solve(folderOf(exercise));
    const watching = watch();
    await watching.says(/14 of 14 exercises solved, 140 of 140 points/);
    expect(await watching.ended).toBe(0);
  });

  it("ends at once in the middle of a check", async () => {
    const watching = watch("1");
    await watching.says(/not written yet/);
    writeFileSync(at(first, "difference.ts"), "while (true);");
    await new Promise((done) => setTimeout(done, 700));
    watching.child.kill("SIGTERM");
    expect(await watching.ended).toBe(143);
  });
});

function watch(...args: readonly string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly said: () => string;
  readonly says: (pattern: RegExp) => Promise<void>;
} {
  const child = spawn(process.execPath, [program, ...seeded(["watch", ...args])], {
    cwd: home,
    env: environment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  // One that waits for a save would keep the tests from ending.
  onTestFinished(() => void child.kill("SIGKILL"));
  let all = "";
  let fresh = "";
  child.stdout?.on("data", (data) => {
    all += data;
    fresh += data;
  });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  return {
    child,
    ended,
    said: () => all,
    /** waits for what is said after the last thing that was waited for */
    async says(pattern) {
      await expect.poll(() => fresh, { timeout: 60_000 }).toMatch(pattern);
      fresh = "";
    },
  };
}
