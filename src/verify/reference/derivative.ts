// Derivatives from values alone: central differences so fine that their error is below the 40th digit.

import { Decimal } from "decimal.js";
import type { Graph, GraphInput } from "../../core/graph/graph.js";
import { type Arithmetic, arithmeticOf } from "./arithmetic.js";
import type { ReferencePoint } from "./evaluate.js";
import { flat, LocalFunction, type Shifted } from "./local.js";

/** A partial derivative and an estimate of its own error; both NaN where f is not defined on both sides. */
export interface ReferencePartial {
  readonly value: Decimal;
  readonly error: Decimal;
}

export interface ReferenceGradient {
  /** f at the point; NaN outside the domain */
  readonly value: Decimal;
  /** for each input the partials of its entries, in row-major order */
  readonly gradient: Readonly<Record<string, readonly Decimal[]>>;
  /** the estimated error of each; large where f has no derivative: ask `oneSided` there */
  readonly error: Readonly<Record<string, readonly Decimal[]>>;
}

export interface ReferenceJacobian {
  readonly values: readonly Decimal[];
  /** partials[name][entry][output] */
  readonly partials: Readonly<Record<string, readonly (readonly ReferencePartial[])[]>>;
}

/** A step and the digits that make it harmless: rounding/h stays far below truncation h^4. */
interface Look {
  readonly digits: number;
  readonly step: Decimal;
}

/** As many as `arithmeticOf` has. */
const MOST_DIGITS = 500;
/** Digits more that show what rounding did. */
const FURTHER = 36;

const looks: readonly Look[] = [
  { digits: 84, step: new Decimal("1e-20") },
  // For points within 1e-10 or so of a singularity, and for derivatives far smaller than f.
  { digits: 200, step: new Decimal("1e-80") },
];

/** For derivatives that are lost in the digits of f, and for x so large or small that two hundred digits do not reach. */
const lastLook: Look = { digits: MOST_DIGITS - FURTHER, step: new Decimal("1e-80") };

/** Relative error at which the first look is good enough. */
const ENOUGH = new Decimal("1e-41");

/**
 * Value and gradient of a scalar f. Each partial is Richardson's (4 D(h/2) - D(h)) / 3 of two central differences D with
 * h = 1e-20 min(1, |x|), repeated with h = 1e-80 and 200, then 500 digits when the first is not good to 41 digits.
 * At a kink, or nearer to one than h, it is NaN.
 * @param wrt  names of the inputs; all when absent
 * @throws {ReferenceUnsupported} naming a primitive that the reference does not know
 * @throws {ShapeError} when f has more than one output, or an input is missing
 * @example
 * referenceGradient(record(({ x }) => exp(x), { x: 1 }).graph, { x: 1 }).gradient.x   // [2.71828182845904523536...]
 */
export function referenceGradient(graph: Graph, point: ReferencePoint, wrt?: readonly string[]): ReferenceGradient {
  const { values, partials } = referenceJacobian(graph, point, wrt);
  if (values.length !== 1) throw new RangeError(`a gradient needs one output, received ${values.length}: use referenceJacobian.`);
  const pick = (what: keyof ReferencePartial) =>
    Object.fromEntries(
      Object.entries(partials).map(([name, entries]) => [name, entries.map((outputs) => (outputs[0] as ReferencePartial)[what])]),
    );
  return { value: values[0] as Decimal, gradient: pick("value"), error: pick("error") };
}

/** As `referenceGradient`, for any number of outputs: each pair of shifted points serves all of them. */
export function referenceJacobian(graph: Graph, point: ReferencePoint, wrt?: readonly string[]): ReferenceJacobian {
  const f = new LocalFunction(graph, point);
  const partials = f.graph.inputs
    .filter((input) => wrt === undefined || wrt.includes(input.name))
    .map((input) => [input.name, f.entries[f.graph.inputs.indexOf(input)]?.map((_, entry) => partialsOf(f, input, entry))] as const);
  return {
    values: valuesOf(f),
    partials: Object.fromEntries(partials) as ReferenceJacobian["partials"],
  };
}

