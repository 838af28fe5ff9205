// Each wall of the architecture can fail: a small tree breaks one after the other.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../scripts/walls.mjs", import.meta.url));
const { forbidden } = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as { forbidden: readonly { name: string }[] };

const methods = "src/core/differentiators";

/** rule, the module that breaks it, what it imports */
const breaches: readonly (readonly [rule: string, from: string, to: string])[] = [
  ["no-circular", "src/course/ring-a.ts", "src/course/ring-b.ts"],
  ["no-unresolvable", "src/course/lost.ts", "./nowhere.js"],
  ["rooms-core", "src/core/graph/up.ts", "src/verify/low.ts"],
  ["rooms-core", `${methods}/up.ts`, "src/course/low.ts"],
  ["rooms-verify", "src/verify/up.ts", "src/course/low.ts"],
  ["rooms-course", "src/course/up.ts", "src/views/low.ts"],
  ["rooms-views", "src/views/up.ts", "src/apps/cli/low.ts"],
  ["door-apps", "src/index.ts", "src/apps/cli/low.ts"],
  ["door-apps", "src/matchers.ts", "src/apps/cli/low.ts"],
  ["rooms-door", "src/apps/cli/door.ts", "src/index.ts"],
  ["rooms-door", "src/apps/matchers/door.ts", "src/vitest.ts"],
  ["rooms-door", "src/views/door.ts", "src/fast-check.ts"],
  ["core-graph", "src/core/graph/floor.ts", "src/core/primitives/low.ts"],
  ["core-primitives", "src/core/primitives/floor.ts", "src/core/execute/low.ts"],
  ["core-execute", "src/core/execute/floor.ts", "src/core/formula/low.ts"],
  ["core-formula", "src/core/formula/floor.ts", `${methods}/low.ts`],
  ["pure-rooms", "src/core/graph/files.ts", "node:fs"],
  ["pure-rooms", "src/verify/files.ts", "fs"],
  ["pure-rooms", "src/course/files.ts", "node:worker_threads"],
  ["pure-rooms", "src/views/files.ts", "node:path"],
  ["only-home-of-mathjs", `${methods}/automatic/math.ts`, "mathjs"],
  ["only-home-of-mathjs", "src/verify/reference/math.ts", "mathjs"],
  ["only-home-of-decimal.js", "src/verify/decimal.ts", "decimal.js"],
  ["only-home-of-chalk", "src/views/colour.ts", "chalk"],
  ["only-home-of-commander", "src/apps/web/command.ts", "commander"],
  ["only-home-of-dagre", "src/apps/cli/layout.ts", "@dagrejs/dagre"],
  ["only-home-of-fast-check", "src/verify/compare/random.ts", "fast-check"],
  ["only-home-of-fast-check", "src/fast-check.ts", "fast-check"],
  ["only-home-of-cli-table3", "src/apps/cli/table.ts", "cli-table3"],
  ["only-home-of-d3-scale", "src/course/labs/axis.ts", "d3-scale"],
  ["only-home-of-d3-shape", "src/views/shape.ts", "d3-shape"],
  ["only-home-of-csv-stringify", "src/apps/cli/class-rows.ts", "csv-stringify/sync"],
  ["only-home-of-bullmq", "src/apps/grader/queue.ts", "bullmq"],
  ["only-home-of-ioredis", "src/apps/cli/redis.ts", "ioredis"],
  ["only-home-of-csv-parse", "src/apps/cli/rows.ts", "csv-parse/browser/esm/sync"],
  ["only-home-of-jsonc-parser", "src/course/networks/json.ts", "jsonc-parser"],
  ["only-home-of-pure-rand", "src/course/labs/draw.ts", "pure-rand/generator/xoroshiro128plus"],
  ["only-home-of-quickjs-emscripten-core", "src/course/labs/box.ts", "quickjs-emscripten-core"],
  ["only-home-of-sucrase", "src/apps/cli/strip.ts", "sucrase"],
  ["only-home-of-preact", "src/views/component.ts", "preact"],
  ["only-home-of-signals", "src/views/signal.ts", "@preact/signals"],
  ["only-home-of-marked", "src/views/prose.ts", "marked"],
  ["only-home-of-fflate", "src/course/grading/short.ts", "fflate"],
  ["only-home-of-katex", "src/views/mathematics.ts", "katex"],
  ["only-home-of-vitest", "src/apps/matchers/framework.ts", "vitest"],
  ["numerical-sees-values", `${methods}/numerical/rows.ts`, "src/core/primitives/low.ts"],
  ["numerical-alone", `${methods}/numerical/peek.ts`, `${methods}/symbolic/low.ts`],
  ["numerical-alone", `${methods}/numerical/borrow.ts`, `${methods}/lender-of-automatic.ts`],
  ["symbolic-alone", `${methods}/symbolic/rows.ts`, "src/core/primitives/low.ts"],
  ["symbolic-alone", `${methods}/symbolic/peek.ts`, `${methods}/automatic/low.ts`],
  ["symbolic-alone", `${methods}/symbolic/borrow.ts`, "src/core/lender-of-primitives.ts"],
  ["automatic-alone", `${methods}/automatic/peek.ts`, `${methods}/numerical/low.ts`],
  ["automatic-alone", `${methods}/automatic/glance.ts`, `${methods}/symbolic/low.ts`],
  ["reference-alone", "src/verify/reference/peek.ts", `${methods}/low.ts`],
  ["reference-alone", "src/verify/reference/borrow.ts", "src/verify/lender-of-methods.ts"],
];

