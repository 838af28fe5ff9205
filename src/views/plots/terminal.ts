// A plot as text for the terminal: braille dots, or letters where there is no braille.

import type { Plot } from "../../course/labs/plot.js";
import { fold, type TableOptions } from "../comparison.js";
import { Canvas, clip, columns, type Ink } from "../graph/canvas.js";
import { oneLine, spellAscii } from "../graph/spell.js";
import { DotSheet } from "./dots.js";
import { type Frame, frameOf } from "./frame.js";
import type { Sheet } from "./sheet.js";
import { drawGuides } from "./terminal-guides.js";
import { drawMarks, letterOf, placeLetters } from "./terminal-marks.js";

const inks: readonly Ink[] = ["value", "gradient", "note", "bold"];
const inkOf = (series: number): Ink => inks[series % inks.length] as Ink;

const widest = 120;
/** With its texts such a plot fits a screen of 24 lines. */
const mostRows = 16;

/**
 * Title, frame with ticks, legend and notes. Series differ by colour and by letters on their curves.
 * @example
 * import { plainPaint } from "../paint.js";
 * const plot = { name: "p", title: "A line", x: { label: "x", scale: "linear" }, y: { label: "y", scale: "linear" }, series: [{ name: "s", points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] }] } as const;
 * plotText(plot, { width: 40, unicode: false, paint: plainPaint }).split("\n")[2]   // " 1 +                                  **"
 */
export function plotText(plot: Plot, options: TableOptions): string {
  const { width, unicode, paint } = options;
  const spell = (text: string) => (unicode ? oneLine(text) : spellAscii(oneLine(text)));
  const frame = frameOf(plot);
  const size = Math.min(width, widest);
  const rows = Math.max(10, Math.min(mostRows, Math.round(size / 5)));
  const ticks = frame.y.ticks(Math.ceil(rows / 3)).map((tick) => ({ ...tick, text: clip(tick.text, Math.floor(size / 3), "") }));
  const left = Math.max(1, ...ticks.map(({ text }) => columns(text))) + 2;
  const dots = new DotSheet(size - left - 1, rows, unicode);
  const canvas = new Canvas();
  const sheet: Sheet = { frame, dots, canvas, left: left + 1, top: 0, unicode, spell };

  drawMarks(sheet, inkOf);
  const unplaced = drawGuides(sheet);
  placeLetters(sheet, inkOf);
  drawLeftAxis(sheet, ticks);
  drawLowerAxis(sheet);

  const under = (text: string) => fold(text, width);
  return [
    ...under(spell(plot.title)).map((line) => paint.bold(line)),
    ...under(axisText(frame.y.label, frame.y.scale, spell)),
    canvas.render(unicode, paint),
    ...legend(sheet, options),
    ...unplaced.flatMap((text) => fold(text, width - 2)).map((line) => paint.dim(`  ${line}`)),
    ...frame.notes.flatMap((note) => under(`note: ${spell(note)}`)).map((line) => paint.dim(line)),
  ].join("\n");
}

function axisText(label: string, scale: "linear" | "log", spell: (text: string) => string): string {
  return `${spell(label)}${scale === "log" ? " (log)" : ""}`;
}

function drawLeftAxis({ canvas, dots, left, unicode }: Sheet, ticks: readonly { position: number; text: string }[]): void {
  const [line, tick] = unicode ? ["│", "┤"] : ["|", "+"];
  for (let row = 0; row < dots.rows; row++) canvas.text(left - 1, row, line, "dim");
  const taken = new Set<number>();
  for (const { position, text } of ticks) {
    const { row } = dots.cellOf(dots.at(0, position));
    if (taken.has(row)) continue;
    taken.add(row);
    canvas.text(left - 2 - columns(text), row, text);
    canvas.text(left - 1, row, tick, "dim");
  }
}

function drawLowerAxis({ frame, canvas, dots, left, unicode, spell }: Sheet): void {
  const [corner, line, tick] = unicode ? ["└", "─", "┬"] : ["+", "-", "+"];
  canvas.text(left - 1, dots.rows, corner + line.repeat(dots.columns), "dim");
  for (const { column, start, text } of fittingTicks(frame, dots)) {
    canvas.text(left + column, dots.rows, tick, "dim");
    canvas.text(left + start, dots.rows + 1, text);
  }
  const label = clip(axisText(frame.x.label, frame.x.scale, spell), dots.columns, "");
  canvas.text(left + Math.floor((dots.columns - columns(label)) / 2), dots.rows + 2, label);
}

/** As many ticks as fit with two free columns between their texts. */
function fittingTicks({ x }: Frame, dots: DotSheet) {
  for (let count = Math.ceil(dots.columns / 8); count > 0; count--) {
    const ticks = x.ticks(count).map(({ position, text }) => {
      const { column } = dots.cellOf(dots.at(position, 0));
      const start = Math.min(Math.max(0, column - Math.floor((columns(text) - 1) / 2)), dots.columns - columns(text));
      return { column, start, end: start + columns(text), text };
    });
    if (ticks.every(({ start }, i) => start >= 0 && (i === 0 || start >= (ticks[i - 1]?.end ?? 0) + 2))) return ticks;
  }
  return [];
}

/** Letter and name of each series; a single series has no letter, and no legend where its name stands on the axis. */
function legend({ frame, unicode, spell }: Sheet, { width, paint }: TableOptions): string[] {
  const { series } = frame;
  if (!frame.legend) return [];
  const sample = unicode ? { line: "⠒", points: "•", bars: "⣿" } : { line: "*", points: "*", bars: "#" };
  const lines: string[] = [];
  let used = width;
  series.forEach(({ name, mark }, i) => {
    const ink = inkOf(i);
    const colour = ink === "plain" ? (text: string) => text : paint[ink];
    const key = series.length === 1 ? sample[mark].repeat(2) : `${unicode ? sample[mark] : ""}${letterOf(i)}${unicode ? sample[mark] : ""}`;
    const text = clip(spell(name), width - columns(key) - 3, unicode ? "…" : "...");
    const item = columns(key) + 1 + columns(text);
    if (used + 3 + item > width) {
      lines.push(`  ${colour(key)} ${text}`);
      used = 2 + item;
    } else {
      lines.push(`${lines.pop() ?? ""}   ${colour(key)} ${text}`);
      used += 3 + item;
    }
  });
  return lines;
}
