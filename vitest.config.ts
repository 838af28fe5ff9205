import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// One seed for all test files, the same on every machine, so that a red build means a change; TRIGRAD_SEED=random looks further, and
// any failure replays with TRIGRAD_SEED=... npx vitest run FILE.
const asked = process.env.TRIGRAD_SEED ?? "20261124";
const randomSeed = asked === "random" ? String(Math.floor(Math.random() * 2 ** 31)) : asked;

export default defineConfig({
  // The doors of the package, as its users name them.
  resolve: {
    alias: [
      { find: /^trigrad$/, replacement: fileURLToPath(new URL("src/index.ts", import.meta.url)) },
      { find: /^trigrad\/([\w-]+)$/, replacement: fileURLToPath(new URL("src/$1.ts", import.meta.url)) },
    ],
  },
  test: {
    include: ["tests/**/*.test.ts", "examples/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    globalSetup: ["tests/fresh-build.ts"],
    reporters: ["default", "./tests/reporter.ts"],
    env: { TRIGRAD_SEED: randomSeed },
    // Its gradients are modules that Node would read as scripts.
    server: { deps: { inline: [/tfjs-core\/dist\/(?!tf-core)/] } },
    // Generous: a loaded machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
