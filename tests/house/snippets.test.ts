// The documentation runs: examples of docstrings, blocks of pages, and the commands that pages show.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandsOf, docstringExamples, docstringExamplesOf, type Example, pageExamplesOf, pages } from "./examples.js";
import { runCommand } from "./run-command.js";
import { type Loader, runExample } from "./run-example.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const loader: Loader = {
  root,
  load: async (specifier) => {
    const door = /^trigrad(?:\/(?<name>[\w-]+))?$/.exec(specifier);
    const module: Record<string, unknown> = await import(
      door === null ? specifier : join(root, `src/${door.groups?.["name"] ?? "index"}.ts`)
    );
    // An example runs inside a test, where no other may be begun.
    return specifier === "vitest" ? { ...module, test: (_: string, body: () => unknown) => body() } : module;
  },
};

const inDocstrings = docstringExamples(root);
const texts = pages(root).map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
const inPages = texts.flatMap(({ file, text }) => pageExamplesOf(file, text));
const commands = texts.flatMap(({ file, text }) => commandsOf(file, text));

const example = (code: string, scope?: string): Example => ({ file: "page.md", line: 10, code, scope });
const run = (code: string, scope?: string) => runExample(example(code, scope), loader);

describe("docstrings", () => {
  test("there are examples", () => {
    expect(inDocstrings.length).toBeGreaterThan(0);
  });

  test.each(inDocstrings.map((each) => [`${each.file}:${each.line}`, each] as const))("%s", async (_, each) => {
    // An example without `// expected` promises nothing.
    expect(await runExample(each, loader)).toBeGreaterThan(0);
  });
});

describe.runIf(inPages.length > 0)("blocks of pages", () => {
  test.each(inPages.map((each) => [`${each.file}:${each.line}`, each] as const))("%s", async (_, each) => {
    await runExample(each, loader);
  });
});

describe.runIf(commands.length > 0)("commands of pages", () => {
  test.each(commands.map((each) => [`${each.file}:${each.line} ${each.command}`, each] as const))("%s", (_, each) => {
    runCommand(each, root);
  });
});

describe("what an example may promise", () => {
  test.each([
    ["6 * 7   // 42"],
    ["0.1 + 0.2   // 0.3"],
    ["-1 / 0   // -Infinity"],
    ["0 / 0   // NaN"],
    ["Math.SQRT2   // 1.4142135..."],
    ['"a" + "b";   // "ab"'],
    ["[1, [2, 3]]   // [1, [2, 3]]"],
    ["new Float64Array(2)   // [0, 0]"],
    ["[1, 2, 3]   // [1, ...]"],
    ['({ x: -4, s: "t", deep: { y: [] } })   // { x: -4, s: "t", deep: { y: [] } }'],
    ["({ x: 1, y: 2 })   // { x: 1, ... }"],
    ["1 === 1   // true (a remark)"],
    ["undefined   // undefined"],
    ["(() => { throw new RangeError('too far') })()   // throws RangeError"],
    ["(() => { throw new RangeError('too far') })()   // throws RangeError: far"],
    ["const x: number = 3;\nconst y = x * 2;   // any remark\nconsole.log(y);   // 6"],
    ["[\n  1,\n  2,\n].length\n// => 2"],
    ["await Promise.resolve(1)   // 1"],
    ['import * as all from "trigrad";\ntypeof all   // "object"'],
    [
      'import "trigrad/vitest";\nimport { expect, test } from "vitest";\nconst seen: number[] = [];\ntest("runs at once", () => {\n  expect("x").toBeDifferentiableAt({ x: 1 });\n  seen.push(1);\n});\nseen   // [1]',
    ],
  ])("%s", async (code) => {
    expect(await run(code)).toBe(1);
  });

  test("a docstring uses its module, what that imports, and the public door", async () => {
    expect(await run("toTensor([2]).data.length > 0   // true", "src/core/graph/trace.ts")).toBe(1);
  });
});

describe("what makes an example fail, with file and line", () => {
  test.each([
    ["another number", "1;\n6 * 7   // 43", "page.md:11"],
    ["a number almost right", "1   // 1.00000000001", "page.md:10"],
    ["a missing entry", "[1, 2]   // [1, 2, 3]", "page.md:10"],
    ["a surplus field", "({ x: 1, y: 2 })   // { x: 1 }", "page.md:10: .*\\(at \\.y\\)"],
    ["a string for a number", '"1"   // 1', "page.md:10"],
    ["no error", "1   // throws Error", "page.md:10"],
    ["another error", "null.x   // throws RangeError", "page.md:10"],
    ["an unknown name", "nobodyKnows(1)   // 1", "page.md:10"],
    ["a syntax error", "const = 1", "page.md:10"],
    ["a comment that is no value", "1 + 1   // two", "page.md:10: cannot read the expected value"],
    [
      "a matcher that fails",
      'import "trigrad/vitest";\nimport { expect, test } from "vitest";\ntest("at once", () => expect("abs(x)").toBeDifferentiableAt({ x: 0 }));',
      "page.md:10: expected a function that is differentiable",
    ],
    ["a name that is not exported", 'import { nobodyKnows } from "trigrad";', "exports no nobodyKnows"],
  ])("%s", async (_, code, message) => {
    await expect(run(code)).rejects.toThrow(new RegExp(message));
  });
});

describe("finding examples", () => {
  test("in docstrings, with their lines", () => {
    const text = "// file\n\n/**\n * Text.\n * @example\n * f(1)   // 2\n * g(2)   // 3\n * @see x\n */\nexport const f = 1;\n";
    expect(docstringExamplesOf("a.ts", text)).toEqual([{ file: "a.ts", line: 5, code: "\nf(1)   // 2\ng(2)   // 3", scope: "a.ts" }]);
  });

  test("in pages: blocks marked ts, unless they are fragments", () => {
    const text = "# Page\n\n```ts\n1   // 1\n```\n\n```ts fragment\nf(...)\n```\n\n```ts in=src/index.ts\n2\n```\n";
    expect(pageExamplesOf("p.md", text).map(({ line, code, scope }) => [line, code, scope])).toEqual([
      [4, "1   // 1", undefined],
      [12, "2", "src/index.ts"],
    ]);
  });

  test("commands: continued lines, exit codes, output", () => {
    const text = '```console\n$ trigrad compare "x" \\\n  --at x=1   # exit 1\nno\n$ ls\n```\n\n```sh\nnpx trigrad --help\nnpm test\n```\n';
    expect(commandsOf("p.md", text)).toEqual([
      { file: "p.md", line: 2, command: 'trigrad compare "x"   --at x=1', exitCode: 1, output: ["no"] },
      { file: "p.md", line: 9, command: "npx trigrad --help", exitCode: 0, output: undefined },
    ]);
  });

  test("a command with another exit code or another output fails", () => {
    const command = { file: "p.md", line: 2, command: "echo one; echo two; exit 3", exitCode: 3, output: ["one", "two"] };
    runCommand(command, root);
    runCommand({ ...command, output: ["..."] }, root);
    expect(() => runCommand({ ...command, exitCode: 0 }, root)).toThrow("p.md:2");
    expect(() => runCommand({ ...command, output: ["one"] }, root)).toThrow("p.md:2");
  });
});
