// A second look at a black box: nobody can see its branches, so a kink or a jump must show in its values.

import type { Estimate } from "../../execute/evaluator.js";
import type { Line, Sample } from "./line.js";

/** What extrapolation settled on for one entry, and the step of the finest difference that went into it. */
export interface Settled {
  readonly data: Float64Array;
  readonly bound: Float64Array;
  readonly steps: Float64Array;
}

/** Finer steps at which the slope must still be the same. */
const finer = [1 / 16, 1 / 64];

/**
 * Takes back what finer steps contradict. A smooth f has D(h/16) within a few percent of the truncation of D(h); and its second
 * difference over h, the gap between the slopes to the right and to the left, shrinks with h, where that of a kink stays.
 */
export function takeBackUnconfirmed(line: Line, settled: readonly Settled[], noiseOf: (estimate: Estimate, i: number) => number): void {
  settled.forEach((entry, output) => {
    for (let i = 0; i < entry.data.length; i++) {
      if (!Number.isFinite(entry.bound[i])) continue;
      if (isConfirmed(line, entry, output, i, noiseOf)) continue;
      entry.data[i] = Number.NaN;
      entry.bound[i] = Number.POSITIVE_INFINITY;
    }
  });
}

function isConfirmed(
  line: Line,
  { data, bound, steps }: Settled,
  output: number,
  i: number,
  noiseOf: (estimate: Estimate, i: number) => number,
): boolean {
  const h = steps[i] as number;
  const looks = [1, ...finer].map((part) => lookAt(line, h * part, output, i, noiseOf));
  const [widest] = looks as [Look, Look, Look];
  const truncation = Math.abs(widest.slope - (data[i] as number));
  const slopesStay = looks
    .slice(1)
    .every(({ slope, noise }) => Math.abs(slope - (data[i] as number)) <= (bound[i] as number) + truncation / 16 + 2 * noise);
  // Above the noise three times and no smaller at a sixty-fourth of the step: a kink.
  const gapStays = looks.every(({ gap, noise }) => gap > 8 * noise) && (looks[2] as Look).gap > widest.gap / 2;
  return slopesStay && !gapStays;
}

interface Look {
  readonly slope: number;
  /** between the difference quotients to the right and to the left */
  readonly gap: number;
  /** what rounding may have done to either */
  readonly noise: number;
}

function lookAt(line: Line, h: number, output: number, i: number, noiseOf: (estimate: Estimate, i: number) => number): Look {
  const [below, above] = [line.at - h, line.at + h];
  const [left, right] = [line.sample(below), line.sample(above)];
  const entry = (sample: Sample) => sample.outputs[output]?.data[i] as number;
  const noise = [left, line.centre, right].reduce((total, sample) => total + noiseOf(sample.outputs[output] as Estimate, i), 0) / h;
  const [toLeft, toRight] = [
    (entry(line.centre) - entry(left)) / (line.at - below),
    (entry(right) - entry(line.centre)) / (above - line.at),
  ];
  return { slope: (entry(right) - entry(left)) / (above - below), gap: Math.abs(toRight - toLeft), noise };
}
