// A sheet of dots, several to a terminal cell: two by four as braille, or one where there is no braille.

export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Bits of a braille character by row, left and right dot (Unicode 10.0, chapter 21.1). */
const brailleBits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** Each owner has dots of its own; (0, 0) is the upper left one. */
export class DotSheet {
  readonly columns: number;
  readonly rows: number;
  /** in dots */
  readonly width: number;
  readonly height: number;
  private readonly perCell: { readonly x: number; readonly y: number };
  private readonly masks: Uint8Array[] = [];

  constructor(columns: number, rows: number, braille: boolean) {
    this.columns = columns;
    this.rows = rows;
    this.perCell = braille ? { x: 2, y: 4 } : { x: 1, y: 1 };
    this.width = columns * this.perCell.x;
    this.height = rows * this.perCell.y;
  }

  /** The dot nearest to a place in the unit square, whose y points upwards. */
  at(x: number, y: number): Dot {
    return { x: Math.round(x * (this.width - 1)), y: Math.round((1 - y) * (this.height - 1)) };
  }

  /** The cell that holds a dot. */
  cellOf({ x, y }: Dot): { readonly column: number; readonly row: number } {
    return { column: Math.floor(x / this.perCell.x), row: Math.floor(y / this.perCell.y) };
  }

  set(owner: number, dot: Dot): void {
    const { column, row } = this.cellOf(dot);
    const mask = this.masks[owner] ?? new Uint8Array(this.columns * this.rows);
    this.masks[owner] = mask;
    const cell = row * this.columns + column;
    mask[cell] = (mask[cell] ?? 0) | (brailleBits[dot.y % this.perCell.y]?.[dot.x % this.perCell.x] ?? 1);
  }

  /** A straight line of dots, both ends included. */
  line(owner: number, from: Dot, to: Dot): void {
    const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
    for (let i = 0; i <= steps; i++) {
      this.set(owner, {
        x: Math.round(from.x + ((to.x - from.x) * i) / steps),
        y: Math.round(from.y + ((to.y - from.y) * i) / steps),
      });
    }
  }

  /** All dots between two corners. */
  fill(owner: number, from: Dot, to: Dot): void {
    for (let x = Math.min(from.x, to.x); x <= Math.max(from.x, to.x); x++) {
      this.line(owner, { x, y: from.y }, { x, y: to.y });
    }
  }

  /** Who has dots in a cell, lowest first. */
  owners(column: number, row: number): number[] {
    const cell = row * this.columns + column;
    return [...this.masks.keys()].filter((owner) => (this.masks[owner]?.[cell] ?? 0) !== 0);
  }

  /** The dots of a cell, whoever they belong to, as a braille character. */
  braille(column: number, row: number): string {
    const cell = row * this.columns + column;
    return String.fromCodePoint(0x2800 + this.masks.reduce((mask, one) => mask | (one?.[cell] ?? 0), 0));
  }
}