/** imports that no rule forbids */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ["src/course/ring-b.ts", "src/course/ring-a.ts"],
  [`${methods}/lender-of-automatic.ts`, `${methods}/automatic/low.ts`],
  ["src/core/lender-of-primitives.ts", "src/core/primitives/low.ts"],
  ["src/verify/lender-of-methods.ts", `${methods}/low.ts`],
  ["src/apps/cli/fine.ts", "src/views/fine.ts"],
  ["src/apps/matchers/fine.ts", "src/verify/fine.ts"],
  ["src/verify/arbitraries/fine.ts", "fast-check"],
  ["src/course/networks/arbitrary.ts", "fast-check"],
  ["src/apps/cli/files.ts", "node:fs"],
  ["src/apps/cli/colour.ts", "chalk"],
  ["src/views/fine.ts", "src/course/fine.ts"],
  ["src/course/fine.ts", "src/verify/fine.ts"],
  ["src/verify/fine.ts", `${methods}/automatic/fine.ts`],
  ["src/verify/reference/fine.ts", "decimal.js"],
  [`${methods}/automatic/fine.ts`, "src/core/primitives/low.ts"],
  [`${methods}/symbolic/fine.ts`, "mathjs"],
  [`${methods}/numerical/fine.ts`, "src/core/execute/low.ts"],
  ["src/core/formula/fine.ts", "src/core/execute/low.ts"],
  ["src/core/execute/fine.ts", "src/core/graph/low.ts"],
];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function tree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "trigrad-walls-"));
  folders.push(folder);
  for (const [path, text] of Object.entries({ "package.json": '{ "type": "module" }', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function walls(...folder: string[]): { readonly status: number | null; readonly out: string; readonly broken: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...folder], { encoding: "utf8" });
  const broken = [...stdout.matchAll(/^(\S+): (src\/\S+) ->/gm)].map(([, rule, from]) => `${rule} ${from}`);
  return { status, out: stdout + stderr, broken };
}

function brokenTree(): string {
  const files: Record<string, string> = {};
  for (const name of ["mathjs", "decimal.js", "chalk", "commander", "@dagrejs/dagre", "fast-check", "vitest"]) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: "1.0.0", type: "module", main: "index.js" });
    files[`node_modules/${name}/index.js`] = "export const x = 1;\n";
  }
  const imports = [...breaches.map(([, from, to]) => [from, to] as const), ...allowed];
  for (const [, to] of imports) if (to.startsWith("src/")) files[to] = "export const x = 1;\n";
  for (const [from, to] of imports) {
    const up = "../".repeat(from.split("/").length - 1) || "./";
    const specifier = to.startsWith("src/") ? `${up}${to.replace(/\.ts$/, ".js")}` : to;
    files[from] = `import * as other from "${specifier}";\nexport const x = other;\n`;
  }
  return tree(files);
}

describe("the walls of the architecture", () => {
  const result = walls(brokenTree());

  test.each(breaches)("%s stops %s from importing %s", (rule, from) => {
    expect(result.broken, result.out).toContain(`${rule} ${from}`);
  });

  test("what the design allows passes", () => {
    const known = new Set(breaches.map(([rule, from]) => `${rule} ${from}`));
    // The second module of the ring is as guilty as the first, and one folder may break two rules at once.
    const surprising = result.broken.filter((line) => !known.has(line) && allowed.some(([from]) => line.endsWith(` ${from}`)));
    expect(surprising.filter((line) => line !== "no-circular src/course/ring-b.ts")).toEqual([]);
  });

  test("broken walls end with exit code 1", () => {
    expect(result.status).toBe(1);
  });

  test("every rule is shown to fail", () => {
    expect(new Set(breaches.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
  });

  test("a type is an import too", () => {
    const typed = walls(
      tree({
        "src/core/graph/typed.ts": 'import type { T } from "../../verify/t.js";\nexport type U = T;\n',
        "src/verify/t.ts": "export type T = number;\n",
      }),
    );
    expect(typed.broken, typed.out).toEqual(["rooms-core src/core/graph/typed.ts"]);
  });

  test("a tree without modules does not pass", () => {
    const empty = walls(tree({ "src/notes.txt": "no module here" }));
    expect(empty.out).toContain("no module was cruised");
    expect(empty.status).toBe(1);
  });

  test("the sources themselves are cruised", () => {
    const { out } = walls();
    expect(Number(/(\d+) modules/.exec(out)?.[1]), out).toBeGreaterThan(0);
  });
});
