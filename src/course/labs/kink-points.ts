// What every method answers at points around a kink, and on it.

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { MethodName, Structure } from "../../core/differentiators/differentiator.js";
import { numericalWith } from "../../core/differentiators/numerical/index.js";
import type { Graph } from "../../core/graph/graph.js";
import { lower } from "../../core/primitives/lower.js";
import { rowOf } from "../../core/primitives/row.js";
import { atPoint, type SideOfDerivative } from "../../verify/compare/at-point.js";
import { compare } from "../../verify/compare/compare.js";
import type { MethodReport, Verdict } from "../../verify/compare/comparison.js";
import { type OneVariable, oneVariable, readFormula } from "./one-variable.js";

export interface Kink {
  readonly formula: string;
  readonly at: number;
}

export interface KinkPoint {
  /** x - kink, as the doubles have it */
  readonly offset: number;
  /** from the 64-digit reference */
  readonly left: SideOfDerivative;
  readonly right: SideOfDerivative;
  /** a number, or null where the method has no answer */
  readonly answers: Readonly<Partial<Record<MethodName, number | null>>>;
  /** the central difference with the step h of the settings */
  readonly central: number | null;
  readonly verdict: Verdict;
  readonly message: string;
}

export interface KinkData {
  readonly formula: string;
  readonly variable: string;
  readonly at: number;
  /** what automatic and symbolic differentiation answer on the kinks of this formula, as the table of primitives declares it */
  readonly conventions: readonly string[];
  readonly points: readonly KinkPoint[];
  /** difference quotients and reverse mode within two steps of the kink, for the plot */
  readonly window: readonly { readonly offset: number; readonly central: number; readonly forward: number; readonly reverse: number }[];
}

export interface KinkSettings {
  /** of the outer points from the kink; further ones stand at a ten-thousandth of it */
  readonly distance: number;
  /** h of the difference quotients */
  readonly step: number;
}

/**
 * Reads "relu(x); max(x, 1) at 1": formulas of one variable, each with the place of its kink, 0 unless given.
 * @throws {RangeError} naming the setting
 * @example
 * readKinks("relu(x); max(x, 1) at 1")   // [{ formula: "relu(x)", at: 0 }, { formula: "max(x, 1)", at: 1 }]
 */
export function readKinks(text: string): readonly Kink[] {
  return text.split(";").map((part) => {
    const [, formula = "", place = "0"] = /^(.*?)(?:\bat\s+(\S+)\s*)?$/s.exec(part) ?? [];
    const at = Number(place);
    if (formula.trim() === "") {
      throw new RangeError(`functions: formulas of one variable, separated by semicolons, not ${text.trim() === "" ? "nothing" : text}.`);
    }
    if (!Number.isFinite(at)) throw new RangeError(`functions: the place of a kink is a number, as in max(x, 1) at 1, not ${place}.`);
    return { formula: formula.trim(), at };
  });
}

/** @throws {RangeError} naming the setting: a formula of several variables, a place without a value, or a distance that rounding swallows */
export function kinkData({ formula, at }: Kink, { distance, step }: KinkSettings): KinkData {
  const { names } = readFormula(formula, "functions");
  const [variable, second] = names;
  if (variable === undefined || second !== undefined) {
    throw new RangeError(
      `functions: each is a formula of one variable, and ${formula} has ${second === undefined ? "none" : names.join(", ")}.`,
    );
  }
  const place = (x: number) => oneVariable({ formula, values: { [variable]: x }, setting: "functions" });
  const offsets = [1, 1e-4].map((part) => part * distance);
  const places = [...offsets.map((offset) => at - offset), at, ...offsets.map((offset) => at + offset).reverse()];
  if (at + distance === at || at - distance === at) {
    throw new RangeError(`distance: ${distance} is lost when it is added to ${at}: take a larger one.`);
  }
  const distinct = places.filter((x, i) => x !== at || i === offsets.length);
  const here = place(at);
  const points = distinct.map((x) => pointOf(place(x), at, step));
  const undefinedThere = points.find(({ offset, verdict }) => offset === 0 && verdict === "outside-domain");
  if (undefinedThere !== undefined) throw new RangeError(`functions: ${formula} at ${at}: ${undefinedThere.message}`);
  return {
    formula,
    variable,
    at,
    conventions: conventionsOf(here.graph),
    points,
    window: windowOf(here, step),
  };
}

function conventionsOf(graph: Graph): readonly string[] {
  const found = new Set<string>();
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    const row = primitive === "input" || primitive === "constant" ? undefined : rowOf(primitive);
    if (row?.kind === "elementwise") for (const { convention } of row.kinks ?? []) found.add(convention);
  }
  return [...found];
}

function pointOf({ f, graph, variable, at: x }: OneVariable, kink: number, step: number): KinkPoint {
  const point = { [variable]: x };
  const { verdict, message, methods } = compare(f, point);
  const reference = atPoint(lower(graph), point, [variable]);
  const { left, right } = reference?.oneSided({ input: variable, entry: 0, label: variable }) ?? { left: unknown, right: unknown };
  const answers = Object.entries(methods).map(([name, report]) => [name, answerOf(report, variable)]);
  return {
    offset: x - kink,
    left,
    right,
    answers: Object.fromEntries(answers),
    central: finite(quotient("central", f, variable, step)(x)),
    verdict,
    message,
  };
}

const unknown: SideOfDerivative = { kind: "undecided" };

function answerOf(report: MethodReport, variable: string): number | null {
  return "unsupported" in report ? null : finite((report.gradient as Structure)[variable] as number);
}

const finite = (x: number) => (Number.isFinite(x) ? x : null);

function quotient(kind: "central" | "forward", f: OneVariable["f"], variable: string, step: number): (x: number) => number {
  const derivative = numericalWith({ scheme: { kind, step } }).derivative(f);
  return (x) => derivative({ [variable]: x }).derivative as number;
}

/** Points on either side of the kink, in the plot. */
const half = 20;

function windowOf({ f, variable, at }: OneVariable, step: number): KinkData["window"] {
  const derivative = reverse.derivative(f);
  const [central, forward] = [quotient("central", f, variable, step), quotient("forward", f, variable, step)];
  return Array.from({ length: 2 * half + 1 }, (_, i) => {
    const offset = (2 * step * (i - half)) / half;
    const x = at + offset;
    return { offset, central: central(x), forward: forward(x), reverse: derivative({ [variable]: x }).derivative as number };
  }).filter((point) => [point.central, point.forward, point.reverse].every(Number.isFinite));
}
