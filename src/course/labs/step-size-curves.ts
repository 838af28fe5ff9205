// The error of a difference quotient over its step: what is truncated, what is rounded, and where the two balance.

import { numericalWith } from "../../core/differentiators/numerical/index.js";
import type { Evaluator, InputValues } from "../../core/execute/evaluator.js";
import { lower } from "../../core/primitives/lower.js";
import { boundedEvaluator } from "../../verify/bounds/rounding.js";
import { type Decimal, exactDecimal, printDecimal, referenceGradient } from "../../verify/reference/index.js";
import { crossing, fitPowerLaw, type PowerLaw, valueAt } from "./fit.js";
import type { OneVariable } from "./one-variable.js";

export type DifferenceName = "forward" | "central";

export interface StepPoint {
  /** h */
  readonly step: number;
  readonly quotient: number;
  /** |quotient - exact derivative| */
  readonly error: number;
  /** the most that rounding can have done to this quotient; what the error has beyond it is truncation */
  readonly rounding: number;
}

export interface Curve {
  readonly name: DifferenceName;
  /** largest step first; steps that leave the domain of f are not there */
  readonly points: readonly StepPoint[];
  /** the smallest error at a power of ten: between them luck finds smaller ones, where rounding errors cancel */
  readonly best: StepPoint;
  /** error over h where truncation alone can explain it; undefined where that is nowhere */
  readonly truncation: PowerLaw | undefined;
  /** error over h where it is at least ten times what truncation leaves there */
  readonly rounding: PowerLaw | undefined;
  /** the step at which both fitted lines are equal, and the error they foretell */
  readonly balance: { readonly step: number; readonly error: number } | undefined;
}

export interface StepSizeData {
  readonly formula: string;
  readonly variable: string;
  readonly at: number;
  /** 40 digits of the derivative, from differences in 64-digit arithmetic */
  readonly exact: string;
  readonly forward: Curve;
  readonly central: Curve;
  /** what Richardson's extrapolation reaches, choosing its own steps; bound undefined where it found none */
  readonly extrapolated: {
    readonly derivative: number;
    readonly error: number;
    readonly bound: number | undefined;
    readonly evaluations: number;
  };
  /** steps up to this one are lost: x + h is x */
  readonly lost: number;
}

export interface StepGrid {
  readonly largest: number;
  readonly smallest: number;
  readonly perDecade: number;
}

/** @throws {RangeError} when no step stays in the domain of f */
export function stepSizeData(of: OneVariable, grid: StepGrid): StepSizeData {
  const { graph, variable, at, f } = of;
  const reference = referenceGradient(lower(graph), { [variable]: at });
  const exact = reference.gradient[variable]?.[0] as Decimal;
  const errorOf = (value: number) => {
    const error = exactDecimal(value).minus(exact).abs();
    // The reference itself ends somewhere beyond its 40th digit.
    return error.lte(reference.error[variable]?.[0] as Decimal) ? 0 : error.toNumber();
  };
  const steps = stepsOf(grid);
  const quotients = quotientsOf(of, Math.abs(exact.toNumber()));
  const curve = (name: DifferenceName) =>
    curveOf(
      name,
      steps.flatMap((step) => pointOf(quotients[name](step.h), step, errorOf)),
      spacing(at),
      of,
    );
  const { derivative, bound, evaluations } = numericalWith({ evaluator: boundedEvaluator }).derivative(f)({ [variable]: at });
  const own = bound as number;
  return {
    formula: of.formula,
    variable,
    at,
    exact: printDecimal(exact),
    forward: curve("forward"),
    central: curve("central"),
    extrapolated: {
      derivative: derivative as number,
      error: errorOf(derivative as number),
      bound: Number.isFinite(own) ? own : undefined,
      evaluations,
    },
    lost: spacing(at) / 2,
  };
}

/** Powers of ten exactly, and steps between them. */
function stepsOf({ largest, smallest, perDecade }: StepGrid): { h: number; isPower: boolean }[] {
  const [first, last] = [largest, smallest].map((h) => Math.round(Math.log10(h) * perDecade)) as [number, number];
  return Array.from({ length: first - last + 1 }, (_, i) => {
    const exponent = (first - i) / perDecade;
    const isPower = Number.isInteger(exponent);
    return { h: isPower ? Number(`1e${exponent}`) : 10 ** exponent, isPower };
  });
}

