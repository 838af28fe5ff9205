// Mutation testing loads the tests without vitest: what they import from it must be there.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const from = (script: string) => import(new URL(`../../scripts/mutants/${script}.mjs`, import.meta.url).href);

test("all that the tests of the mutated rooms import from vitest has a stand-in", async () => {
  const { vitest } = (await from("collect")) as { readonly vitest: object };
  const { testFiles } = (await from("runner")) as { readonly testFiles: () => readonly string[] };
  const files = testFiles();
  expect(files).toContain("tests/core/execute/compiled.test.ts");
  const missing = files.flatMap((file) => {
    const [, names = ""] = /import \{([^}]*)\} from "vitest"/.exec(readFileSync(file, "utf8")) ?? [];
    const values = names.split(",").filter((name) => name.trim() !== "" && !/^\s*type /.test(name));
    return values.map((name) => name.trim()).flatMap((name) => (name in vitest ? [] : [`${name} in ${file}`]));
  });
  expect(missing).toEqual([]);
});
