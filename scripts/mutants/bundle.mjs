// One script of all test files and of the sources they import, so that a mutant that acts at load is tested by running the script again.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Writes the script; the function in it maps a test file to what loads it. */
export async function bundle(testFiles, root, out) {
  const entry = `export const load = {\n${testFiles.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`${root}/${file}`)}),`).join("\n")}\n};`;
  const build = await rolldown({
    input: "tests",
    platform: "node",
    external: (id) => !/^[./\0]|^tests$/.test(id) && !/^trigrad/.test(id),
    plugins: [
      {
        name: "trigrad",
        resolveId(id, importer) {
          if (id === "tests") return "\0tests";
          if (id === "fast-check" && importer?.includes("/tests/")) return { id: here("fewer-runs.mjs"), external: false };
          const door = /^trigrad(?:\/([\w-]+))?$/.exec(id);
          return door === null ? undefined : `${root}/src/${door[1] ?? "index"}.ts`;
        },
        load: (id) => (id === "\0tests" ? entry : undefined),
      },
    ],
    logLevel: "silent",
  });
  const { output } = await build.generate({ format: "cjs", codeSplitting: false });
  writeFileSync(out, output[0].code);
}
