import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Chosen here, once for all test files; any failure replays with TRIGRAD_SEED=... npx vitest run FILE.
const randomSeed = process.env.TRIGRAD_SEED ?? String(Math.floor(Math.random() * 2 ** 31));

export default defineConfig({
  resolve: { alias: [{ find: /^trigrad$/, replacement: fileURLToPath(new URL("src/index.ts", import.meta.url)) }] },
  test: {
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    globalSetup: ["tests/fresh-build.ts"],
    reporters: ["default", "./tests/reporter.ts"],
    env: { TRIGRAD_SEED: randomSeed },
    // Generous: a loaded machine is no failure.
    testTimeout: 30_000,
  },
});
