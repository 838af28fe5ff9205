// Random points inside the domain of a function: found by trying, never assumed.

import type fc from "fast-check";
import type { Random } from "fast-check";
import type { Differentiable } from "../../core/differentiators/program.js";
import { type Formula, parseFormula } from "../../core/formula/index.js";
import { Graph } from "../../core/graph/graph.js";
import { type Shape, sizeOf } from "../../core/graph/shape.js";
import { type Nested, type Point, toNested, toTensor } from "../../core/graph/tensor.js";
import { drawn } from "./drawn.js";
import { pick } from "./grow.js";
import { type Judge, judgeOf } from "./judge.js";
import { simplerNumbers } from "./smaller.js";

/**
 * inside: anywhere in the domain where the value is finite; well-conditioned: also clear of kinks, jumps, singularities, overflow and
 * cancellation; wild: in the domain, but on purpose with zeros, -0, ties, whole numbers, and numbers huge and tiny down to the denormal.
 */
export type PointKind = "inside" | "well-conditioned" | "wild";

export interface PointChoice {
  /** inside unless given */
  readonly kind?: PointKind;
  /** where ordinary numbers are drawn from; from -3 to 3 unless given, and where no such point is in the domain, further out */
  readonly range?: readonly [least: number, most: number];
}

export interface PointConstraints extends PointChoice {
  /** of the inputs: [] a number, [3] a vector, [2, 3] a matrix. A formula's names are numbers unless stated; a program's must be stated */
  readonly shapes?: Readonly<Record<string, Shape>>;
}

const usualRange = [-3, 3] as const;

/** Tries before a domain counts as too small to be found. */
const mostTries = 2000;

/**
 * Points of a formula, a traced function or a graph inside its domain, by the names of its inputs. Numbers have four digits, so that a
 * point can be read; shrinks to numbers such as 1, 2 and 0.5.
 * @throws {RangeError} when the shapes of a function's inputs are not stated, or (while drawing) when no point in the domain is found
 * @example
 * import fc from "fast-check";
 * fc.sample(pointOf("log(x) + y"), 100).every(({ x }) => x > 0)   // true
 */
export function pointOf(f: string | Formula | Differentiable, constraints: PointConstraints = {}): fc.Arbitrary<Point> {
  const { function: differentiable, shapes } = readFunction(f, constraints.shapes);
  const finder = pointFinder(shapes, constraints);
  const judge = judgeOf(differentiable);
  return drawn({
    draw: (random) => {
      const found = finder.find(random, judge, mostTries);
      if (found !== undefined) return found;
      const what = typeof f === "string" ? f : "the function";
      throw new RangeError(
        `no ${constraints.kind === "well-conditioned" ? "well-conditioned " : ""}point in the domain of ${what} was found in ${mostTries} tries: state a range that holds some.`,
      );
    },
    simpler: (point) => finder.simpler(point, judge),
  });
}

function readFunction(f: string | Formula | Differentiable, given: PointConstraints["shapes"] = {}) {
  if (typeof f === "string") return readFormula(parseFormula(f), given);
  if (f instanceof Graph) return { function: f, shapes: Object.fromEntries(f.inputs.map(({ name, shape }) => [name, shape])) };
  if (typeof f === "object" && "names" in f) return readFormula(f, given);
  if (Object.keys(given).length === 0) {
    throw new RangeError("shapes: state those of the function's inputs, such as { x: [], w: [3] } for a number and a vector of 3.");
  }
  return { function: f, shapes: given };
}

function readFormula(formula: Formula, given: Readonly<Record<string, Shape>>) {
  return { function: formula as Differentiable, shapes: Object.fromEntries(formula.names.map((name) => [name, given[name] ?? []])) };
}

export interface PointFinder {
  /** undefined when none was found in so many tries */
  find(random: Random, judge: Judge, tries: number): Point | undefined;
  /** is it of the kind that was asked for? */
  fits(point: Point, judge: Judge): boolean;
  /** simpler points that are of that kind too */
  simpler(point: Point, judge: Judge): Iterable<Point>;
}

export function pointFinder(shapes: Readonly<Record<string, Shape>>, { kind = "inside", range: stated }: PointChoice): PointFinder {
  const range = stated ?? usualRange;
  if (!(range[0] <= range[1]) || !range.every(Number.isFinite))
    throw new RangeError(`range: no number lies between ${range.join(" and ")}.`);
  const fits = (point: Point, judge: Judge) => (kind === "well-conditioned" ? judge.wellConditioned(point) : judge.inside(point));
  return {
    fits,
    find(random, judge, tries) {
      for (let i = 0; i < tries; i++) {
        const point = draw(random, shapes, { kind, range, far: stated === undefined && i >= tries / 2 });
        if (fits(point, judge)) return point;
      }
      return undefined;
    },
    *simpler(point, judge) {
      for (const candidate of simplerPoints(point)) if (fits(candidate, judge)) yield candidate;
    },
  };
}

interface Drawing extends Required<PointChoice> {
  /** true: numbers of all magnitudes, for domains that lie far out or are small */
  readonly far: boolean;
}

function draw(random: Random, shapes: Readonly<Record<string, Shape>>, drawing: Drawing): Point {
  const before: number[] = [];
  const number = () => {
    const x = drawing.kind === "wild" ? wild(random, before, drawing) : ordinary(random, drawing);
    before.push(x);
    return x;
  };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, toNested(Float64Array.from({ length: sizeOf(shape) }, number), shape) as Nested]),
  );
}

/** Four digits can be read. */
function ordinary(random: Random, { range: [least, most], far }: Drawing): number {
  if (far) return Number(((random.nextInt(0, 1) === 0 ? 1 : -1) * 10 ** (4 * random.nextDouble() - 2)).toPrecision(4));
  const x = least + (most - least) * random.nextDouble();
  return Math.min(most, Math.max(least, Number(x.toPrecision(4))));
}

const extremes = [0, -0, 1, -1, 0.5, 2, 5e-324, 2.2250738585072014e-308, 1e-200, 1e-30, 1e-8, 1e3, 1e8, 2 ** 53, 1e30, 1e150, 1e200, 1e308];

function wild(random: Random, before: readonly number[], drawing: Drawing): number {
  const choice = random.nextInt(0, 9);
  if (choice < 5) return (random.nextInt(0, 3) === 0 ? -1 : 1) * pick(random, extremes);
  // A tie.
  if (choice < 7 && before.length > 0) return pick(random, before);
  return choice < 8 ? random.nextInt(-4, 4) : ordinary(random, drawing);
}

/** One number at a time. */
export function* simplerPoints(point: Point): Generator<Point> {
  for (const [name, value] of Object.entries(point)) {
    const { shape, data } = toTensor(value, name);
    for (const [i, x] of data.entries()) {
      for (const simpler of simplerNumbers(x)) yield { ...point, [name]: toNested(data.with(i, simpler), shape) as Nested };
    }
  }
}
