// Mutation testing, started by `npm run mutants`; docs/mutation-testing.md says how to read it.

export default {
  // Stryker's own runner for vitest starts a worker for each mutant, seconds each; ours keeps the tests loaded.
  testRunner: "warm",
  plugins: ["./scripts/mutants/runner.mjs", "./scripts/mutants/messages.mjs"],
  // Only the wording of errors and remarks: that each is thrown, and names what it must, is tested.
  ignorers: ["messages"],
  mutate: ["src/core/primitives/**/*.ts", "src/core/differentiators/**/*.ts", "src/verify/**/*.ts"],
  ignorePatterns: ["dist", "docs", "reports", "examples"],
  coverageAnalysis: "perTest",
  concurrency: 1,
  // The runner stops a test that runs on, by processor time; this is for what it cannot stop.
  timeoutMS: 600_000,
  timeoutFactor: 1,
  dryRunTimeoutMinutes: 120,
  disableTypeChecks: false,
  incremental: true,
  incrementalFile: "reports/mutants/all.incremental.json",
  tempDirName: "reports/mutants/sandbox",
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: "reports/mutants/all.json" },
  warnings: { slow: false },
};
