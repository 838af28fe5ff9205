// A plot in words, for those who do not see it.

import { formatCount, formatNumber } from "../numbers.js";
import type { Frame, FrameSeries } from "./frame.js";

/** More series than this are counted, not described. */
const describedSeries = 12;

/** Axes, what each series spans, where it is lowest and highest, the lines across, and what is missing. */
export function describeFrame({ title, x, y, series, guides, notes }: Frame): string {
  const axis = ({ label, scale }: Frame["x"]) => `${label}${scale === "log" ? " on a log scale" : ""}`;
  const rest = series.length - describedSeries;
  return [
    `${title}: plot of ${axis(y)} over ${axis(x)}.`,
    ...series.slice(0, describedSeries).map(describeSeries),
    ...(rest > 0 ? [`${formatCount(rest)} more series.`] : []),
    ...guides.map(({ axis: direction, text }) => `${direction === "x" ? "Vertical" : "Horizontal"} line: ${text}.`),
    ...notes,
  ].join(" ");
}

const kinds: Readonly<Record<FrameSeries["mark"], string>> = { line: "a line through", points: "", bars: "bars for" };

function describeSeries({ name, mark, values }: FrameSeries): string {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return `${name}: no points.`;
  const number = (value: number) => formatNumber(value, 4);
  const at = (point: { x: number; y: number }) => `${number(point.y)} at ${number(point.x)}`;
  const counted = `${name}: ${kinds[mark]} ${formatCount(values.length)} ${values.length === 1 ? "point" : "points"}`.replace(/ +/g, " ");
  if (values.length === 1) return `${counted}, ${at(first)}.`;
  const lowest = values.reduce((best, point) => (point.y < best.y ? point : best), first);
  const highest = values.reduce((best, point) => (point.y > best.y ? point : best), first);
  return `${counted}, from ${at(first)} to ${at(last)}, lowest ${at(lowest)}, highest ${at(highest)}.`;
}
