// Section 7: four methods that must not be confused, on the slide's own formula.

import { forward, reverse } from "../../core/differentiators/automatic/index.js";
import { numericalWith } from "../../core/differentiators/numerical/index.js";
import { parseFormula } from "../../core/formula/index.js";
import { compare } from "../../verify/compare/compare.js";
import type { Comparison } from "../../verify/compare/comparison.js";
import { circuit, exercise } from "./figures.js";

export interface StepRow {
  /** step size d of (f(x + d) - f(x)) / d */
  readonly step: number;
  readonly derivative: number;
  readonly error: number;
}

/** The slide's difference quotient on the exercise, by w1: too large a step truncates, too small a one rounds. */
export function differenceQuotients(steps: readonly number[] = [1e-1, 1e-4, 1e-8, 1e-12, 1e-15]): readonly StepRow[] {
  const formula = parseFormula(exercise.formula);
  const exact = reverse.gradient(formula, { wrt: ["w1"] })(exercise.at).gradient["w1"] as number;
  return steps.map((step) => {
    const method = numericalWith({ scheme: { kind: "forward", step } });
    const derivative = method.gradient(formula, { wrt: ["w1"] })(exercise.at).gradient["w1"] as number;
    return { step, derivative, error: Math.abs(derivative - exact) };
  });
}

/** Both lecture formulas by all methods. */
export function comparisons(): readonly { readonly formula: string; readonly comparison: Comparison }[] {
  return [circuit, exercise].map(({ formula, at }) => ({ formula, comparison: compare(parseFormula(formula), at) }));
}

/** One forward-mode pass for each input, one reverse-mode pass for all of them. */
export function passesNeeded(): { readonly inputs: number; readonly forward: number; readonly reverse: number } {
  const formula = parseFormula(exercise.formula);
  return {
    inputs: Object.keys(exercise.at).length,
    forward: forward.gradient(formula)(exercise.at).evaluations,
    reverse: reverse.gradient(formula)(exercise.at).evaluations,
  };
}
