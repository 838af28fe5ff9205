// Plots as a standalone SVG, one below another.

import type { Plot } from "../../course/labs/plot.js";
import { fold } from "../fold.js";
import { clip, columns } from "../graph/canvas.js";
import { escapeXml, round } from "../xml.js";
import type { PlotAxis } from "./axis.js";
import { describeFrame } from "./describe.js";
import { type Frame, type FrameGuide, frameOf } from "./frame.js";
import { type Box, seriesKey, seriesMarks } from "./svg-marks.js";
import { css } from "./svg-style.js";

const size = { width: 640, frame: 300, margin: 16, right: 28, line: 18, title: 22, letter: 7.83, titleLetter: 9.04 };
const key = { width: 44, gap: 22 };
const titleColumns = Math.floor((size.width - 2 * size.margin) / size.titleLetter);
const textColumns = Math.floor((size.width - 2 * size.margin) / size.letter);

/**
 * One plot as SVG text; nothing in it has an id, so that several may stand in one page. Colours follow the reader's light or dark mode.
 * @example
 * const plot = { name: "p", title: "A line", x: { label: "x", scale: "linear" }, y: { label: "y", scale: "linear" }, series: [{ name: "s", points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] }] } as const;
 * plotSvg(plot).startsWith('<svg xmlns="http://www.w3.org/2000/svg" class="trigrad-plot" role="img" aria-label="A line"')   // true
 */
export function plotSvg(plot: Plot): string {
  return plotsSvg([plot], plot.title);
}

/**
 * All plots of a report in one SVG; `title` is what a screen reader says first.
 * @example
 * plotsSvg([], "nothing").includes("<desc>There is no plot.</desc>")   // true
 */
export function plotsSvg(plots: readonly Plot[], title: string): string {
  return sheetOf(plots, title).svg;
}

/** A drawing on which a page can lay something at a place of the plot: a handle, a tooltip. */
export interface FramedPlot {
  readonly svg: string;
  /** where the axes cross and end, as parts of the drawing's width and height, from its upper left corner */
  readonly frame: Box;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
}

/**
 * One plot, and where in the drawing its frame lies.
 * @example
 * const plot = { name: "p", title: "A line", x: { label: "x", scale: "linear" }, y: { label: "y", scale: "linear" }, series: [{ name: "s", points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] }] } as const;
 * framedPlot(plot).x.position(0.5)   // 0.5
 */
export function framedPlot(plot: Plot): FramedPlot {
  const { svg, height, placed } = sheetOf([plot], plot.title);
  const [{ frame, box }] = placed as [Placed];
  const { left, right, top, bottom } = box;
  return {
    svg,
    frame: { left: left / size.width, right: right / size.width, top: top / height, bottom: bottom / height },
    x: frame.x,
    y: frame.y,
  };
}

interface Placed {
  readonly frame: Frame;
  readonly box: Box;
}

