// How f leaves a point to either side, found from how its differences shrink with the step.

import type { Decimal } from "decimal.js";
import type { Graph } from "../../core/graph/graph.js";
import { arithmeticOf } from "./arithmetic.js";
import type { ReferencePoint } from "./evaluate.js";
import { LocalFunction, type Shifted } from "./local.js";

export type Side =
  /** the one-sided derivative */
  | { readonly kind: "finite"; readonly slope: Decimal }
  /** f is continuous on this side, its derivative +infinity (1) or -infinity (-1), in the direction of growing x */
  | { readonly kind: "infinite"; readonly sign: 1 | -1 }
  /** f is not defined on this side */
  | { readonly kind: "outside" }
  /** f tends to `limit` (perhaps infinite), not to its value; also when f is not defined at the point itself */
  | { readonly kind: "jump"; readonly limit: Decimal }
  /** the differences follow no pattern, e.g. x sin(1/x) at 0 */
  | { readonly kind: "undecided" };

export interface OneSided {
  /** f at the point; NaN outside the domain */
  readonly value: Decimal;
  readonly defined: boolean;
  readonly left: Side;
  readonly right: Side;
}

const DIGITS = 200;
/** A look at h > 1e-18 is coarse: its steps stay near h, and quotients need agree to four digits only. */
const COARSE = 1e-18;

/**
 * The one-sided derivatives of a scalar f with respect to one entry of one input. Looks at steps h, 1e-4 h, 1e-8 h and 1e-12 h
 * times |x| (1 for x = 0): a quotient that settles is a slope, one that grows while the difference vanishes an infinite slope, a difference
 * that stays a jump.
 * @param component  row-major position in the input, 0 for a scalar
 * @param h  relative step of the first look. From 1e-18 on the look is coarse: it steps down to h/4096 only, gives slopes to four
 *   digits, and sees a kink within about 1e-8 h of the point as if it were there; for points that rounding put beside a kink, 1e-6
 * @throws {RangeError} when there is no such input or entry, or f has several outputs
 * @example
 * oneSided(record(({ x }) => abs(x), { x: 0 }).graph, { x: 0 }, "x").left   // { kind: "finite", slope: -1 }
 */
export function oneSided(graph: Graph, point: ReferencePoint, name: string, component = 0, h = 1e-20): OneSided {
  const f = new LocalFunction(graph, point);
  const input = f.graph.inputs.find((candidate) => candidate.name === name);
  if (input === undefined) throw new RangeError(`there is no input named ${name}.`);
  if (f.graph.outputs.length !== 1) throw new RangeError(`one-sided derivatives need one output, received ${f.graph.outputs.length}.`);
  const along = f.along(input, component);
  if (along.x === undefined) throw new RangeError(`${name} has no entry ${component}.`);
  const value = f.at(arithmeticOf(DIGITS)).outputs[0] as Decimal;
  return { value, defined: value.isFinite(), left: side(along, value, -h), right: side(along, value, h) };
}

function side(along: Shifted, value: Decimal, h: number): Side {
  const arithmetic = arithmeticOf(DIGITS);
  const { Value } = arithmetic;
  // A kink at 0 must not be met from a tiny x, nor may x be so tiny that the digits do not reach.
  const scale = along.x.isZero() ? new Value(1) : Value.max(along.x.abs(), "1e-60");
  const coarse = Math.abs(h) > COARSE;
  const ratio = new Value(coarse ? 1 / 16 : "1e-4");
  const steps = four((i) => scale.times(h).times(ratio.pow(i)));
  const values = four((i) => along.outputs(Value.add(along.x, steps[i] as Decimal), arithmetic)[0] as Decimal);
  if (values[3].isNaN()) return { kind: "outside" };
  if (values.some((there) => !there.isFinite())) return { kind: "undecided" };
  if (!value.isFinite()) {
    const limit = settled(values) || converges(values) ? settle(values) : poleOf(values, values, Value);
    return limit === undefined ? { kind: "undecided" } : { kind: "jump", limit };
  }
  const differences = four((i) => Value.sub(values[i] as Decimal, value));
  const noise = Value.max(value.abs(), values[3].abs()).times(new Value(10).pow(-DIGITS));
  if (differences.every((difference) => difference.abs().lte(noise))) return { kind: "finite", slope: new Value(0) };
  const limit = settled(differences) ? settle(values) : poleOf(values, differences, Value);
  if (limit !== undefined) return { kind: "jump", limit };
  return slopeOf(
    four((i) => (differences[i] as Decimal).div(steps[i] as Decimal)),
    noise.div(steps[3].abs()),
    coarse ? "1e-4" : "1e-60",
  );
}

/** What is seen at four ever smaller steps. */
type Four = readonly [Decimal, Decimal, Decimal, Decimal];

function four(at: (i: number) => Decimal): Four {
  return [at(0), at(1), at(2), at(3)];
}

function slopeOf(quotients: Four, rounding: Decimal, relative: string): Side {
  const [q1, q2, q3, q4] = quotients;
  const still = q4
    .minus(q3)
    .abs()
    .lte(rounding.plus(q4.abs().times(relative)));
  if (still || converges(quotients)) return { kind: "finite", slope: settle(quotients) };
  return grows(quotients) && q1.isNegative() === q2.isNegative() && q3.isNegative() === q4.isNegative()
    ? { kind: "infinite", sign: q4.isNegative() ? -1 : 1 }
    : { kind: "undecided" };
}

/** All but equal although the steps are not: differences that do not vanish. */
function settled([, b, c, d]: Four): boolean {
  const near = (x: Decimal, y: Decimal) => x.minus(y).abs().lte(y.abs().times(1e-6));
  return near(b, c) && near(c, d);
}

/** Larger from step to step although ever nearer: a pole, or a logarithm. */
function poleOf(values: Four, differences: Four, Value: typeof Decimal): Decimal | undefined {
  if (!grows(differences) || converges(differences)) return undefined;
  return new Value(values[3].isNegative() ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
}

function grows([a, b, c, d]: Four): boolean {
  return d.abs().gt(c.abs()) && c.abs().gt(b.abs()) && b.abs().gt(a.abs());
}

/**
 * Successive changes shrink: by 1e-4 where f is smooth, slower for powers like x^1.001, not at all for log x. That both triples
 * point to one limit tells this from an oscillation.
 */
function converges([a, b, c, d]: Four): boolean {
  const shrinks = (x: Decimal, y: Decimal, z: Decimal) => z.minus(y).abs().lte(y.minus(x).abs().times(0.999));
  const together = aitken(b, c, d)
    .minus(aitken(a, b, c))
    .abs()
    .lte(c.minus(b).abs().div(10));
  return shrinks(a, b, c) && shrinks(b, c, d) && together;
}

function settle([, b, c, d]: Four): Decimal {
  return aitken(b, c, d);
}

/** The limit of three values whose distance to it shrinks by a constant factor. */
function aitken(a: Decimal, b: Decimal, c: Decimal): Decimal {
  const [before, after] = [b.minus(a), c.minus(b)];
  // Changes that do not shrink are rounding, from which nothing can be extrapolated.
  if (before.isZero() || after.abs().gt(before.abs().times(0.999))) return c;
  return c.minus(after.times(after).div(after.minus(before)));
}
