// Difference quotients: the textbook ones with a chosen step, and Richardson extrapolation that chooses for itself.

import type { Estimate } from "../../execute/evaluator.js";
import { type Settled, takeBackUnconfirmed } from "./confirm.js";
import { coverLevels, type Level } from "./levels.js";
import { type Line, onePiece, type Sample } from "./line.js";

export type Scheme =
  | { readonly kind: "automatic" }
  /** step size h, in the units of the variable */
  | { readonly kind: "forward" | "central"; readonly step: number };

/** Derivative of every output along the line. */
export function differentiateAlong(line: Line, scheme: Scheme): readonly Estimate[] {
  if (scheme.kind === "automatic") return richardson(line);
  return scheme.kind === "forward" ? forwardDifference(line, scheme.step) : centralDifference(line, scheme.step);
}

const machineEpsilon = 2 ** -53;

/** Rounding error of an output: its bound where the evaluator gives one, else an estimate for a black box. */
function noise({ data, bound }: Estimate, i: number): number {
  const known = bound?.[i];
  return known ?? 4 * machineEpsilon * Math.abs(data[i] as number);
}

/** (f(x + h) - f(x)) / h, with the step that was really made. Its truncation error is judged from the quotient at half the step. */
function forwardDifference(line: Line, h: number): readonly Estimate[] {
  const quotient = (step: number) => {
    const to = line.at + step;
    return quotients(line.centre, line.sample(to), to - line.at);
  };
  return withTruncation(quotient(h), quotient(h / 2), 2);
}

/** (f(x + h) - f(x - h)) / 2h */
function centralDifference(line: Line, h: number): readonly Estimate[] {
  const quotient = (step: number) => centralQuotients(line, step).estimates;
  return withTruncation(quotient(h), quotient(h / 2), 4 / 3);
}

function centralQuotients(line: Line, h: number) {
  const [below, above] = [line.at - h, line.at + h];
  const [left, right] = [line.sample(below), line.sample(above)];
  const estimates = quotients(left, right, above - below);
  const offset = offCentre(line.at, h);
  if (offset !== 0) estimates.forEach(addOffset);
  return { left, right, estimates };

  /** The quotient is f' in the middle of its points, |f''| times the offset from f' at the centre; twice that, for f'' is an estimate. */
  function addOffset({ bound }: { readonly bound: Float64Array }, output: number): void {
    const [a, c, b] = [left, line.centre, right].map(({ outputs }) => (outputs[output] as Estimate).data) as [Values, Values, Values];
    for (let i = 0; i < bound.length; i++) {
      const bend = Math.abs((a[i] as number) - 2 * (c[i] as number) + (b[i] as number)) / (h * h);
      bound[i] = (bound[i] as number) + 2 * offset * (Number.isFinite(bend) ? bend : Number.POSITIVE_INFINITY);
    }
  }
}

type Values = Float64Array;

/** |((x + h) + (x - h)) / 2 - x| for the rounded sums: what rounding took from each of them, which is exact (Knuth's TwoSum). */
function offCentre(x: number, h: number): number {
  const lost = (y: number) => {
    const sum = x + y;
    const part = sum - x;
    return x - (sum - part) + (y - part);
  };
  return Math.abs(lost(h) + lost(-h)) / 2;
}

function quotients(from: Sample, to: Sample, width: number) {
  return to.outputs.map((upper, output) => {
    const lower = from.outputs[output] as Estimate;
    const data = new Float64Array(upper.data.length);
    const bound = new Float64Array(upper.data.length);
    for (let i = 0; i < data.length; i++) {
      const slope = ((upper.data[i] as number) - (lower.data[i] as number)) / width;
      data[i] = slope;
      // Both differences and the division round.
      bound[i] = (noise(upper, i) + noise(lower, i)) / Math.abs(width) + 3 * machineEpsilon * Math.abs(slope);
    }
    return { shape: upper.shape, data, bound };
  });
}

function withTruncation(coarse: readonly Estimate[], fine: readonly Estimate[], factor: number): readonly Estimate[] {
  return coarse.map((estimate, output) => ({
    ...estimate,
    bound: estimate.data.map((entry, i) => {
      const other = fine[output]?.data[i] as number;
      return (estimate.bound?.[i] as number) + 1.5 * factor * Math.abs(entry - other);
    }),
  }));
}

const columns = 4;
const mostLevels = 60;
/** Levels without improvement after which a finer step only adds rounding error. */
const patience = 4;

