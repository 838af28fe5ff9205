// Do the methods agree on a function, wherever it is differentiable? The comparison at a point, repeated at random ones.

import fc from "fast-check";
import type { Differentiator } from "../../core/differentiators/differentiator.js";
import type { Formula } from "../../core/formula/index.js";
import type { Graph } from "../../core/graph/graph.js";
import type { TracedFunction } from "../../core/graph/trace.js";
import { compare } from "../compare/compare.js";
import type { Comparison } from "../compare/comparison.js";
import { NotAFunction } from "./black-box.js";
import type { Numbers } from "./check-gradient.js";
import { type InputOptions, samplingOf } from "./inputs.js";
import { mostSkips, tooFew } from "./run.js";
import { subjectOf } from "./subject.js";

/** What every method can differentiate: a formula as text or parsed, a program that can be traced, a graph. */
export type Comparable = string | Formula | TracedFunction | Graph;

export interface AgreementOptions<P = Numbers> extends InputOptions<P> {
  /** points to compare at, each by every method and in 64-digit arithmetic; 25 unless given */
  readonly samples?: number;
  /** the methods to compare; the four with bounds unless given */
  readonly methods?: readonly Differentiator[];
}

export interface AgreementReport {
  /** agree: at every point that could be judged; disagree: see the counterexample; undecided: too few points could be judged */
  readonly verdict: "agree" | "disagree" | "undecided";
  readonly message: string;
  readonly samples: number;
  /** points that could not be judged, by reason */
  readonly skipped: Readonly<Record<string, number>>;
  readonly randomSeed: number;
  /** the comparison at the smallest point found at which methods disagree */
  readonly counterexample?: Comparison;
}

const defaultSamples = 25;

/**
 * Compares all methods at random points. Points on kinks, outside the domain or without a bound are counted and replaced by others.
 * @throws {RangeError} when the inputs of a function are not stated; {@link NotAFunction} for a black box, which one method alone can see
 * @example
 * checkAgreement("x^2 * sin(y)", { samples: 20 }).verdict   // "agree"
 */
export function checkAgreement<P = Numbers>(f: Comparable, options: AgreementOptions<P> = {}): AgreementReport {
  const differentiable = comparable(f);
  const { points, wrt, samples, randomSeed } = samplingOf(differentiable, { samples: defaultSamples, ...options });
  const { methods } = options;
  const compareAt = (point: Parameters<typeof compare>[1]) =>
    compare(differentiable, point, { wrt, ...(methods === undefined ? {} : { methods }) });
  const skipped = new Map<string, number>();
  let judged = 0;
  const property = fc.property(points, (point) => {
    const { verdict } = compareAt(point);
    if (verdict !== "agree" && verdict !== "disagree") {
      skipped.set(inWords[verdict], (skipped.get(inWords[verdict]) ?? 0) + 1);
      fc.pre(false);
    }
    judged++;
    return verdict === "agree";
  });
  const run = fc.check(property, { seed: randomSeed, numRuns: samples, maxSkipsPerRun: mostSkips });
  const common = { samples: judged, skipped: Object.fromEntries(skipped), randomSeed };
  if (run.counterexample !== null) {
    const counterexample = compareAt(run.counterexample[0]);
    return {
      ...common,
      samples: run.numRuns,
      verdict: "disagree",
      message: `${counterexample.message}\nRepeat it with { seed: ${randomSeed} }.`,
      counterexample,
    };
  }
  return run.failed
    ? { ...common, verdict: "undecided", message: tooFew(judged, samples, skipped) }
    : { ...common, verdict: "agree", message: `All methods agree at all ${judged} points.` };
}

/** @throws {NotAFunction} */
export function comparable(f: Comparable): Exclude<Comparable, string> {
  const subject = subjectOf(f);
  if (subject.kind === "black box") {
    throw new NotAFunction(
      "a black box can be differentiated numerically only, so there is nothing to compare: check a gradient that you claim, with checkGradient or toHaveGradient.",
    );
  }
  return subject.f as Exclude<Comparable, string>;
}

const inWords: Readonly<Record<Exclude<Comparison["verdict"], "agree" | "disagree">, string>> = {
  "not-differentiable": "not differentiable there",
  "outside-domain": "outside the domain",
  inconclusive: "inconclusive",
  error: "an error",
};