interface Quotient {
  readonly value: number;
  readonly rounding: number;
}

const machineEpsilon = 2 ** -53;

/** As the textbook writes them: (f(x + h) - f(x)) / h and (f(x + h) - f(x - h)) / 2h. */
function quotientsOf({ graph, at }: OneVariable, slope: number): Record<DifferenceName, (h: number) => Quotient> {
  const sample = sampler(boundedEvaluator(graph) as ReturnType<Evaluator>);
  const quotient = (to: number, from: number, width: number): Quotient => {
    const [upper, lower_] = [sample(to), sample(from)];
    const value = (upper.value - lower_.value) / width;
    // x + h is rounded as well, which f passes on times its slope.
    const places = from === at ? Math.abs(to) : Math.abs(to) + Math.abs(from);
    const differences = upper.error + lower_.error + slope * machineEpsilon * places;
    return { value, rounding: differences / width + 2 * machineEpsilon * Math.abs(value) };
  };
  return {
    forward: (h) => quotient(at + h, at, h),
    central: (h) => quotient(at + h, at - h, 2 * h),
  };
}

function sampler(run: (inputs: InputValues) => ReturnType<ReturnType<Evaluator>>) {
  return (x: number) => {
    const output = run([Float64Array.of(x)]).outputs[0];
    return { value: output?.data[0] as number, error: output?.bound?.[0] as number };
  };
}

type Measured = StepPoint & { readonly isPower: boolean };

function pointOf(
  { value, rounding }: Quotient,
  { h, isPower }: { h: number; isPower: boolean },
  errorOf: (x: number) => number,
): Measured[] {
  return Number.isFinite(value) ? [{ step: h, quotient: value, error: errorOf(value), rounding, isPower }] : [];
}

/** Truncation must stand out of what rounding can do by this factor, and rounding out of what truncation leaves. */
const clearly = 10;
/** A truncation error is a power of h for small h only: the line goes through this many decades above the smallest clear step. */
const decades = 3;
/** Doubles near x lie this far apart; steps of a few spacings are mostly rounding of x + h itself. */
const fewSpacings = 4;

function curveOf(name: DifferenceName, measured: readonly Measured[], gap: number, { variable, at }: OneVariable): Curve {
  const [any] = measured;
  if (any === undefined) throw new RangeError(`largest: no step from ${variable} = ${at} stays where f is defined; take smaller steps.`);
  const points = measured.map(({ isPower: _, ...point }): StepPoint => point);
  const powers = measured.flatMap(({ isPower }, i) => (isPower ? [points[i] as StepPoint] : []));
  const best = (powers.length > 0 ? powers : points).reduce((a, b) => (b.error < a.error ? b : a));
  const truncation = truncationLine(points);
  const rounding = roundingLine(
    points.filter(({ step }) => step >= fewSpacings * gap),
    truncation,
  );
  const step = truncation === undefined || rounding === undefined ? undefined : crossing(truncation, rounding);
  const balance = step === undefined || truncation === undefined ? undefined : { step, error: 2 * valueAt(truncation, step) };
  return { name, points, best, truncation, rounding, balance };
}

function truncationLine(points: readonly StepPoint[]): PowerLaw | undefined {
  const clear = points.filter(({ error, rounding }) => error > clearly * rounding);
  const smallest = Math.min(...clear.map(({ step }) => step));
  return line(clear.filter(({ step }) => step <= smallest * 10 ** decades));
}

/** From the largest step downwards at which the error is far more than truncation explains. */
function roundingLine(points: readonly StepPoint[], truncation: PowerLaw | undefined): PowerLaw | undefined {
  if (truncation === undefined) return line(points);
  const clear = points.filter(({ step, error }) => step < truncation.from && error > clearly * valueAt(truncation, step));
  const largest = Math.max(...clear.map(({ step }) => step));
  return line(points.filter(({ step }) => step <= largest));
}

function line(points: readonly StepPoint[]): PowerLaw | undefined {
  return fitPowerLaw(points.map(({ step, error }) => ({ x: step, y: error })));
}

/** Distance from |x| to the next larger double. */
function spacing(x: number): number {
  const size = Math.abs(x);
  return size === 0 ? Number.MIN_VALUE : 2 ** Math.max(-1074, Math.floor(Math.log2(size)) - 52);
}
