// Random cases, one after the other, each compared by all methods: what came of them is counted, and a contradiction ends it.

import type { MethodName } from "../core/differentiators/differentiator.js";
import { inputValues } from "../core/differentiators/point.js";
import { type Differentiable, recorder } from "../core/differentiators/program.js";
import type { Point } from "../core/graph/tensor.js";
import type { Cases } from "./arbitraries/cases.js";
import { boundedEvaluator } from "./bounds/rounding.js";
import { type CompareOptions, compare } from "./compare/compare.js";
import type { Comparison, Reason, Verdict } from "./compare/comparison.js";
import { flatten } from "./compare/components.js";
import { findSites } from "./compare/sites.js";

/** What is cross-checked: formulas here, networks by whoever knows them. */
export interface Suite<Case> {
  readonly cases: Cases<Case>;
  /** the function and the point */
  readonly subject: (given: Case) => { readonly f: Differentiable; readonly point: Point };
  /** the case as text, in which it can be given again */
  readonly write: (given: Case) => string;
  readonly options?: CompareOptions;
}

export interface Totals {
  readonly done: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** how many decided nothing, by reason, and the first of them as text */
  readonly inconclusive: Readonly<Partial<Record<Reason, { readonly count: number; readonly first: string }>>>;
  /** for each method, in how many cases it had a bound for every component */
  readonly answered: Readonly<Partial<Record<MethodName, number>>>;
}

export const noTotals: Totals = { done: 0, verdicts: {}, inconclusive: {}, answered: {} };

/**
 * disagreement: two methods, or one and the 64-digit reference, cannot both be right; bound: the value is further from the reference than
 * its rounding bound says; failure: something was thrown.
 */
export type ContradictionKind = "disagreement" | "bound" | "failure";

/** One case, looked at. */
export interface Judged {
  /** absent when something was thrown */
  readonly comparison?: Comparison;
  readonly contradiction?: { readonly kind: ContradictionKind; readonly message: string };
}

/**
 * Compares one case by all methods, and its value with the reference.
 * @example
 * import { parseFormula } from "../core/formula/index.js";
 * judge({ f: parseFormula("x^2"), point: { x: 3 } }).contradiction   // undefined
 */
export function judge({ f, point }: ReturnType<Suite<unknown>["subject"]>, options: CompareOptions = {}): Judged {
  let comparison: Comparison;
  try {
    comparison = compare(f, point, options);
  } catch (error) {
    return { contradiction: { kind: "failure", message: error instanceof Error ? error.message : String(error) } };
  }
  if (comparison.verdict === "disagree") return { comparison, contradiction: { kind: "disagreement", message: comparison.message } };
  const message = violatedBound(f, point, comparison);
  return message === undefined ? { comparison } : { comparison, contradiction: { kind: "bound", message } };
}

/** Of first order: a hundredth more for what squares of roundings add. */
const secondOrder = 1.01;

/** On kinks a rounding decides the branch, and elsewhere bounds of the gradient have been held against the reference already. */
function violatedBound(f: Differentiable, point: Point, { verdict, value, reference }: Comparison): string | undefined {
  if (verdict !== "agree" || typeof value !== "number" || reference === undefined) return undefined;
  const exact = Number(reference.value);
  const { graph } = recorder(f)(point);
  const inputs = inputValues(graph, point);
  const evaluation = boundedEvaluator(graph)(inputs);
  const [estimate] = evaluation.outputs;
  const bound = estimate?.bound?.[0] ?? Number.POSITIVE_INFINITY;
  // The reference as a double is off by half a unit in its last place.
  if (!Number.isFinite(exact) || !(Math.abs(value - exact) > secondOrder * bound + 2 ** -53 * Math.abs(exact))) return undefined;
  // Where rounding is not small against an argument, or numbers are extreme, the comparison says itself that bounds may not hold.
  const nodes = graph.inputs.map(({ node }) => node);
  const { lost, extreme, kinks } = findSites(graph, inputs, evaluation, nodes);
  if (lost.length + extreme.length + kinks.length > 0) return undefined;
  return `the value ${value} is ${Math.abs(value - exact).toExponential(2)} from the 64-digit reference ${reference.value}, and its rounding bound is ${bound.toExponential(2)}.`;
}

export interface CrosscheckOptions {
  readonly randomSeed: number;
  /** where an earlier run stopped */
  readonly from?: Totals;
  /** cases altogether */
  readonly count: number;
}

/** The end of a run. */
export interface Ending {
  readonly totals: Totals;
  /** number of the case that brought a contradiction, counted from 0; it is not among the totals */
  readonly contradiction?: number;
}

/** Gives the totals after each case; ends with the count, or at a contradiction. */
export function* crosscheck<Case>(
  suite: Suite<Case>,
  { randomSeed, from = noTotals, count }: CrosscheckOptions,
): Generator<Totals, Ending, undefined> {
  let totals = from;
  while (totals.done < count) {
    const given = suite.cases.at(randomSeed, totals.done);
    const { comparison, contradiction } = judge(suite.subject(given), suite.options);
    if (comparison === undefined || contradiction !== undefined) return { totals, contradiction: totals.done };
    totals = counted(totals, comparison, () => suite.write(given));
    yield totals;
  }
  return { totals };
}

function counted(totals: Totals, { verdict, reason, methods }: Comparison, write: () => string): Totals {
  const before = reason === undefined ? undefined : totals.inconclusive[reason];
  const answered = { ...totals.answered };
  for (const [name, report] of Object.entries(methods) as [MethodName, (typeof methods)[MethodName]][]) {
    const all = report !== undefined && !("unsupported" in report) && Object.values(report.bound).flatMap(flatten).every(Number.isFinite);
    answered[name] = (answered[name] ?? 0) + (all ? 1 : 0);
  }
  return {
    done: totals.done + 1,
    verdicts: { ...totals.verdicts, [verdict]: (totals.verdicts[verdict] ?? 0) + 1 },
    inconclusive:
      reason === undefined
        ? totals.inconclusive
        : { ...totals.inconclusive, [reason]: { count: (before?.count ?? 0) + 1, first: before?.first ?? write() } },
    answered,
  };
}

/** A case that contradicts, as small as it became. */
export interface Counterexample<Case> extends Judged {
  readonly kind: ContradictionKind;
  readonly message: string;
  readonly smallest: Case;
  /** the smallest as text, and the case that it was found from */
  readonly text: string;
  readonly original: string;
  /** fast-check's path from the original to the smallest, and how many steps it has */
  readonly path: string;
  readonly steps: number;
}

/** Shrinks the n-th case for as long as it may take; every step of it contradicts too. */
export function shrinkContradiction<Case>(
  suite: Suite<Case>,
  { randomSeed, n, milliseconds }: { readonly randomSeed: number; readonly n: number; readonly milliseconds: number },
): Counterexample<Case> {
  const look = (given: Case) => judge(suite.subject(given), suite.options);
  const fails = (given: Case) => look(given).contradiction !== undefined;
  const { value: smallest, path, steps } = suite.cases.shrink(randomSeed, n, { fails, milliseconds });
  const judged = look(smallest);
  const { kind, message } = judged.contradiction ?? {
    kind: "failure",
    message: "the case contradicts no more when it is looked at again.",
  };
  return {
    ...judged,
    kind,
    message,
    smallest,
    text: suite.write(smallest),
    original: suite.write(suite.cases.at(randomSeed, n)),
    path,
    steps,
  };
}