/**
 * Central differences with h = max(1, |x|)/4, halved, extrapolated by Richardson to 4 columns; for each output the entry of the
 * tableau with the smallest error, which is the larger change from its two neighbours plus the rounding of f over the step.
 * Stencils whose ends do not lie on one smooth piece are left out. Without any, the result is NaN with an infinite bound. Neighbours
 * may be alike by accident, far from the derivative: then other levels contradict the entry, and the bound grows to cover them.
 * @see Ridders, Advances in Engineering Software 4 (1982) 75
 */
function richardson(line: Line): readonly Estimate[] {
  const best = line.centre.outputs.map(({ shape, data }) => ({
    shape,
    data: new Float64Array(data.length).fill(Number.NaN),
    bound: new Float64Array(data.length).fill(Number.POSITIVE_INFINITY),
    steps: new Float64Array(data.length),
  }));
  const levels: Level[][] = best.map(() => []);
  let previous: Row | undefined;
  let withoutGain = 0;
  let h = 2 ** Math.round(Math.log2(Math.max(1, Math.abs(line.at)) / 4));
  for (let level = 0; level < mostLevels && withoutGain < patience; level++, h /= 2) {
    if (line.at + h === line.at) break;
    const { left, right, estimates } = centralQuotients(line, h);
    if (!onePiece(left, line.centre, right) || !estimates.every(({ data }) => data.every(Number.isFinite))) {
      previous = undefined;
      continue;
    }
    const row = extend(previous, estimates);
    if (previous !== undefined) {
      const found = bestOfLevel(previous, row);
      found.forEach((one, output) => {
        levels[output]?.push(one);
      });
      withoutGain = takeBest(best, found, h) ? 0 : withoutGain + 1;
    }
    previous = row;
  }
  if (line.centre.followed === undefined) takeBackUnconfirmed(line, best, noise);
  // Only where the noise of f is known is each level's bound worth as much as the others'.
  else
    best.forEach((one, output) => {
      coverLevels(one, levels[output] as Level[]);
    });
  return best.map(({ shape, data, bound }) => ({ shape, data, bound }));
}

/** One row of the tableau: column j has an error of order h^(2j + 2), and for each output its entries and what rounding may do to them. */
type Row = readonly (readonly Cell[])[];

interface Cell {
  readonly data: ArrayLike<number>;
  readonly noise: ArrayLike<number>;
}

function extend(previous: Row | undefined, estimates: readonly Estimate[]): Row {
  const row: Cell[][] = [estimates.map(({ data, bound }) => ({ data, noise: bound as Float64Array }))];
  const width = previous === undefined ? 1 : Math.min(columns, previous.length + 1);
  for (let j = 1; j < width; j++) {
    row.push((row[j - 1] as Cell[]).map((finer, output) => extrapolate(finer, previous?.[j - 1]?.[output] as Cell, 4 ** j)));
  }
  return row;
}

/** (factor T(h) - T(2h)) / (factor - 1); the noise of both goes in with the same weights, and a little for the arithmetic itself. */
function extrapolate(finer: Cell, coarser: Cell, factor: number): Cell {
  const data: number[] = [];
  const noise: number[] = [];
  for (let i = 0; i < finer.data.length; i++) {
    const entry = finer.data[i] as number;
    data.push(entry + (entry - (coarser.data[i] as number)) / (factor - 1));
    noise.push((factor * (finer.noise[i] as number) + (coarser.noise[i] as number)) / (factor - 1) + 3 * machineEpsilon * Math.abs(entry));
  }
  return { data, noise };
}

/** Of each output's entries the column with the smallest error: the larger change from its two neighbours, plus its noise. */
function bestOfLevel(previous: Row, row: Row): Level[] {
  return (row[0] as readonly Cell[]).map((first, output) => {
    const data: number[] = [];
    const bound: number[] = [];
    for (let i = 0; i < first.data.length; i++) {
      let [best, least] = [0, Number.POSITIVE_INFINITY];
      for (let j = 1; j < row.length; j++) {
        const cell = row[j]?.[output] as Cell;
        const entry = cell.data[i] as number;
        const beside = Math.abs(entry - (row[j - 1]?.[output]?.data[i] as number));
        const above = Math.abs(entry - (previous[j - 1]?.[output]?.data[i] as number));
        const error = Math.max(beside, above) + (cell.noise[i] as number);
        if (error < least) [best, least] = [entry, error];
      }
      data.push(best);
      bound.push(least);
    }
    return { data, bound };
  });
}

function takeBest(best: readonly Settled[], found: readonly Level[], h: number): boolean {
  let gained = false;
  best.forEach(({ data, bound, steps }, output) => {
    const level = found[output] as Level;
    for (let i = 0; i < data.length; i++) {
      if (!((level.bound[i] as number) < (bound[i] as number))) continue;
      data[i] = level.data[i] as number;
      bound[i] = level.bound[i] as number;
      steps[i] = h;
      gained = true;
    }
  });
  return gained;
}