function sheetOf(plots: readonly Plot[], title: string) {
  const frames = plots.map(frameOf);
  const drawn: string[] = [];
  const placed: Placed[] = [];
  let height = size.margin;
  frames.forEach((frame, i) => {
    const { text, bottom, box } = drawFrame(frame, height);
    drawn.push(`<g data-plot="${escapeXml(plots[i]?.name ?? "")}">\n${text}\n</g>`);
    placed.push({ frame, box });
    height = bottom + size.margin;
  });
  const words = frames.length === 0 ? "There is no plot." : frames.map(describeFrame).join(" ");
  const named = escapeXml(title);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="trigrad-plot" role="img" aria-label="${named}" viewBox="0 0 ${size.width} ${round(height)}" width="${size.width}" height="${round(height)}">`,
    `<title>${named}</title>`,
    `<desc>${escapeXml(words)}</desc>`,
    `<style>${css}</style>`,
    `<rect class="trigrad-sheet" x="0" y="0" width="${size.width}" height="${round(height)}"/>`,
    ...drawn,
    "</svg>",
  ].join("\n");
  return { svg, height, placed };
}

/** Title, label of the vertical axis, frame, label of the other, legend and notes, from the top down. */
function drawFrame(frame: Frame, start: number): { readonly text: string; readonly bottom: number; readonly box: Box } {
  let y = start;
  const line = (text: string, classes: string, height = size.line, x = size.margin): string => {
    y += height;
    return `<text class="${classes}" x="${round(x)}" y="${round(y - 5)}">${escapeXml(text)}</text>`;
  };
  const parts = fold(frame.title, titleColumns).map((text) => line(text, "trigrad-title", size.title));
  const ticks = frame.y.ticks(6);
  const left = size.margin + Math.max(3, ...ticks.map(({ text }) => columns(text))) * size.letter + 10;
  const labelOf = ({ label, scale }: Frame["x"]) => clip(`${label}${scale === "log" ? " (log)" : ""}`, textColumns, "…");
  parts.push(line(labelOf(frame.y), "trigrad-quiet"));
  const box: Box = { left, right: size.width - size.right, top: y + 8, bottom: y + 8 + size.frame };
  parts.push(drawGrid(frame, ticks, box), ...seriesMarks(frame.series, box), ...drawGuides(frame.guides, box));
  y = box.bottom + size.line + 2;
  parts.push(line(labelOf(frame.x), "trigrad-quiet trigrad-middle", size.line, (box.left + box.right) / 2));
  y += 4;
  const legend = frame.legend ? drawLegend(frame, y) : { text: "", height: 0 };
  parts.push(legend.text);
  y += legend.height;
  for (const note of frame.notes) parts.push(...fold(`note: ${note}`, textColumns).map((text) => line(text, "trigrad-quiet")));
  return { text: parts.filter((part) => part !== "").join("\n"), bottom: y, box };
}

function drawGrid({ x }: Frame, ticks: ReturnType<Frame["y"]["ticks"]>, box: Box): string {
  const { left, right, top, bottom } = box;
  const rows = ticks.map(({ position, text }) => {
    const at = round(bottom - position * (bottom - top));
    return `<path class="trigrad-grid" d="M${round(left)} ${at}H${round(right)}"/><text class="trigrad-end" x="${round(left - 8)}" y="${round(at + 4.5)}">${text}</text>`;
  });
  const across = fittingTicks(x, right - left).map(({ position, text }) => {
    const at = round(left + position * (right - left));
    return `<path class="trigrad-grid" d="M${at} ${round(top)}V${round(bottom)}"/><text class="trigrad-middle" x="${at}" y="${round(bottom + 17)}">${text}</text>`;
  });
  const axes = `<path class="trigrad-axis" d="M${round(left)} ${round(top)}V${round(bottom)}H${round(right)}"/>`;
  return [...rows, ...across, axes].join("\n");
}

/** As many ticks as have two letters of free space between their texts. */
function fittingTicks(axis: Frame["x"], width: number) {
  for (let count = 10; count > 1; count--) {
    const ticks = axis.ticks(count);
    const fits = ticks.every((tick, i) => {
      const before = ticks[i - 1];
      if (before === undefined) return true;
      const letters = (columns(before.text) + columns(tick.text)) / 2 + 2;
      return (tick.position - before.position) * width >= letters * size.letter;
    });
    if (fits) return ticks;
  }
  return [];
}

/** Words stand on the side of a vertical line that has more room, each a line lower, and at either end of a horizontal one. */
function drawGuides(guides: readonly FrameGuide[], { left, right, top, bottom }: Box): string[] {
  const verticals = guides.filter(({ axis }) => axis === "x").map(({ position }) => position);
  const turns = { x: 0, y: 0 };
  return guides.map(({ axis, position, label }) => {
    const turn = turns[axis]++;
    const word = (x: number, y: number, toLeft: boolean) =>
      `<text class="trigrad-word${toLeft ? " trigrad-end" : ""}" x="${round(x)}" y="${round(y)}">${escapeXml(clip(label, Math.floor((right - left) / 2 / size.letter), "…"))}</text>`;
    if (axis === "x") {
      const x = round(left + position * (right - left));
      const before = Math.max(0, ...verticals.filter((other) => other < position));
      const after = Math.min(1, ...verticals.filter((other) => other > position));
      const toLeft = position - before > after - position;
      const line = `<path class="trigrad-guide" d="M${x} ${round(top)}V${round(bottom)}"/>`;
      return line + word(x + (toLeft ? -6 : 6), top + 14 + size.line * (turn % 8), toLeft);
    }
    const y = round(bottom - position * (bottom - top));
    const line = `<path class="trigrad-guide" d="M${round(left)} ${y}H${round(right)}"/>`;
    const toLeft = turn % 2 === 0;
    return line + word(toLeft ? right - 4 : left + 8, y - top < 20 ? y + 15 : y - 6, toLeft);
  });
}

function drawLegend({ series }: Frame, start: number): { readonly text: string; readonly height: number } {
  let x = size.margin;
  let y = start + size.line;
  const items = series.map(({ name, mark }, i) => {
    const text = clip(name, textColumns - Math.ceil(key.width / size.letter), "…");
    const width = key.width + columns(text) * size.letter;
    if (x > size.margin && x + width > size.width - size.margin) {
      x = size.margin;
      y += size.line;
    }
    const item = `${seriesKey(mark, i, { x, y: y - 9 })}<text x="${round(x + key.width)}" y="${round(y - 5)}">${escapeXml(text)}</text>`;
    x += width + key.gap;
    return item;
  });
  return { text: items.join("\n"), height: series.length === 0 ? 0 : y - start };
}
