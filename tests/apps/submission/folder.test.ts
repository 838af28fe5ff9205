// Folders as students hand them in, and as nobody should.

import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSubmission } from "../../../src/apps/submission/read.js";
import { folderOf } from "../../../src/course/grading/exercise.js";
import { exercises } from "../../../src/course/grading/exercises/index.js";
import { temporaryFolder } from "../run.js";

const { path: root } = temporaryFolder();
let n = 0;
/** A folder with these files. */
const folder = (files: Readonly<Record<string, string>>) => {
  const path = join(root, String(++n));
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
};
const seventh = exercises[6];

describe("a folder", () => {
  it.each([
    ["with the file", { "order.ts": "x" }],
    ["with the exercise's folder in it", { "07-topological-order/order.ts": "x" }],
    ["with the exercise's folder further down", { "a/b/07-topological-order/order.ts": "x", "a/notes.md": "" }],
    ["with a byte order mark", { "order.ts": "\uFEFFx" }],
    ["with what tools leave behind", { "order.ts": "x", ".git/order.ts": "y", "node_modules/a/order.ts": "y", "types.d.ts": "y" }],
    ["with other files of the exercise inside it", { "order.ts": "x", "old/order.ts": "y" }],
  ])("%s is read", async (_, files) => {
    const { exercise, files: read } = await readSubmission(folder(files));
    expect({ exercise: folderOf(exercise), read }).toEqual({ exercise: "07-topological-order", read: { "order.ts": "x" } });
  });

  it("that holds no file of an exercise, or of several, is asked about", async () => {
    await expect(readSubmission(folder({ "x.ts": "" }))).rejects.toThrow(/which exercise is this/);
    await expect(readSubmission(folder({ "order.ts": "", "rules.ts": "" }))).rejects.toThrow(/which exercise is this/);
    await expect(readSubmission("exercises")).rejects.toThrow(/which exercise is this/);
    expect((await readSubmission("solutions", seventh)).place).toBe("solutions/07-topological-order/order.ts");
  });
});

describe("an attack by a folder", () => {
  it("with links is not followed", async () => {
    const secret = folder({ "secret.ts": "secret", "07-topological-order/order.ts": "secret" });
    const path = folder({ "notes.txt": "" });
    symlinkSync(join(secret, "secret.ts"), join(path, "order.ts"));
    symlinkSync(secret, join(path, "inside"));
    expect((await readSubmission(path, seventh)).files).toEqual({});
    await expect(readSubmission(join(path, "order.ts"), seventh)).rejects.toThrow(/no ordinary file/);
    symlinkSync(path, join(path, "loop"));
    expect((await readSubmission(path, seventh)).files).toEqual({});
  });

  it("with a gigabyte is refused unread", async () => {
    const path = folder({ "order.ts": "" });
    truncateSync(join(path, "order.ts"), 2 ** 30);
    await expect(readSubmission(path)).rejects.toThrow(/order\.ts: 1073741824 bytes are too large/);
  });

  it("with folders five hundred deep, or ten thousand files, is not walked through", async () => {
    const path = folder({ "order.ts": "x" });
    mkdirSync(join(path, "d/".repeat(500)), { recursive: true });
    expect((await readSubmission(path)).files).toEqual({ "order.ts": "x" });
    const many = folder({});
    for (let i = 0; i < 10_001; i++) writeFileSync(join(many, `${i}.txt`), "");
    await expect(readSubmission(many, seventh)).rejects.toThrow(/more than 10000/);
    const sources = folder(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`${i}.ts`, ""])));
    await expect(readSubmission(sources, seventh)).rejects.toThrow(/more than 50 TypeScript files/);
  });

  it("with a line break in a file's name is refused", async () => {
    await expect(readSubmission(folder({ "order.ts": "x", "a\nb.ts": "" }))).rejects.toThrow(/the file name "a\\nb\.ts"/);
  });

  it.skipIf(process.platform === "win32")("with a pipe that nobody writes to does not wait", async () => {
    const path = folder({});
    execFileSync("mkfifo", [join(path, "order.ts")]);
    expect((await readSubmission(path, seventh)).files).toEqual({});
    await expect(readSubmission(join(path, "order.ts"), seventh)).rejects.toThrow(/no ordinary file/);
  });
});
