// Lines across a terminal's plot, with their words where these hide nothing.

import { columns } from "../graph/canvas.js";
import type { FrameGuide } from "./frame.js";
import type { Sheet } from "./sheet.js";

/** Gives back, in words, the guides whose label found no free place. */
export function drawGuides(sheet: Sheet): string[] {
  const { frame, dots } = sheet;
  const words = new Set<string>();
  const lines = frame.guides.map((guide) => ({ guide, ...dots.cellOf(dots.at(position(guide, "x"), position(guide, "y"))) }));
  for (const { guide, column, row } of lines) drawLine(sheet, guide, { column, row });
  return lines.flatMap(({ guide, column, row }) => {
    const label = sheet.spell(guide.label);
    const place = freePlace(sheet, guide, { column, row, width: columns(label), words });
    if (place === undefined) return [`${lineSign(sheet, guide)} ${sheet.spell(guide.text)}`];
    for (let i = 0; i < columns(label); i++) words.add(`${place.column + i} ${place.row}`);
    sheet.canvas.text(sheet.left + place.column, place.row, label, "dim");
    return [];
  });
}

const position = (guide: FrameGuide, axis: "x" | "y"): number => (guide.axis === axis ? guide.position : 0);

function lineSign({ unicode }: Sheet, { axis }: FrameGuide): string {
  if (axis === "x") return unicode ? "┊" : ":";
  return unicode ? "┈" : ".";
}

function drawLine(sheet: Sheet, guide: FrameGuide, { column, row }: { column: number; row: number }): void {
  const { dots, canvas, left } = sheet;
  const length = guide.axis === "x" ? dots.rows : dots.columns;
  for (let i = 0; i < length; i++) {
    const cell = guide.axis === "x" ? { column, row: i } : { column: i, row };
    if (dots.owners(cell.column, cell.row).length === 0) canvas.text(left + cell.column, cell.row, lineSign(sheet, guide), "dim");
  }
}

interface Wanted {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  /** cells that carry words already */
  readonly words: ReadonlySet<string>;
}

/** Beside a vertical line from the top down, on a horizontal one from its right end. */
function freePlace({ dots, frame }: Sheet, guide: FrameGuide, { column, row, width, words }: Wanted) {
  const verticals = new Set(frame.guides.filter(({ axis }) => axis === "x").map(({ position: x }) => dots.cellOf(dots.at(x, 0)).column));
  const isFree = (start: number, line: number): boolean => {
    if (start < 0 || start + width > dots.columns || line < 0 || line >= dots.rows) return false;
    for (let i = start; i < start + width; i++) {
      if (dots.owners(i, line).length > 0 || words.has(`${i} ${line}`) || verticals.has(i)) return false;
    }
    return true;
  };
  const candidates: { column: number; row: number }[] = [];
  if (guide.axis === "x") {
    for (let line = 0; line < dots.rows; line++)
      candidates.push({ column: column + 2, row: line }, { column: column - 1 - width, row: line });
  } else {
    for (const line of [row - 1, row + 1])
      for (let start = dots.columns - width; start >= 0; start--) candidates.push({ column: start, row: line });
  }
  return candidates.find((place) => isFree(place.column, place.row));
}
