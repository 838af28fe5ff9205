// Section 2: every loss at logits up to 1e4, stable and typed as on the slide, against the 64-digit reference.

import { reverse } from "../../core/differentiators/automatic/index.js";
import { parseFormula } from "../../core/formula/index.js";
import type { Nested, Point } from "../../core/graph/tensor.js";
import type { TracedFunction, Value } from "../../core/graph/trace.js";
import { compare } from "../../verify/compare/compare.js";
import type { Comparison, Verdict } from "../../verify/compare/comparison.js";
import { flatten } from "../../verify/compare/components.js";
import { digitsCorrect } from "../../verify/compare/digits.js";
import { type LossName, losses } from "../networks/losses.js";
import type { Computed, Figure } from "./figure.js";
import { type Corner, corners, type LossCase, logits, lossCases } from "./loss-cases.js";

/** A loss and its gradient as one way of writing it computes them; not finite where that way overflows. */
export interface Outcome {
  readonly value: number;
  readonly gradient: readonly number[];
  /** correct decimal digits of the value, and of the worst entry of the gradient: at most 17 */
  readonly digits: { readonly value: number; readonly gradient: number };
}

export interface LossRow {
  readonly target: string;
  readonly logit: number;
  /** what the loss was given: logits, or probabilities */
  readonly given: Nested;
  /** 40 digits as text, or "Infinity" */
  readonly exact: { readonly value: string; readonly gradient: readonly string[] };
  readonly verdict: Verdict;
  readonly stable: Outcome;
  readonly typed: Outcome;
  /** the loss is infinite in exact arithmetic too: a probability of 0 for what is true */
  readonly infinite: boolean;
}

export interface LossFigures {
  readonly loss: LossName;
  readonly title: string;
  readonly slide: string;
  readonly typed: string;
  readonly setting: string;
  readonly why: string;
  readonly rows: readonly LossRow[];
}

export interface CornerRow extends Corner {
  readonly stable: number;
  readonly typed: number;
  readonly verdict: Verdict;
  readonly right: boolean;
}

export interface LossesData {
  readonly losses: readonly LossFigures[];
  readonly corners: readonly CornerRow[];
}

/** Every decimal number of 15 digits survives in a double: a result with as many right is as good as exact. */
export const digitsOfADouble = 15;

export function lossesSection(progress: (fraction: number) => void = () => undefined): Computed<LossesData> {
  const computed = lossCases.map((one, i) => {
    progress(i / lossCases.length);
    return lossFigures(one);
  });
  const data = { losses: computed, corners: corners.map(cornerRow) };
  return { data, figures: [...computed.flatMap(figuresOf), ...data.corners.map(cornerFigure)] };
}

function lossFigures(one: LossCase): LossFigures {
  const { loss, typed, setting, why, targets } = one;
  const rows = targets.flatMap(({ label, y }) => logits.map((logit) => lossRow(one, { label, y, logit })));
  return { loss, title: losses[loss].title, slide: losses[loss].definition, typed, setting, why, rows };
}

function lossRow(
  { loss, input, given, typed }: LossCase,
  { label, y, logit }: { readonly label: string; readonly y: Nested; readonly logit: number },
): LossRow {
  const at = given(logit);
  const { comparison, exact, infinite, value, gradient } = stableAt(loss, at, y);
  const written = typedAt(typed, { [input]: at, y }, input);
  const outcome = (found: Pick<Outcome, "value" | "gradient">): Outcome => ({ ...found, digits: digitsOf(found, exact, infinite) });
  return {
    target: label,
    logit,
    given: at,
    exact,
    verdict: comparison.verdict,
    stable: outcome({ value, gradient }),
    typed: outcome(written),
    infinite,
  };
}

/** The library's loss, by all methods and the reference. */
function stableAt(loss: LossName, at: Nested, y: Nested) {
  const f: TracedFunction = ({ a }) => losses[loss].apply(a as Value, y);
  const comparison = compare(f, { a: at });
  const infinite = comparison.value === null;
  const { value, gradient } = reverse.gradient(f)({ a: at });
  const exact = exactOf(comparison, infinite);
  return { comparison, exact, infinite, value: value as number, gradient: flatten(gradient["a"] ?? []) };
}

function exactOf({ reference }: Comparison, infinite: boolean): LossRow["exact"] {
  if (infinite || reference === undefined) return { value: String(Number.POSITIVE_INFINITY), gradient: [] };
  return { value: reference.value, gradient: [reference.gradient["a"] as string | readonly string[]].flat() };
}

/** In plain doubles, as whoever types the slide's formula gets it. */
function typedAt(typed: string, point: Point, input: string): Pick<Outcome, "value" | "gradient"> {
  const { value, gradient } = reverse.gradient(parseFormula(typed), { wrt: [input] })(point);
  return { value: value as number, gradient: flatten(gradient[input] ?? []) };
}

function digitsOf({ value, gradient }: Pick<Outcome, "value" | "gradient">, exact: LossRow["exact"], infinite: boolean): Outcome["digits"] {
  if (infinite) return { value: digitsCorrect(value, Number.POSITIVE_INFINITY), gradient: Number.NaN };
  const entries = gradient.map((entry, i) => digitsCorrect(entry, Number(exact.gradient[i])));
  return { value: digitsCorrect(value, Number(exact.value)), gradient: Math.min(...entries) };
}

function figuresOf({ loss, rows }: LossFigures): Figure[] {
  return rows.flatMap(({ target, logit, stable, verdict, infinite }): Figure[] => {
    const place = `${loss} at logit ${logit}, ${target}`;
    if (infinite) return [{ says: `${place}: infinite`, right: stable.value === Number.POSITIVE_INFINITY && verdict === "outside-domain" }];
    const exact = (digits: number) => verdict === "agree" && digits >= digitsOfADouble;
    return [
      { says: `${place}: the value is exact`, right: Number.isFinite(stable.value) && exact(stable.digits.value) },
      { says: `${place}: the gradient is exact, and the methods agree`, right: exact(stable.digits.gradient) },
    ];
  });
}

function cornerRow(corner: Corner): CornerRow {
  const { p, q, expected } = corner;
  const loss = "distribution-cross-entropy";
  const { value, comparison } = stableAt(loss, q, p);
  const { typed = "" } = lossCases.find((one) => one.loss === loss) ?? {};
  const verdict = Number.isFinite(expected) ? "agree" : "outside-domain";
  const right = comparison.verdict === verdict && digitsCorrect(value, expected) >= digitsOfADouble;
  return { ...corner, stable: value, typed: typedAt(typed, { q, y: p }, "q").value, verdict: comparison.verdict, right };
}

const cornerFigure = ({ p, q, says, right }: CornerRow): Figure => ({ says: `H(p, q) at p = (${p}), q = (${q}): ${says}`, right });
