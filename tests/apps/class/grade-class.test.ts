// trigrad grade-class: the same table whatever happens on the way, and names that hurt nobody.

import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { expectRefused, temporaryFolder, trigrad } from "../run.js";
import { generateClass } from "./generate.js";
import { ended, resultsIn, start, tablesIn, untilResults } from "./run-class.js";

const temporary = temporaryFolder();
const folder = join(temporary.path, "class");
const undisturbed = join(temporary.path, "undisturbed");
const size = 30;
const asked = (out: string) => [folder, "--out", out, "--exercise", "1", "--seed", "5"];

beforeAll(async () => {
  generateClass(folder, size);
  const { code, out, err } = await trigrad(["grade-class", ...asked(undisturbed), "--jobs", "2"]);
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out).toContain(`${size} submissions`);
}, 300_000);

describe("grade-class", () => {
  it("killed five times gives the table of an undisturbed run, and grades nothing twice", { timeout: 400_000 }, async () => {
    const out = join(temporary.path, "killed");
    let before = resultsIn(out);
    for (const count of [1, 7, 8, 15, 24]) {
      const child = start([...asked(out), "--jobs", "3"]);
      const over = ended(child);
      expect(await untilResults(child, out, count)).toBe(true);
      child.kill("SIGKILL");
      await over;
      const after = resultsIn(out);
      for (const [name, inode] of before) expect(after.get(name), name).toBe(inode);
      before = after;
    }
    const last = await trigrad(["grade-class", ...asked(out)]);
    expect(last.code).toBe(0);
    for (const [name, inode] of before) expect(resultsIn(out).get(name), name).toBe(inode);
    expect(tablesIn(out)).toEqual(tablesIn(undisturbed));
  });

  it("a signal ends it with what is done, and says so", async () => {
    const out = join(temporary.path, "interrupted");
    const child = start(asked(out));
    const over = ended(child);
    expect(await untilResults(child, out, 2)).toBe(true);
    child.kill("SIGINT");
    expect(await over).toBe(130);
    expect(existsSync(join(out, ".lock"))).toBe(false);
    expect(existsSync(join(out, "class.csv"))).toBe(false);
  });

  it("names are text for spreadsheets, pages and terminals", () => {
    const [csv = "", json = "", html = ""] = tablesIn(undisturbed);
    const rows = parse(csv, { columns: true }) as readonly Readonly<Record<string, string>>[];
    expect(rows).toHaveLength(size);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows.filter(({ submission }) => submission?.startsWith("'"))).toHaveLength(4);
    expect(html).not.toMatch(/<script|<img|https?:|javascript:/i);
    expect(html).toContain("&lt;script&gt;Ann &amp; Bob");
    for (const text of [csv, html]) expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    const names = (JSON.parse(json) as { readonly submissions: readonly { readonly submission: string }[] }).submissions;
    expect(names.map(({ submission }) => submission)).toContain("two\nlines 005.ts");
  });

  it("the points of the table are those of the single reports", async () => {
    const rows = parse(tablesIn(undisturbed)[0] ?? "", { columns: true }) as readonly Readonly<Record<string, string>>[];
    for (const { submission = "", points } of rows.filter(({ submission = "" }) => /^student 01[2678]/.test(submission))) {
      const single = await trigrad(["grade", join(folder, submission), "--exercise", "1", "--seed", "5", "--format", "json"]);
      expect(JSON.parse(single.out)).toMatchObject({ points: Number(points) });
    }
  });

  it("goes on only with the settings it began with, one run at a time", async () => {
    const other = await trigrad(["grade-class", folder, "--out", undisturbed, "--exercise", "1", "--seed", "6"]);
    expectRefused(other);
    expect(other.err).toMatch(/holds results with seed 5, not 6/);
    writeFileSync(join(undisturbed, ".lock"), String(process.pid));
    const second = await trigrad(["grade-class", ...asked(undisturbed)]);
    expectRefused(second);
    expect(second.err).toContain(`process ${process.pid} is grading into this folder`);
    // A lock whose owner was killed is none.
    writeFileSync(join(undisturbed, ".lock"), "4194305");
    expect((await trigrad(["grade-class", folder, "--out", undisturbed])).code).toBe(0);
  });

  it("what cannot be read is in the table with its reason; what was handed in again is graded again", async () => {
    const [odd, out] = [join(temporary.path, "odd"), join(temporary.path, "odd-results")];
    mkdirSync(join(odd, "empty"), { recursive: true });
    mkdirSync(join(odd, "01-difference-quotient"));
    const answer = join(odd, "01-difference-quotient", "difference.ts");
    writeFileSync(answer, "export const forwardDifference = () => 0;");
    writeFileSync(join(odd, "large.ts"), "x".repeat(300_000));
    writeFileSync(join(odd, "no.zip"), "this is no archive");
    symlinkSync("/etc/passwd", join(odd, "link.ts"));
    const first = await trigrad(["grade-class", odd, "--out", out, "--seed", "1"]);
    expect(first.err).toBe("");
    expect(first.code).toBe(0);
    const rows = () =>
      parse(readFileSync(join(out, "class.csv"), "utf8"), { columns: true }) as readonly Readonly<Record<string, string>>[];
    const of = (name: string) => rows().find(({ submission }) => submission === name);
    expect(of("empty")?.["problem"]).toMatch(/difference\.ts is missing/);
    expect(of("large.ts")?.["problem"]).toMatch(/^300000 bytes are too large/);
    expect(of("no.zip")?.["problem"]).toMatch(/archive cannot be read/);
    expect(of("link.ts")?.["problem"]).toMatch(/no ordinary file/);
    expect(of("01-difference-quotient")).toMatchObject({ points: "0", problem: "" });
    writeFileSync(answer, readFileSync("solutions/01-difference-quotient/difference.ts"));
    expect((await trigrad(["grade-class", odd, "--out", out])).code).toBe(0);
    expect(of("01-difference-quotient")?.["points"]).toBe("10");
  });

  it.each([
    [["nowhere", "--out", "x"], /nowhere: there is no such file or folder/],
    [["README.md", "--out", "x"], /README.md: this is a file/],
    [["solutions"], /--out results/],
    [["solutions", "--out", "solutions/results"], /cannot lie inside solutions/],
    [["solutions", "--out", "nowhere/results"], /there are submissions to 01-difference-quotient, 02/],
    [["solutions", "--out", "x", "--jobs", "0"], /--jobs 0: expected a whole number from 1 on/],
    [["--worker"], /--worker: which queue/],
    [["solutions", "--out", "x", "--exercise", "1", "--redis", "nonsense"], /--redis: expected an address such as redis:/],
  ])("refuses %j with a message", async (args, message) => {
    const run = await trigrad(["grade-class", ...args.map((arg) => (arg === "x" ? join(temporary.path, "x") : arg))]);
    expectRefused(run);
    expect(run.err).toMatch(message);
    expect(existsSync(join(temporary.path, "x", ".lock"))).toBe(false);
  });
});
