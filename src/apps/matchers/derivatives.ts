// expect(f).toHaveGradient(g) and its kin: the checks of derivatives as matchers.

import { checkGradient, checkHessian, checkJacobian, checkJvp, checkVjp } from "../../verify/check/check-gradient.js";
import type { CheckReport } from "../../verify/check/report.js";
import type { Checkable } from "../../verify/check/subject.js";
import { answered, type MatcherContext, type MatcherResult, undecided } from "./context.js";
import { evidenceAgainst } from "./evidence.js";
import { readable } from "./readable.js";

type Check<Claim extends unknown[]> = (f: Checkable, ...claim: Claim) => CheckReport;

function matcherOf<Claim extends unknown[]>(derivative: string, check: Check<Claim>) {
  return function (this: MatcherContext, f: Checkable, ...claim: Claim): MatcherResult {
    const report = readable(() => check(f, ...claim));
    switch (report.verdict) {
      case "right":
        return answered(
          true,
          () => `expected a wrong ${derivative}, and this one stands. ${report.message}\nRepeat it with { seed: ${report.randomSeed} }.`,
        );
      case "wrong":
        return answered(false, () => [report.message, ...evidenceAgainst(derivative, f, report, this)].join("\n\n"));
      case "undecided":
      case "invalid":
        return undecided(this, () => report.message);
    }
  };
}

export const toHaveGradient = matcherOf("gradient", checkGradient);
export const toHaveJacobian = matcherOf("Jacobian", checkJacobian);
export const toHaveHessian = matcherOf("Hessian", checkHessian);
export const toHaveJvp = matcherOf("Jacobian-vector product", checkJvp);
export const toHaveVjp = matcherOf("vector-Jacobian product", checkVjp);
