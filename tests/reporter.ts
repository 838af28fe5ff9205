// Says the random seed first, how to replay what failed, and the count on a line of its own last.

import { relative } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";

export default class CountReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    vitest.logger.log(`random seed: TRIGRAD_SEED=${this.#seed()}`);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      // A file that cannot be loaded has no tests that could fail.
      const before = failed + module.errors().length;
      failed = before;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        if (state === "failed") failed++;
      }
      if (module.state() === "failed") {
        if (failed === before && module.errors().length === 0) failed++;
        this.#log(`replay: TRIGRAD_SEED=${this.#seed()} npx vitest run ${relative(process.cwd(), module.moduleId)}`);
      }
    }
    this.#log(`tests: ${passed} passed, ${failed} failed`);
  }

  #seed(): string {
    return this.#vitest?.config.env.TRIGRAD_SEED ?? "";
  }

  #log(line: string): void {
    this.#vitest?.logger.log(line);
  }
}
