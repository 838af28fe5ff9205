// The study: how often wrong rules are found and right ones accused, by trigrad and by the defaults of PyTorch and JAX.

import fc from "fast-check";
import { randomFrom } from "../../../src/course/networks/random.js";
import {
  compare,
  type Differentiator,
  forward,
  type Point,
  parseFormula,
  reverse,
  symbolic,
  type TracedFunction,
} from "../../../src/index.js";
import { formulaAt } from "../../../src/verify/arbitraries/formula.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { handWrittenFunctions, libraryFaults } from "./catalogue.js";
import { type Detection, detect, rowUnder, underFault } from "./detect.js";
import { detectGradient } from "./detect-gradient.js";
import type { Arrays, FaultKind, FaultSize, LibraryFault } from "./fault.js";
import { flatAt, flatGradient, flatStructure } from "./flat.js";
import { type Judge, jaxAt, pytorchAt } from "./other-checkers.js";
import { type Sample, samplesOf } from "./samples.js";
import { flawedReverse } from "./sweeps.js";

export interface StudyOptions {
  readonly seed: number;
  /** samples within which a fault has to be found */
  readonly most: number;
  /** points at which each right rule, and each right gradient, is tried */
  readonly each: number;
  readonly formulas: number;
  /** is told what is going on */
  readonly progress?: (text: string) => void;
}

export type Place = "rules of the table" | "sweeps" | "symbolic rules" | "gradients by hand";

export interface FaultOutcome {
  readonly id: string;
  readonly place: Place;
  readonly kind: FaultKind;
  readonly size: FaultSize;
  /** samples it took; undefined where none saw it */
  readonly trigrad: number | undefined;
  readonly pytorch: number | undefined;
  readonly jax: number | undefined;
  readonly isNamed: boolean;
  /** for gradients by hand: an operation of the program was named, too */
  readonly hasNode: boolean;
}

/** Checks of what is right, and how many of them said that it is wrong. */
export interface Accusations {
  readonly checks: number;
  readonly trigrad: number;
  readonly pytorch: number;
  readonly jax: number;
}

export interface Sensitivity {
  readonly size: Exclude<FaultSize, "gross">;
  /** single samples at which the derivative is not 0, and at how many of them the error was noticed */
  readonly checks: number;
  readonly trigrad: number;
  readonly pytorch: number;
  readonly jax: number;
}

export interface Study {
  readonly options: StudyOptions;
  readonly faults: readonly FaultOutcome[];
  readonly right: {
    readonly rules: Accusations;
    readonly gradients: Accusations;
    readonly formulas: Accusations;
    readonly kinks: Accusations;
  };
  /** formulas that were drawn, by verdict */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly sensitivity: readonly Sensitivity[];
}

export function study(options: StudyOptions): Study {
  const faults = [...libraryOutcomes(options), ...gradientOutcomes(options)];
  options.progress?.("right rules");
  const smooth = tally();
  const kinks = tally();
  rightRules(options, smooth, kinks);
  options.progress?.("right gradients");
  const gradients = rightGradients(options);
  options.progress?.("random formulas");
  const formulas = randomFormulas(options, kinks);
  const right = { rules: smooth.counts, gradients, formulas: formulas.right, kinks: kinks.counts };
  return { options, faults, right, verdicts: formulas.verdicts, sensitivity: formulas.sensitivity };
}

/** One sample, as the other two judge it. */
function othersAt(program: TracedFunction, point: Point, normal: () => number): { readonly pytorch: Judge; readonly jax: Judge } {
  const { f, x } = flatAt(program, point);
  return { pytorch: pytorchAt(f, x), jax: jaxAt(f, x, normal) };
}

/**
 * The first sample at which the wrong claim is rejected although the right one is accepted: a rejection of both says nothing about
 * the fault.
 */
function firstSeen(
  samples: readonly Sample[],
  normal: () => number,
  claims: (sample: Sample) => { readonly wrong: readonly (readonly number[])[]; readonly right: () => readonly (readonly number[])[] },
): { readonly pytorch: number | undefined; readonly jax: number | undefined } {
  const seen: { pytorch?: number; jax?: number } = {};
  for (const [i, sample] of samples.entries()) {
    const judges = othersAt(sample.program, sample.point, normal);
    const { wrong, right } = claims(sample);
    for (const name of ["pytorch", "jax"] as const) {
      if (seen[name] === undefined && !judges[name](wrong) && judges[name](right())) seen[name] = i + 1;
    }
    if (seen.pytorch !== undefined && seen.jax !== undefined) break;
  }
  return { pytorch: seen.pytorch, jax: seen.jax };
}

function libraryOutcomes({ seed, most, progress }: StudyOptions): FaultOutcome[] {
  const { normal } = randomFrom(seed);
  return libraryFaults.map((fault, i) => {
    progress?.(`fault ${i + 1} of ${libraryFaults.length}: ${fault.id}`);
    const samples = fc.sample(samplesOf(rowUnder(fault)), { numRuns: most, seed });
    const others = firstSeen(
      samples,
      () => normal(),
      ({ program, point }) => {
        const by = (methods: readonly Differentiator[]) => methods.map((method) => flatGradient(method, program, point));
        return { wrong: underFault(fault, () => by(claimants(fault))), right: () => by([rightOf(fault)]) };
      },
    );
    return outcome(fault, placeOf(fault), detect(fault, { most, seed }), others, false);
  });
}

/** The methods that a fault makes wrong; a library that checks one mode is shown that one. */
function claimants({ where }: LibraryFault): readonly Differentiator[] {
  if (where.table === "rows") return [reverse, forward];
  if (where.table === "pushes") return [forward];
  return where.table === "sweeps" ? [where.method] : [symbolic];
}

