// Section 7: four methods that must not be confused, on the slides' own formulas.

import { forward, reverse } from "../../core/differentiators/automatic/index.js";
import { numericalWith } from "../../core/differentiators/numerical/index.js";
import { parseFormula } from "../../core/formula/index.js";
import { compare } from "../../verify/compare/compare.js";
import type { Comparison } from "../../verify/compare/comparison.js";
import type { Computed, Figure } from "./figure.js";
import { circuit, exercise } from "./figures.js";
import { type ForwardOnly, forwardOnly } from "./forward-only.js";
import { type Rewriting, rewriting } from "./rewriting.js";

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

export interface PassesNeeded {
  readonly inputs: number;
  readonly forward: number;
  readonly reverse: number;
}

/** One forward-mode pass for each input, one reverse-mode pass for all of them. */
export function passesNeeded(): PassesNeeded {
  const formula = parseFormula(exercise.formula);
  return {
    inputs: Object.keys(exercise.at).length,
    forward: forward.gradient(formula)(exercise.at).evaluations,
    reverse: reverse.gradient(formula)(exercise.at).evaluations,
  };
}

export interface MethodsData {
  readonly quotients: readonly StepRow[];
  readonly rewriting: Rewriting;
  readonly passes: PassesNeeded;
  readonly forwardOnly: ForwardOnly;
  readonly comparisons: ReturnType<typeof comparisons>;
}

export function methodsSection(): Computed<MethodsData> {
  const data = {
    quotients: differenceQuotients(),
    rewriting: rewriting(),
    passes: passesNeeded(),
    forwardOnly: forwardOnly(),
    comparisons: comparisons(),
  };
  return { data, figures: figuresOf(data) };
}

function figuresOf({ quotients, rewriting: symbolic, passes, forwardOnly: traced, comparisons: compared }: MethodsData): Figure[] {
  const errors = quotients.map(({ error }) => error);
  const best = Math.min(...errors);
  return [
    { says: "a large step d truncates: its error is larger than the best one", right: (errors[0] as number) > best },
    { says: "a small step d rounds: its error is larger than the best one", right: (errors.at(-1) as number) > best },
    { says: `the symbolic derivative of ${symbolic.formula} is a formula with the right value`, right: symbolic.matches },
    { says: `forward mode takes one pass for each of ${passes.inputs} inputs`, right: passes.forward === passes.inputs },
    { says: "reverse mode takes one backward pass for all inputs", right: passes.reverse === 1 },
    ...traced.entries.map(({ input, slide, matches }) => ({
      says: `only the forward pass is written, and reverse mode gives ${slide} for ${input}`,
      right: matches,
    })),
    ...compared.map(({ formula, comparison }) => ({ says: `four methods agree on ${formula}`, right: comparison.verdict === "agree" })),
  ];
}
