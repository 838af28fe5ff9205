// One axis of a plot: the values it spans, where a value lies on it, and its ticks.

import { scaleLinear, scaleLog } from "d3-scale";
import type { Axis } from "../../course/labs/plot.js";
import { formatNumber } from "../numbers.js";

export interface Tick {
  readonly value: number;
  /** as `PlotAxis.position` gives it */
  readonly position: number;
  readonly text: string;
}

export interface PlotAxis extends Axis {
  /** The fraction of the axis at which a value lies: 0 at the left or lower end, 1 at the other; never beyond. */
  position(value: number): number;
  /** About `count` ticks, in rising order. */
  ticks(count: number): readonly Tick[];
}

export interface Span {
  /** least and greatest value to show, finite and, on a log axis, positive; absent where there is nothing to show */
  readonly extent: readonly [number, number] | undefined;
  /** the axis ends at round numbers */
  readonly rounded: boolean;
  /** free space at both ends, as a fraction of what the values span */
  readonly padding?: number;
  /** only whole numbers are ticks: there is no layer 1.5 */
  readonly whole?: boolean;
}

/** One scale of d3, apart from the unit that its values are divided by. */
interface Measure {
  readonly scale: (value: number) => number;
  readonly ticks: (count: number) => readonly number[];
  readonly text: (values: readonly number[]) => readonly string[];
}

/**
 * The axis over a span. A span of one value is widened, an empty one shows 0 to 1, or 1 to 10 on a log axis.
 * @example
 * const axis = plotAxis({ label: "h", scale: "log" }, { extent: [1e-16, 1], rounded: true });
 * axis.position(1e-8)   // 0.5
 * axis.ticks(5).map(({ text }) => text)   // ["1e-15", "1e-10", "1e-5", "1"]
 */
export function plotAxis({ label, scale }: Axis, { extent, rounded, padding = 0, whole = false }: Span): PlotAxis {
  const measure = scale === "log" ? logMeasure(extent ?? [1, 10], rounded) : linearMeasure(extent ?? [0, 1], rounded);
  const position = (value: number) => (measure.scale(value) + padding) / (1 + 2 * padding);
  return {
    label,
    scale,
    position,
    ticks(count) {
      const values = [...new Set(measure.ticks(Math.max(1, count)))].filter((value) => !whole || Number.isInteger(value));
      const texts = measure.text(values);
      return values.map((value, i) => ({ value, position: position(value), text: texts[i] ?? "" }));
    },
  };
}

function linearMeasure([least, greatest]: readonly [number, number], rounded: boolean): Measure {
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  const unit = unitOf(size);
  const widening = least < greatest ? 0 : size === 0 ? 1 : size / unit / 2;
  const scale = scaleLinear()
    .domain([least / unit - widening, greatest / unit + widening])
    .clamp(true);
  if (rounded) scale.nice();
  return {
    scale: (value) => scale(value / unit),
    ticks: (count) =>
      scale
        .ticks(count)
        .map((tick) => tick * unit)
        .filter(Number.isFinite),
    text: distinctTexts,
  };
}

/** Divided by it, neither the difference of two such numbers nor a small part of it leaves the range of doubles. */
function unitOf(size: number): number {
  return size > 1e300 ? 1e10 : size < 1e-290 && size > 0 ? 1e-30 : 1;
}

function logMeasure(extent: readonly [number, number], rounded: boolean): Measure {
  const [least, greatest] = widened(extent);
  const ends = rounded && greatest / least >= 10 ? ([powerBelow(least), powerAbove(greatest)] as const) : ([least, greatest] as const);
  const scale = scaleLog().domain(ends).clamp(true);
  return { scale, ticks: (count) => logTicks(ends, count), text: powerTexts };
}

function widened([least, greatest]: readonly [number, number]): readonly [number, number] {
  if (least < greatest) return [least, greatest];
  return [Math.max(least / 10, Number.MIN_VALUE), Math.min(greatest * 10, Number.MAX_VALUE)];
}

/** Powers of ten where two of them fit, else their multiples, else ticks as on a linear axis. */
function logTicks([least, greatest]: readonly [number, number], count: number): readonly number[] {
  const inside = (values: readonly number[]) => values.filter((value) => value >= least && value <= greatest);
  const exponents = scaleLinear()
    .domain([exponentOf(least), exponentOf(greatest)])
    .ticks(count)
    .filter(Number.isInteger);
  const powers = inside(exponents.map(powerOfTen));
  if (powers.length >= 2) return powers;
  const multiples = (digits: readonly number[]) =>
    inside([exponentOf(least), exponentOf(greatest)].flatMap((exponent) => digits.map((digit) => Number(`${digit}e${exponent}`))));
  const coarse = multiples([1, 2, 5]);
  if (coarse.length >= 2) return coarse;
  return inside(linearMeasure([least, greatest], false).ticks(count));
}

/** The exponent as it is written, which the rounding of a logarithm cannot shift. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

const powerOfTen = (exponent: number): number => Number(`1e${exponent}`);

/** The smallest and the largest doubles have no power of ten beyond them. */
function powerBelow(value: number): number {
  return powerOfTen(exponentOf(value)) || value;
}

function powerAbove(value: number): number {
  const power = powerOfTen(exponentOf(value));
  const above = powerOfTen(exponentOf(value) + 1);
  return power === value || above === Number.POSITIVE_INFINITY ? value : above;
}

/** 0.01, 1, 100 where they are short; 1e-8 otherwise, on the whole axis alike. */
function powerTexts(values: readonly number[]): readonly string[] {
  const exponents = values.map(exponentOf);
  const arePowers = values.every((value, i) => value === powerOfTen(exponents[i] as number));
  if (!arePowers || exponents.every((exponent) => exponent >= -3 && exponent <= 4)) return distinctTexts(values);
  return exponents.map((exponent) => (exponent === 0 ? "1" : `1e${exponent}`));
}

/** More digits only where neighbours would look alike. */
function distinctTexts(values: readonly number[]): readonly string[] {
  const short = values.map((value) => formatNumber(value));
  return new Set(short).size === values.length ? short : values.map((value) => formatNumber(value, 17));
}
