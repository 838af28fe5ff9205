// Archives as students send them, and as nobody should.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSubmission } from "../../../src/apps/submission/read.js";
import { UnreadableSubmission } from "../../../src/apps/submission/source-tree.js";
import { folderOf } from "../../../src/course/grading/exercise.js";
import { exercises } from "../../../src/course/grading/exercises/index.js";
import { temporaryFolder } from "../run.js";
import { archive, declaring, encrypted, renamed } from "./archive.js";

const { path: folder } = temporaryFolder();
let n = 0;
const stored = (bytes: Buffer, name = `${++n}.zip`) => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};
const order = readFileSync("solutions/07-topological-order/order.ts", "utf8");
const seventh = exercises[6];
const read = async (bytes: Buffer, name?: string) => {
  const { exercise, files } = await readSubmission(stored(bytes, name));
  return { exercise: folderOf(exercise), files };
};
const refused = async (bytes: Buffer, message: RegExp) => {
  const reading = readSubmission(stored(bytes), seventh);
  await expect(reading).rejects.toThrow(UnreadableSubmission);
  await expect(reading).rejects.toThrow(message);
};

const honest = await archive({ "aa/aa/order.ts": { text: order } });

describe("an archive", () => {
  it.each([
    ["of the file", { "order.ts": { text: order } }],
    ["of the folder", { "07-topological-order/order.ts": { text: order } }],
    ["of a folder in a folder", { "homework/week 3/07-topological-order/order.ts": { text: order } }],
    ["made by a Mac", { "a/order.ts": { text: order }, "__MACOSX/a/._order.ts": { text: "\0" }, "a/.DS_Store": {} }],
    ["with dependencies", { "a/order.ts": { text: order }, "a/node_modules/x/order.ts": {}, "a/types.d.ts": {}, "a/notes.txt": {} }],
    [
      "with a file for another exercise beside it",
      { "07-topological-order/order.ts": { text: order }, "07-topological-order/rules.ts": {} },
    ],
  ])("%s is read", async (_, files) => {
    const found = await read(await archive(files));
    expect(found.exercise).toBe("07-topological-order");
    expect(found.files["order.ts"]).toBe(order);
    expect(Object.keys(found.files).filter((name) => name !== "order.ts" && name !== "rules.ts")).toEqual([]);
  });

  it("named after its exercise needs no file to be known", async () => {
    const found = await read(await archive({ "ordre.ts": { text: order } }), "07-topological-order.zip");
    expect(found).toMatchObject({ exercise: "07-topological-order", files: { "ordre.ts": order } });
  });

  it("with every exercise is asked for the one that is meant", async () => {
    const files = Object.fromEntries(exercises.map((one) => [`${folderOf(one)}/${one.files[0]}`, { text: one.name }]));
    const file = stored(await archive(files));
    await expect(readSubmission(file)).rejects.toThrow(/which exercise is this/);
    expect((await readSubmission(file, seventh)).files).toEqual({ "order.ts": "topological-order" });
  });

  it("with two answers to one exercise is refused", async () => {
    await refused(await archive({ "a/order.ts": {}, "b/order.ts": {} }), /more than once: "a", "b"/);
  });
});

describe("an attack by an archive", () => {
  it.each([
    ["leads out of it", "../../order.ts"],
    ["is absolute", "//etc/order.ts"],
    ["is absolute on Windows", "C:/aaaa/ord.ts"],
    ["has backslashes", "aa\\..\\order.ts"],
  ])("whose name %s is refused", async (_, name) => {
    await refused(renamed(honest, "aa/aa/order.ts", name), /cannot be read .*(relative path|absolute path|characters in fileName)/);
  });

  it("with links, to files or folders, is refused", async () => {
    await refused(await archive({ "order.ts": { text: "/etc/passwd", mode: 0o120777 } }), /"order\.ts" is a link/);
    await refused(await archive({ "order.ts": { text: order }, x: { text: "..", mode: 0o120777 } }), /"x" is a link/);
    await refused(await archive({ "order.ts": { mode: 0o010644 } }), /no ordinary file/);
  });

  it("that declares a gigabyte, or holds more than it declares, is refused unread", async () => {
    await refused(declaring(honest, 2 ** 30), /1073741824 bytes are too large/);
    const zeros = await archive({ "order.ts": { text: Buffer.alloc(50_000_000) } });
    await refused(zeros, /50000000 bytes are too large/);
    await refused(declaring(zeros, 100), /cannot be read .*too many bytes/);
  });

  it("with thousands of entries is refused", async () => {
    const many = await archive(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}.txt`, {}])));
    await refused(many, /more than 10000 entries/);
    const sources = await archive({ "order.ts": {}, ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.ts`, {}])) });
    await refused(sources, /more than 50 TypeScript files/);
  });

  it("with folders a thousand deep costs nothing", async () => {
    const found = await read(await archive({ [`${"d/".repeat(1000)}x.ts`]: {}, "order.ts": { text: order } }));
    expect(found.files).toEqual({ "order.ts": order });
  });

  it("with line breaks or other control characters in names is refused", async () => {
    await refused(await archive({ "order.ts": { text: order }, "a\nb.ts": {} }), /the file name "a\\nb\.ts"/);
    await refused(await archive({ "order.ts": { text: order }, "a\u202Eb.ts": {} }), /control character/);
  });

  it("with one name twice is refused", async () => {
    await refused(renamed(await archive({ "order.ts": {}, "orderX.s": {} }), "orderX.s", "order.ts"), /twice/);
  });

  it("that is damaged, cut, encrypted, empty or no archive is refused", async () => {
    const damaged = await archive({ "order.ts": { text: "x" } });
    damaged.writeUInt32LE(1, damaged.indexOf(Buffer.from("504b0102", "hex")) + 16);
    await refused(damaged, /damaged/);
    await refused(honest.subarray(0, 200), /cannot be read/);
    await refused(encrypted(honest), /encrypted/);
    await refused(Buffer.alloc(0), /cannot be read/);
    await refused(Buffer.from("PK\u0003\u0004 and nothing else"), /cannot be read/);
    await refused(Buffer.alloc(20_000_001), /too large for an archive/);
  });

  it("made by chance never does worse than being refused", async () => {
    for (let i = 0; i < 300; i++) {
      const changed = Buffer.from(honest);
      for (let k = 0; k <= i % 5; k++) changed[(i * 7919 + k * 104_729) % changed.length] = (i * 31 + k * 17) & 255;
      await readSubmission(stored(changed, "chance.zip"), seventh).catch((error: unknown) =>
        expect(error).toBeInstanceOf(UnreadableSubmission),
      );
    }
  });
});
