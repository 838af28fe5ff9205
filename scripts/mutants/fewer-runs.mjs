// fast-check for the tests of mutants: few runs of each property, and no search for the smallest counterexample.

import fc from "fast-check";

const RUNS = 4;
const few = (options) => ({ ...options, numRuns: Math.min(options?.numRuns ?? 100, RUNS), endOnFailure: true });

export default {
  ...fc,
  assert: (property, options) => fc.assert(property, few(options)),
  check: (property, options) => fc.check(property, few(options)),
};
export * from "fast-check";
