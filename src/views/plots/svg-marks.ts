// Lines, points and bars of an SVG plot, and their samples for the legend.

import { line, symbol } from "d3-shape";
import { round } from "../xml.js";
import type { FramePoint, FrameSeries } from "./frame.js";
import { colourClass, dashOf, shapeOf } from "./svg-style.js";
import { spread, thinned } from "./thin.js";

/** Pixels, y downwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** More points than this become dots, with some shapes among them. */
const fewPoints = 300;
/** A curve with many points carries its shape at some of them only. */
const shapesOnCurve = 16;
/** So few points each have one. */
const fewOnCurve = 8;
const shapeArea = 44;

/** Bars lie below lines, so that no bar hides a curve. */
export function seriesMarks(series: readonly FrameSeries[], box: Box): string[] {
  const place = ({ x, y }: FramePoint): [number, number] => [
    round(box.left + x * (box.right - box.left)),
    round(box.bottom - y * (box.bottom - box.top)),
  ];
  const groups = series.map((one, turn) => ({
    mark: one.mark,
    text: `<g class="${colourClass(turn)}">${marksOf(one, { turn, turns: series.length, place, width: box.right - box.left })}</g>`,
  }));
  return [...groups.filter(({ mark }) => mark === "bars"), ...groups.filter(({ mark }) => mark !== "bars")].map(({ text }) => text);
}

interface Setting {
  readonly turn: number;
  readonly turns: number;
  readonly place: (point: FramePoint) => [number, number];
  readonly width: number;
}

function marksOf(series: FrameSeries, setting: Setting): string {
  const { turn, turns, place } = setting;
  const all = series.runs.flat();
  const shapes = (points: readonly FramePoint[]) => points.map((point) => shapeAt(turn, place(point))).join("");
  if (series.mark === "bars") {
    const tops = series.bars.map(({ left, right, end }) => ({ x: (left + right) / 2, y: end }));
    return series.bars.map((bar) => barAt(bar, place)).join("") + (turns > 1 && tops.length <= fewPoints ? shapes(tops) : "");
  }
  if (series.mark === "points") {
    if (all.length <= fewPoints) return shapes(all);
    const dots = [...new Set(all.map((point) => `M${place(point).map(Math.round).join(" ")}h0`))].join("");
    return `<path class="trigrad-line trigrad-dots" d="${dots}"/>${turns > 1 ? shapes(spread(all, shapesOnCurve, { turn, turns })) : ""}`;
  }
  const path = line<[number, number]>();
  const drawn = series.runs.map((run) => (run.length < 2 ? "" : path(thinned(run, 2 * Math.ceil(setting.width)).map(place))));
  const alone = series.runs.filter((run) => run.length === 1).flat();
  // As many as leave the other series places of their own, should the curves lie upon each other.
  const count = all.length <= fewOnCurve ? all.length : Math.max(3, Math.min(shapesOnCurve, Math.floor(all.length / turns)));
  const marked = turns > 1 || all.length <= shapesOnCurve ? spread(all, count, { turn, turns }) : [];
  return `<path class="trigrad-line" stroke-dasharray="${dashOf(turn)}" d="${drawn.join("")}"/>${shapes([...new Set([...marked, ...alone])])}`;
}

function barAt({ left, right, base, end }: FrameSeries["bars"][number], place: Setting["place"]): string {
  const [x1, y1] = place({ x: left, y: Math.max(base, end) });
  const [x2, y2] = place({ x: right, y: Math.min(base, end) });
  return `<rect class="trigrad-bar" x="${x1}" y="${y1}" width="${round(x2 - x1)}" height="${round(y2 - y1)}"/>`;
}

function shapeAt(series: number, [x, y]: readonly [number, number]): string {
  return `<path class="trigrad-mark" transform="translate(${x} ${y})" d="${outline(series)}"/>`;
}

function outline(series: number): string {
  return symbol(shapeOf(series), shapeArea).digits(1)() ?? "";
}

/** What a legend shows beside the name: the line with its dash and shape, the shape, or a bar with the shape on it. */
export function seriesKey(mark: FrameSeries["mark"], series: number, { x, y }: FramePoint): string {
  const bar = mark === "bars" ? `<rect class="trigrad-bar" x="${round(x + 10)}" y="${round(y)}" width="16" height="7"/>` : "";
  const dash = mark === "line" ? `<path class="trigrad-line" stroke-dasharray="${dashOf(series)}" d="M${round(x)} ${round(y)}h36"/>` : "";
  return `<g class="${colourClass(series)}">${bar}${dash}${shapeAt(series, [round(x + 18), round(y)])}</g>`;
}
