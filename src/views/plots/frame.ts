// A plot laid into the unit square: what the terminal and the SVG have in common before either draws.

import type { Plot, Series } from "../../course/labs/plot.js";
import { formatNumber } from "../numbers.js";
import { type PlotAxis, plotAxis } from "./axis.js";
import { type Refused, refusedNotes, whyRefused } from "./refused.js";

/** From (0, 0), the lower left corner, to (1, 1). */
export interface FramePoint {
  readonly x: number;
  readonly y: number;
}

/** A bar stands from its base, which may lie above its end where values are negative. */
export interface FrameBar {
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly end: number;
}

export interface FrameSeries {
  readonly name: string;
  readonly mark: "line" | "points" | "bars";
  /** what is shown, in the plot's own numbers */
  readonly values: Series["points"];
  /** the same in the square; a line is interrupted where a point had to be left out */
  readonly runs: readonly (readonly FramePoint[])[];
  /** for the mark "bars", one for each point */
  readonly bars: readonly FrameBar[];
}

export interface FrameGuide {
  readonly axis: "x" | "y";
  readonly position: number;
  readonly label: string;
  /** label and place in words: "best step at 1e-8" */
  readonly text: string;
}

export interface Frame {
  readonly title: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly FrameSeries[];
  readonly guides: readonly FrameGuide[];
  /** whether the series need names beside the plot */
  readonly legend: boolean;
  /** what could not be shown, one sentence each */
  readonly notes: readonly string[];
}

/** A group of bars leaves this part of its place free. */
const betweenBars = 0.2;

/**
 * Scales, positions and what had to be left out. Points that are not finite, and those at or below 0 on a log axis, have no place.
 * @example
 * const plot = { name: "p", title: "", x: { label: "h", scale: "log" }, y: { label: "e", scale: "linear" }, series: [{ name: "s", points: [{ x: 0, y: 1 }, { x: 1, y: 0 }, { x: 100, y: 1 }] }] } as const;
 * frameOf(plot).notes   // ["1 point at 0 cannot be shown on a log axis."]
 * frameOf(plot).series[0]?.runs   // [[{ x: 0, y: 0 }, { x: 1, y: 1 }]]
 */
export function frameOf(plot: Plot): Frame {
  const kept = plot.series.map((series) => ({ ...series, mark: series.mark ?? "line", ...sorted(series, plot) }));
  const guides = (plot.guides ?? []).map((guide) => ({ ...guide, refused: whyRefused(guide.at, plot[guide.axis].scale) }));
  const shown = guides.filter(({ refused }) => refused === undefined);
  const barred = kept.filter(({ mark, values }) => mark === "bars" && values.length > 0);
  const lines = (axis: "x" | "y") => shown.filter((guide) => guide.axis === axis).map(({ at }) => at);
  const across = extentOf([lines("x"), ...kept.map(({ values }) => values.map(({ x }) => x))]);
  const start = barred.length === 0 ? [] : baseOf(barred, plot.y.scale);
  const upwards = extentOf([start, lines("y"), ...kept.map(({ values }) => values.map(({ y }) => y))]);
  const tight = plotAxis(plot.x, { extent: across, rounded: false });
  const room = narrowest(barred.flatMap(({ values }) => values.map(({ x }) => tight.position(x))));
  const whole = (axis: "x" | "y") => kept.every(({ values }) => values.every((point) => Number.isInteger(point[axis])));
  const x = plotAxis(plot.x, { extent: across, rounded: false, padding: room / 2, whole: whole("x") });
  const y = plotAxis(plot.y, { extent: upwards, rounded: true, whole: whole("y") });
  const place = (point: FramePoint): FramePoint => ({ x: x.position(point.x), y: y.position(point.y) });
  const bars = { base: plot.y.scale === "log" ? 0 : y.position(0), room: room / (1 + room), turns: barred.length };
  return {
    title: plot.title,
    x,
    y,
    series: kept.map((one) => ({
      name: one.name,
      mark: one.mark,
      values: one.values,
      runs: one.runs.map((run) => run.map(place)),
      bars: one.mark === "bars" ? one.values.map((point) => barAt(place(point), { ...bars, turn: barred.indexOf(one) })) : [],
    })),
    guides: shown.map(({ axis, at, label }) => ({ axis, position: (axis === "x" ? x : y).position(at), label, text: placed(label, at) })),
    // A single series whose name stands on the plot already needs no other.
    legend: kept.length > 1 || kept.some(({ name }) => name !== plot.y.label && name !== plot.title),
    notes: [
      ...refusedNotes(kept),
      ...guides.flatMap(({ label, refused }) => (refused === undefined ? [] : [`The line "${label}" ${outside[refused]}.`])),
      ...emptiness(kept),
    ],
  };
}

/** A label that names its number already is left alone. */
function placed(label: string, at: number): string {
  const number = formatNumber(at, 4);
  return label.includes(number) ? label : `${label} at ${number}`;
}

/** Bars start at 0; a log axis has no 0, so that they start a power of ten below the shortest. */
function baseOf(barred: readonly { readonly values: Series["points"] }[], scale: "linear" | "log"): number[] {
  if (scale === "linear") return [0];
  const least = extentOf(barred.map(({ values }) => values.map(({ y }) => y)))?.[0] ?? 1;
  return [Math.max(least / 10, Number.MIN_VALUE)];
}

function emptiness(series: readonly { readonly name: string; readonly values: readonly unknown[] }[]): string[] {
  const empty = series.filter(({ values }) => values.length === 0);
  if (empty.length === series.length) return ["There is no point to show."];
  return empty.map(({ name }) => `"${name}" has no point to show.`);
}

const outside: Readonly<Record<Refused, string>> = {
  "not finite": "is at no finite number",
  zero: "at 0 cannot be shown on a log axis",
  negative: "below 0 cannot be shown on a log axis",
};

/** What can be shown, in runs without a gap, and why the rest cannot. */
function sorted({ points }: Series, { x, y }: Plot) {
  const runs: { x: number; y: number }[][] = [];
  const refused: Refused[] = [];
  let open: { x: number; y: number }[] | undefined;
  for (const point of points) {
    const reasons = [whyRefused(point.x, x.scale), whyRefused(point.y, y.scale)];
    const reason = reasons.includes("not finite") ? "not finite" : (reasons[0] ?? reasons[1]);
    if (reason !== undefined) {
      refused.push(reason);
      open = undefined;
    } else if (open === undefined) {
      open = [point];
      runs.push(open);
    } else open.push(point);
  }
  return { runs, refused, values: runs.flat() };
}

function extentOf(lists: readonly (readonly number[])[]): readonly [number, number] | undefined {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    for (const value of list) {
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  return least <= greatest ? [least, greatest] : undefined;
}

/** The place that one group of bars has: the least distance between two groups, the whole width for a single one, 0 without bars. */
function narrowest(positions: readonly number[]): number {
  const all = [...new Set(positions)].sort((a, b) => a - b);
  const start = all.length === 0 ? 0 : 1;
  return all.reduce((least, position, i) => Math.min(least, i === 0 ? start : position - (all[i - 1] as number)), start);
}

function barAt({ x, y }: FramePoint, { base, room, turn, turns }: { base: number; room: number; turn: number; turns: number }): FrameBar {
  const width = (room * (1 - betweenBars)) / turns;
  const left = x + (turn - turns / 2) * width;
  return { left: Math.max(0, left), right: Math.min(1, left + width), base, end: y };
}