/** The outputs; NaN where no number of digits shows one, as for tan(acos(0)). */
function valuesOf(f: LocalFunction): Decimal[] {
  const [first, last] = [(looks[0] as Look).digits, lastLook.digits].map((digits) => () => {
    const noise = roundingOf(f, digits);
    return f.at(arithmeticOf(digits)).outputs.map((value, i) => seen(value, noise[i] as Decimal));
  }) as [() => (Decimal | undefined)[], () => (Decimal | undefined)[]];
  const outputs = first();
  if (!outputs.includes(undefined)) return outputs as Decimal[];
  return last().map((value) => value ?? new Decimal(Number.NaN));
}

/** Good to 25 digits, or to the 60th digit after the point; undefined otherwise. */
function seen(value: Decimal, noise: Decimal): Decimal | undefined {
  if (!value.isFinite() || noise.lte(value.abs().times(1e-25))) return value;
  return noise.lte(1e-60) ? (noise.gte(value.abs()) ? value.times(0) : value) : undefined;
}

function partialsOf(f: LocalFunction, input: GraphInput, entry: number): ReferencePartial[] {
  const shifted = f.along(input, entry);
  let best: readonly ReferencePartial[] = [];
  for (const look of looks) {
    const found = centralPartials(f, shifted, look);
    best = found.map((partial, i) => better(best[i], partial));
    if (best.every(({ value, error }) => error.isZero() || error.lte(value.abs().times(ENOUGH)))) break;
  }
  const { outputs } = f.at(arithmeticOf((looks[0] as Look).digits));
  if (!best.some((partial, i) => outputs[i]?.isFinite() === true && isBlurred(partial))) return [...best];
  return centralPartials(f, shifted, lastLook).map((partial, i) => withoutNoise(better(best[i], partial)));
}

/** What is smaller than its own tiny error is the noise of a 0. */
function withoutNoise({ value, error }: ReferencePartial): ReferencePartial {
  return error.lte(1e-100) && error.gte(value.abs()) ? { value: value.times(0), error } : { value, error };
}

/** Not good to 25 digits, nor 0 for all that can be seen. */
function isBlurred({ value, error }: ReferencePartial): boolean {
  return !error.lte(value.abs().times(1e-25)) && !(value.isZero() && error.lte(1e-35));
}

function better(a: ReferencePartial | undefined, b: ReferencePartial): ReferencePartial {
  return a === undefined || a.error.isNaN() || b.error.lt(a.error) ? b : a;
}

function centralPartials(f: LocalFunction, shifted: Shifted, { digits, step }: Look): ReferencePartial[] {
  const arithmetic = arithmeticOf(digits);
  const { Value } = arithmetic;
  // Of the order of a small x, so that neither a kink nor a pole at 0 lies within h.
  const h = shifted.x.isZero() ? new Value(step) : Value.min(1, shifted.x.abs()).times(step);
  const { outputs } = f.at(arithmetic);
  const lost = lostBeside(f, digits);
  const noise = roundingOf(f, digits).map((one) => Value.max(one, lost));
  const { quotients: wide, bends, isStill } = quotients(shifted, h, arithmetic, outputs);
  if (wide.every((quotient) => quotient.isZero()) && isStill()) return wide.map((zero) => ({ value: zero, error: zero }));
  const { quotients: narrow, bends: narrowBends } = quotients(shifted, h.div(2), arithmetic, outputs);
  return outputs.map((value, i) => {
    const [coarse, fine] = [wide[i] as Decimal, narrow[i] as Decimal];
    // Where nothing depends on the entry the partial is 0 whatever f is, unless f is not defined.
    if (!shifted.reaches[i])
      return { value: new Value(value.isFinite() ? 0 : Number.NaN), error: new Value(value.isFinite() ? 0 : Number.NaN) };
    const partial = fine.times(4).minus(coarse).div(3);
    const truncation = fine.minus(coarse).abs();
    // D's relative error goes with (h/r)^2, r the scale of f; Richardson's with the square of that.
    const share = truncation.lt(fine.abs()) ? truncation.div(fine.abs()) : new Value(1);
    const [wideBend, bend] = [bends[i] as Decimal, narrowBends[i] as Decimal];
    const rounding = Value.max(value.abs().times(new Value(10).pow(-digits)), noise[i] as Decimal).div(h);
    // A curve looks straighter over half the step; a kink, or whatever is narrower than h, does not.
    const straightens = bend.lte(wideBend.times(0.75)) || bend.lte(rounding);
    const defined = value.isFinite() && partial.isFinite() && straightens;
    return defined
      ? { value: partial, error: truncation.times(share).plus(rounding).plus(bend) }
      : { value: new Value(Number.NaN), error: new Value(Number.NaN) };
  });
}