const rightOf = ({ where }: LibraryFault): Differentiator =>
  where.table === "functions" || where.table === "operators" || where.table === "terms" ? symbolic : reverse;

function placeOf({ where }: LibraryFault): Place {
  if (where.table === "rows" || where.table === "pushes") return "rules of the table";
  return where.table === "sweeps" ? "sweeps" : "symbolic rules";
}

function outcome(
  { id, kind, size }: { readonly id: string; readonly kind: FaultKind; readonly size: FaultSize },
  place: Place,
  { samples: trigrad, isNamed }: Detection,
  others: { readonly pytorch: number | undefined; readonly jax: number | undefined },
  hasNode: boolean,
): FaultOutcome {
  return { id, place, kind, size, trigrad, ...others, isNamed, hasNode };
}

function gradientOutcomes({ seed, most, progress }: StudyOptions): FaultOutcome[] {
  const { normal } = randomFrom(seed + 1);
  return handWrittenFunctions.flatMap((each) => {
    progress?.(`gradients of ${each.name}`);
    const points = fc.sample(fc.record(each.inputs as Record<string, fc.Arbitrary<unknown>>), { numRuns: most, seed }) as Point[];
    const samples = points.map((point): Sample => ({ program: each.f, point }));
    return each.mistakes.map((mistake) => {
      const others = firstSeen(
        samples,
        () => normal(),
        ({ point }) => ({
          wrong: [flatStructure(mistake.gradient(point as Arrays), point)],
          right: () => [flatStructure(each.right(point as Arrays), point)],
        }),
      );
      const detection = detectGradient(each, mistake.gradient, { most, seed });
      return outcome({ ...mistake, id: `${each.name}: ${mistake.what}` }, "gradients by hand", detection, others, detection.hasNode);
    });
  });
}

function tally() {
  const counts = { checks: 0, trigrad: 0, pytorch: 0, jax: 0 };
  return {
    counts: counts as Accusations,
    add(accused: { readonly trigrad: boolean; readonly pytorch: boolean; readonly jax: boolean }): void {
      counts.checks++;
      if (accused.trigrad) counts.trigrad++;
      if (accused.pytorch) counts.pytorch++;
      if (accused.jax) counts.jax++;
    },
  };
}

type Tally = ReturnType<typeof tally>;

function rightRules({ seed, each }: StudyOptions, smooth: Tally, kinks: Tally): void {
  const { normal } = randomFrom(seed + 2);
  const rows = new Set(libraryFaults.map(rowUnder));
  for (const row of rows) {
    for (const { program, point } of fc.sample(samplesOf(row), { numRuns: each, seed })) {
      const { verdict } = compare(program, point);
      if (verdict !== "agree" && verdict !== "disagree" && verdict !== "not-differentiable") continue;
      const others = accusedBy(program, point, () => normal());
      (verdict === "not-differentiable" ? kinks : smooth).add({ trigrad: verdict === "disagree", ...others });
    }
  }
}

function accusedBy(program: TracedFunction, point: Point, normal: () => number): { readonly pytorch: boolean; readonly jax: boolean } {
  const judges = othersAt(program, point, normal);
  const claims = [reverse, forward].map((method) => flatGradient(method, program, point));
  return { pytorch: !judges.pytorch(claims), jax: !judges.jax(claims) };
}

function rightGradients({ seed, each }: StudyOptions): Accusations {
  const { normal } = randomFrom(seed + 3);
  const { add, counts } = tally();
  for (const one of handWrittenFunctions) {
    const { report } = detectGradient(one, one.right, { most: each, seed });
    const points = fc.sample(fc.record(one.inputs as Record<string, fc.Arbitrary<unknown>>), { numRuns: each, seed }) as Point[];
    points.forEach((point, i) => {
      // One report stands for all points of a gradient.
      const judges = othersAt(one.f, point, () => normal());
      const claims = [flatStructure(one.right(point as Arrays), point)];
      add({ trigrad: i === 0 && report.verdict === "wrong", pytorch: !judges.pytorch(claims), jax: !judges.jax(claims) });
    });
  }
  return counts;
}

const sizes = [1e-2, 1e-4, 1e-6] as const;

function randomFormulas({ seed, formulas }: StudyOptions, kinks: Tally) {
  const { normal } = randomFrom(seed + 4);
  const smooth = tally();
  const verdicts: Record<string, number> = {};
  const noticed = sizes.map((size) => ({ size, ...tally() }));
  for (const { formula, at } of fc.sample(formulaAt(), { numRuns: formulas, seed })) {
    const parsed = parseFormula(formula);
    const program: TracedFunction = (inputs) => parsed.evaluate(inputs);
    const { verdict } = compare(parsed, at);
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    if (verdict === "not-differentiable") kinks.add({ trigrad: false, ...accusedBy(program, at, () => normal()) });
    if (verdict !== "agree" && verdict !== "disagree") continue;
    const judges = othersAt(program, at, () => normal());
    const right = flatGradient(reverse, program, at);
    const accused = { pytorch: !judges.pytorch([right]), jax: !judges.jax([right]) };
    smooth.add({ trigrad: verdict === "disagree", ...accused });
    if (right.every((partial) => partial === 0)) continue;
    for (const { size, add } of noticed) {
      const wrong = right.map((partial) => partial * (1 + size));
      const off = flawedReverse({ seed: 1 + size });
      const methods = boundedMethods.map((method) => (method.name === "reverse" ? off : method));
      add({
        trigrad: compare(parsed, at, { methods }).verdict === "disagree",
        pytorch: !accused.pytorch && !judges.pytorch([wrong]),
        jax: !accused.jax && !judges.jax([wrong]),
      });
    }
  }
  return { right: smooth.counts, verdicts, sensitivity: noticed.map(({ size, counts }): Sensitivity => ({ size, ...counts })) };
}
