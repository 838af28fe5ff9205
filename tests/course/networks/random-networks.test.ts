// The four methods on random networks: 1 to 6 layers, widths 1 to 32, all activations and losses, batches, with and without biases.

import fc from "fast-check";
import { expect, test } from "vitest";
import { forwardMode, reverseMode } from "../../../src/core/differentiators/automatic/index.js";
import { numericalWith } from "../../../src/core/differentiators/numerical/index.js";
import { symbolicWith } from "../../../src/core/differentiators/symbolic-method.js";
import { networkAt } from "../../../src/course/networks/arbitrary.js";
import { compare } from "../../../src/index.js";
import { boundedEvaluator } from "../../../src/verify/bounds/rounding.js";

/** 100 in a plain run; continuous integration takes 1,000. */
const runs = Number(process.env["TRIGRAD_NETWORKS"] ?? 100);

/** Symbolic serves formulas whose tree is smaller than this; the default limit takes seconds a network. */
const limit = 10_000;
const evaluator = boundedEvaluator;
const methods = [numericalWith({ evaluator }), symbolicWith({ evaluator, limit }), forwardMode(evaluator), reverseMode(evaluator)];

test(`on ${runs} random networks no method contradicts another, and nearly all are decided`, () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(networkAt({ layers: 6, width: 32, instances: 4 }), ({ network, point, target }) => {
      const found = compare(network.lossFor(target), point, { methods, budget: 8e6 });
      count(found.verdict);
      for (const [name, report] of Object.entries(found.methods)) if (!("unsupported" in report)) count(name);
      expect(["agree", "not-differentiable", "inconclusive"], `${found.verdict}: ${found.message}`).toContain(found.verdict);
    }),
    { numRuns: runs },
  );
  const of = (what: string) => seen.get(what) ?? 0;
  expect(of("agree")).toBeGreaterThanOrEqual(0.98 * runs);
  expect(of("reverse")).toBe(runs);
  // Every method went over all components of a good part of them; of the others it saw a few.
  for (const name of ["numerical", "symbolic", "forward"]) expect(of(name), name).toBeGreaterThan(0.1 * runs);
}, 3_000_000);