/** What rounding did to each output, as more digits show: differences that cancel, and are blown up again. */
function roundingOf(f: LocalFunction, digits: number): Decimal[] {
  const { Value } = arithmeticOf(digits);
  const { values, outputs } = f.at(arithmeticOf(digits));
  if (!mayCancel(f.graph, values)) return outputs.map(() => new Value(0));
  const { outputs: better } = f.at(arithmeticOf(digits + FURTHER));
  return outputs.map((value, i) => Value.sub(better[i] as Decimal, value).abs());
}

/** What the largest number on the way can lose: a small one that vanished beside it does so at any number of digits. */
function lostBeside(f: LocalFunction, digits: number): Decimal {
  const arithmetic = arithmeticOf(digits);
  const { Value } = arithmetic;
  const largest = f
    .at(arithmetic)
    .values.reduce((most, value) => (value?.isFinite() === true && !value.isZero() ? Math.max(most, value.e) : most), -1e9);
  return new Value(10).pow(largest + 1 - Value.precision);
}

/** So many digits smaller than what it was made of. The guard digits are twice as many. */
const CANCELLED = 8;
/** So many digits larger: next to a pole. */
const BLOWN_UP = 50;

/** Some value is far smaller than an operand of it, as a difference of nearly equal numbers is, or that much larger. */
function mayCancel(graph: Graph, values: readonly (Decimal | undefined)[]): boolean {
  return values.some((value, node) => {
    if (value === undefined || !value.isFinite()) return false;
    return graph.operands(node).some((operand) => {
      const from = values[operand];
      if (from === undefined || !from.isFinite() || from.isZero()) return false;
      return value.isZero() ? !flat.has(graph.primitive(node)) : from.e - value.e >= CANCELLED || value.e - from.e >= BLOWN_UP;
    });
  });
}

/** Of the slopes to both sides: when they differ by more than this share of them, it is no curvature over so short a step. */
const BENT = new Decimal("1e-3");

/** The central quotients, and how far the slopes to both sides differ where they do so by much. */
function quotients(shifted: Shifted, h: Decimal, arithmetic: Arithmetic, centre: readonly Decimal[]) {
  const { Value } = arithmetic;
  const [above, below] = [Value.add(shifted.x, h), Value.sub(shifted.x, h)];
  const [{ outputs: right, isStill: isStillAbove }, { outputs: left, isStill: isStillBelow }] = [
    shifted.look(above, arithmetic),
    shifted.look(below, arithmetic),
  ];
  // The step actually taken, after rounding of x + h and x - h.
  const width = above.minus(below);
  const bends = right.map((value, i) => {
    const [ahead, behind] = [Value.sub(value, centre[i] as Decimal), Value.sub(centre[i] as Decimal, left[i] as Decimal)];
    const difference = ahead.minus(behind).abs();
    return difference.gt(ahead.abs().plus(behind.abs()).times(BENT)) ? difference.div(h) : new Value(0);
  });
  const isStill = () => isStillAbove() && isStillBelow();
  return { quotients: right.map((value, i) => Value.sub(value, left[i] as Decimal).div(width)), bends, isStill };
}
