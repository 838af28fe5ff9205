// Lines, points and bars on a terminal's sheet of dots, and the letters that tell series apart without colour.

import type { Ink } from "../graph/canvas.js";
import type { FrameSeries } from "./frame.js";
import type { Sheet } from "./sheet.js";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Series are counted from 0. */
export function letterOf(series: number): string {
  return letters[series % letters.length] as string;
}

/** More points than this are drawn as single dots: larger marks would run together. */
const fewPoints = 300;
const lettersOnCurve = 3;

export function drawMarks(sheet: Sheet, inkOf: (series: number) => Ink): void {
  const { frame, dots, canvas, left, unicode } = sheet;
  for (const [i, series] of frame.series.entries()) drawSeries(sheet, series, i);
  const alone = { line: "*", points: "o", bars: "#" } as const;
  for (let row = 0; row < dots.rows; row++) {
    for (let column = 0; column < dots.columns; column++) {
      const owners = dots.owners(column, row);
      if (owners.length === 0) continue;
      // Where series lie upon each other they take turns, so that none hides another.
      const owner = owners[column % owners.length] as number;
      const single = frame.series.length === 1 ? alone[frame.series[0]?.mark ?? "line"] : letterOf(owner);
      canvas.text(left + column, row, unicode ? dots.braille(column, row) : single, inkOf(owner));
    }
  }
}

function drawSeries({ dots }: Sheet, { mark, runs, bars }: FrameSeries, owner: number): void {
  for (const { left, right, base, end } of bars) {
    // The right edge belongs to the next bar.
    const from = dots.at(left, base);
    const to = dots.at(right, end);
    dots.fill(owner, from, { x: Math.max(from.x, to.x - 1), y: to.y });
  }
  if (mark === "bars") return;
  for (const run of runs) {
    run.forEach((point, i) => {
      const to = dots.at(point.x, point.y);
      const before = run[i - 1];
      if (mark === "points" || before === undefined) dots.set(owner, to);
      else dots.line(owner, dots.at(before.x, before.y), to);
    });
  }
}

/** Few points each become a letter; a curve carries some; both stand on cells that the series itself has dots in. */
export function placeLetters(sheet: Sheet, inkOf: (series: number) => Ink): void {
  const { frame, dots, canvas, left, unicode } = sheet;
  const taken = new Set<string>();
  const put = (series: number, { column, row }: Cell, text: string) => {
    taken.add(`${column} ${row}`);
    canvas.text(left + column, row, text, inkOf(series));
  };
  const many = frame.series.length > 1;
  for (const [i, series] of frame.series.entries()) {
    if (series.mark === "points" && series.values.length <= fewPoints) {
      const mark = many ? letterOf(i) : unicode ? "•" : "o";
      for (const { x, y } of series.runs.flat()) put(i, dots.cellOf(dots.at(x, y)), mark);
    } else if (many && unicode) {
      const cells = series.mark === "bars" ? tops(sheet, series) : cellsOf(sheet, i);
      const wanted = series.mark === "bars" ? cells.length : lettersOnCurve;
      for (let turn = 0; turn < wanted; turn++) {
        const target = ((turn + (i + 0.5) / frame.series.length) / wanted) * dots.columns;
        const cell = series.mark === "bars" ? cells[turn] : nearestFree(cells, target, taken);
        if (cell !== undefined) put(i, cell, letterOf(i));
      }
    }
  }
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly shared?: boolean;
}

function tops({ dots }: Sheet, { bars }: FrameSeries): Cell[] {
  return bars.map(({ left, right, end }) => dots.cellOf(dots.at((left + right) / 2, end)));
}

function cellsOf({ dots }: Sheet, owner: number): Cell[] {
  const cells: Cell[] = [];
  for (let column = 0; column < dots.columns; column++) {
    for (let row = 0; row < dots.rows; row++) {
      const owners = dots.owners(column, row);
      if (owners.includes(owner)) cells.push({ column, row, shared: owners.length > 1 });
    }
  }
  return cells;
}

/** A cell of the curve near a column; one that other series cross counts as further away. */
function nearestFree(cells: readonly Cell[], target: number, taken: ReadonlySet<string>): Cell | undefined {
  const detour = 8;
  let best: Cell | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    const distance = Math.abs(cell.column - target) + (cell.shared === true ? detour : 0);
    if (distance >= least || taken.has(`${cell.column} ${cell.row}`)) continue;
    best = cell;
    least = distance;
  }
  return best;
}
