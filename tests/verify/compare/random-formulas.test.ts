// The laws of agreement on random formulas.

import fc from "fast-check";
import { derivative as mathjsDerivative, parse } from "mathjs/number";
import { expect, test } from "vitest";
import { compareCase } from "../../../src/index.js";
import { formula, formulaAt } from "../../../src/verify/arbitraries/formula.js";

const runs = Number(process.env["TRIGRAD_RUNS"] ?? 300);

/** Inside the domain or not. */
const anywhere = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1000);

test(`on ${runs} random formulas no method contradicts another or the 64-digit reference`, () => {
  const drawn = fc.record({ formula: formula(), at: fc.record({ x: anywhere, y: anywhere }) });
  fc.assert(
    fc.property(drawn, (given) => {
      const found = compareCase(given);
      expect(["agree", "not-differentiable", "outside-domain", "inconclusive"], `${found.verdict}: ${found.message}`).toContain(
        found.verdict,
      );
    }),
    { numRuns: runs },
  );
}, 120_000);

/** What mathjs's own `derivative` knows. */
const known = "sin cos exp log sqrt tan atan asin sinh cosh tanh asinh".split(" ");

test("where mathjs has a derivative, it is the same", () => {
  fc.assert(
    fc.property(formulaAt({ functions: known, conditionals: false }), ({ formula, at }) => {
      const found = compareCase({ formula, at });
      fc.pre(found.verdict === "agree");
      const report = found.methods?.reverse;
      if (report === undefined || "unsupported" in report) throw new Error("reverse mode supports everything");
      for (const name of Object.keys(at)) {
        const expected: unknown = mathjsDerivative(parse(formula), name, { simplify: false }).evaluate({ ...at });
        // Outside its domain an inner value of mathjs's formula may be complex or infinite where ours is not.
        fc.pre(typeof expected === "number" && Number.isFinite(expected));
        const computed = report.gradient[name] as number;
        const bound = (report.bound[name] as number) + 1e-9 * Math.max(1, Math.abs(expected as number));
        expect(Math.abs(computed - (expected as number)), `d/d${name}: ${computed} and ${expected}`).toBeLessThanOrEqual(bound);
      }
    }),
    { numRuns: runs / 2 },
  );
}, 120_000);
