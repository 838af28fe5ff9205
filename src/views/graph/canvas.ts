/** A sheet of terminal cells on which lines of the same owner join and lines of different owners pass. */
import stringWidth from "string-width";
import type { Paint } from "../paint.js";

export type Ink = "plain" | Exclude<keyof Paint, "good" | "bad">;

const north = 1;
const east = 2;
const south = 4;
const west = 8;

/** Indexed by the directions that meet in the cell; a line that ends is drawn through the whole cell. */
const unicodeLines = [..." │─╰││╭├─╯─┴╮┤┬┼"];
const asciiLines = [..." |-+||++-+-+++++"];

interface Cell {
  readonly text: string;
  readonly ink: Ink;
}

/** Columns of a text; a wide character takes two. */
export function columns(text: string): number {
  return stringWidth(text);
}

/** At most `width` columns of a text, the cut marked. */
export function clip(text: string, width: number, mark: string): string {
  if (columns(text) <= width) return text;
  let kept = "";
  for (const part of graphemes(text)) {
    if (columns(kept + part) + columns(mark) > width) break;
    kept += part;
  }
  return columns(mark) <= width ? kept + mark : kept;
}

export class Canvas {
  private readonly texts: Cell[][] = [];
  private readonly lines: Map<number, number>[][] = [];

  text(x: number, y: number, text: string, ink: Ink = "plain"): void {
    let column = x;
    const row = rowOf(this.texts, y);
    for (const part of graphemes(text)) {
      const width = columns(part);
      if (width === 0) continue;
      row[column] = { text: part, ink };
      for (let i = 1; i < width; i++) row[column + i] = { text: "", ink };
      column += width;
    }
  }

  /** A horizontal line; it passes above vertical lines of other owners. */
  across(x1: number, x2: number, y: number, owner: number): void {
    const [from, to] = x1 <= x2 ? [x1, x2] : [x2, x1];
    for (let x = from; x <= to; x++) this.join(x, y, owner, (x > from ? west : 0) | (x < to ? east : 0));
  }

  down(x: number, y1: number, y2: number, owner: number): void {
    const [from, to] = y1 <= y2 ? [y1, y2] : [y2, y1];
    for (let y = from; y <= to; y++) this.join(x, y, owner, (y > from ? north : 0) | (y < to ? south : 0));
  }

  render(unicode: boolean, paint: Paint): string {
    const rows: string[] = [];
    for (let y = 0; y < Math.max(this.texts.length, this.lines.length); y++) rows.push(this.renderRow(y, unicode, paint));
    while (rows.at(-1) === "") rows.pop();
    return rows.join("\n");
  }

  private join(x: number, y: number, owner: number, directions: number): void {
    const row = rowOf(this.lines, y);
    const cell = row[x] ?? new Map<number, number>();
    cell.set(owner, (cell.get(owner) ?? 0) | directions);
    row[x] = cell;
  }

  private renderRow(y: number, unicode: boolean, paint: Paint): string {
    const texts = this.texts[y] ?? [];
    const lines = this.lines[y] ?? [];
    const cells: Cell[] = [];
    for (let x = 0; x < Math.max(texts.length, lines.length); x++) {
      cells.push(texts[x] ?? { text: lineAt(lines[x], unicode), ink: "plain" });
    }
    while (cells.at(-1)?.text === " ") cells.pop();
    let row = "";
    for (let x = 0; x < cells.length; ) {
      const { ink } = cells[x] as Cell;
      let run = "";
      for (; cells[x]?.ink === ink; x++) run += (cells[x] as Cell).text;
      row += ink === "plain" ? run : paint[ink](run);
    }
    return row;
  }
}

function lineAt(cell: ReadonlyMap<number, number> | undefined, unicode: boolean): string {
  const directions = cell === undefined ? [0] : [...cell.values()];
  // Where two owners meet a joint would read as a branch, so the horizontal line runs over the other.
  const shown = directions.length === 1 ? (directions[0] as number) : east | west;
  return (unicode ? unicodeLines : asciiLines)[shown] as string;
}

function rowOf<T>(rows: T[][], y: number): T[] {
  while (rows.length <= y) rows.push([]);
  return rows[y] as T[];
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter("en").segment(text), ({ segment }) => segment);
}
