// Section 3: every activation run at points, and what the slides say of it measured.

import type { MethodName } from "../../core/differentiators/differentiator.js";
import { recorder } from "../../core/differentiators/program.js";
import { operations } from "../../core/execute/operations.js";
import { parseFormula } from "../../core/formula/index.js";
import type { TracedFunction, Value } from "../../core/graph/trace.js";
import { compare } from "../../verify/compare/compare.js";
import type { Comparison, OneSided } from "../../verify/compare/comparison.js";
import { printDecimal, referenceGradient, referenceValue } from "../../verify/reference/index.js";
import type { Plot } from "../labs/plot.js";
import { activations, defaultAlpha } from "../networks/activations.js";
import { type ActivationNotes, activationNotes, type SlideActivation } from "./activation-notes.js";
import { activationPlot, curveOf } from "./activation-plot.js";

/** From one saturated end to the other, both sides of the middle, and the place of the kinks. */
export const points: readonly number[] = [-40, -2, -0.5, 0, 0.5, 2, 40];

export interface PointRow {
  readonly x: number;
  readonly value: number;
  /** by the methods that can say something */
  readonly derivatives: Readonly<Partial<Record<MethodName, number>>>;
  /** the slide's closed form in 64-digit arithmetic, as text; absent at a kink */
  readonly closedForm?: string;
  /** the closed form is the derivative, to more digits than any double has */
  readonly closedFormHolds?: boolean;
  readonly verdict: Comparison["verdict"];
  /** at a kink */
  readonly oneSided?: OneSided;
}

export interface Identity {
  readonly formula: string;
  /** the same number as the function of the library, at every point, in 64-digit arithmetic */
  readonly holds: boolean;
  /** scalar operations that the formula takes */
  readonly operations: number;
}

export interface ActivationFigures {
  readonly name: SlideActivation;
  readonly title: string;
  readonly definition: string;
  readonly notes: ActivationNotes;
  readonly alpha: number;
  readonly identities: readonly Identity[];
  readonly rows: readonly PointRow[];
  readonly measured: Measured;
  readonly plot: Plot;
}

/** What was seen of g over |x| <= 5, and of g' at -40 and 40. */
export interface Measured {
  readonly lowest: number;
  readonly highest: number;
  /** the mean of g over x evenly spread around 0 */
  readonly mean: number;
  readonly steepest: number;
  readonly farLeft: number;
  readonly farRight: number;
}

/**
 * @example
 * measure("tanh").measured.mean   // 0
 */
export function measure(name: SlideActivation): ActivationFigures {
  const g: TracedFunction = ({ x }) => activations[name].apply(x as Value, defaultAlpha);
  const notes = activationNotes[name];
  return {
    name,
    title: activations[name].title,
    definition: activations[name].definition,
    notes,
    alpha: defaultAlpha,
    identities: notes.definitions.map((formula) => identity(formula, g)),
    rows: points.map((x) => pointRow(g, x, notes.derivative)),
    measured: measuredOf(g),
    plot: activationPlot(name, g),
  };
}

function identity(formula: string, g: TracedFunction): Identity {
  const graphs = [recorder(parseFormula(formula)), recorder(g)].map((graphAt) => graphAt(at(1)).graph);
  const holds = points.every((x) => {
    const [typed, own] = graphs.map((graph) => referenceValue(graph, at(x), manyDigits).outputs[0]);
    return typed !== undefined && own !== undefined && typed.minus(own).abs().lte(own.abs().times(agreement));
  });
  return { formula, holds, operations: operations(recorder(parseFormula(formula))(at(1)).graph) };
}

const at = (x: number) => ({ x, alpha: defaultAlpha });

/** 1 - tanh(40)^2 loses 35 digits. */
const manyDigits = 120;
/** The reference's derivatives are good to 38 digits and more. */
const agreement = 1e-38;

function pointRow(g: TracedFunction, x: number, derivative: string): PointRow {
  const { value, methods, verdict, oneSided } = compare(g, { x });
  const derivatives = Object.fromEntries(
    Object.entries(methods).flatMap(([method, report]) => ("unsupported" in report ? [] : [[method, report.gradient["x"] as number]])),
  );
  const row = { x, value: value as number, derivatives, verdict };
  if (oneSided?.[0] !== undefined) return { ...row, oneSided: oneSided[0] };
  const closed = referenceValue(recorder(parseFormula(derivative))(at(x)).graph, at(x), manyDigits).outputs[0];
  const exact = referenceGradient(recorder(g)({ x }).graph, { x }).gradient["x"]?.[0];
  if (closed === undefined || exact === undefined) return row;
  const closedFormHolds = closed.minus(exact).abs().lte(exact.abs().times(agreement));
  return { ...row, closedForm: printDecimal(closed), closedFormHolds };
}

function measuredOf(g: TracedFunction): Measured {
  const curve = curveOf(g, { from: -5, to: 5, intervals: 160 });
  const values = curve.map(({ value }) => value);
  // A step of 1/16 and sums by pairs x, -x, so that an odd function has mean 0 without a rounding error.
  const pairs = values.map((value, i) => (value + (values[values.length - 1 - i] as number)) / 2);
  const [farLeft, farRight] = curveOf(g, { from: -40, to: 40, intervals: 1 }).map(({ slope }) => slope);
  return {
    lowest: Math.min(...values),
    highest: Math.max(...values),
    mean: pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length,
    steepest: Math.max(...curve.map(({ slope }) => Math.abs(slope))),
    farLeft: farLeft ?? Number.NaN,
    farRight: farRight ?? Number.NaN,
  };
}
