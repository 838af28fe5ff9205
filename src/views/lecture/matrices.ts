// Matrices side by side, as many as fit on a line.

import stringWidth from "string-width";
import { formatNumber } from "../numbers.js";

export interface LabelledMatrix {
  readonly label: string;
  readonly matrix: readonly (readonly number[])[];
}

const gap = "    ";

/**
 * Rows are those of the matrix, columns aligned.
 * @example
 * matricesText([{ label: "A", matrix: [[1, -2], [0.5, 10]] }, { label: "B", matrix: [[7]] }], 80)   // "A              B\n[   1  -2 ]    [ 7 ]\n[ 0.5  10 ]"
 */
export function matricesText(matrices: readonly LabelledMatrix[], width: number): string {
  const lines: string[] = [];
  let beside: (readonly string[])[] = [];
  const flush = () => {
    if (beside.length > 0) lines.push(...sideBySide(beside));
    beside = [];
  };
  for (const block of matrices.map(blockOf)) {
    const used = [...beside, block].reduce((total, one) => total + widthOf(one) + gap.length, -gap.length);
    if (used > width) flush();
    beside.push(block);
  }
  flush();
  return lines.join("\n");
}

function blockOf({ label, matrix }: LabelledMatrix): readonly string[] {
  const cells = matrix.map((row) => row.map((entry) => formatNumber(entry, 6)));
  const columns = (cells[0] ?? []).map((_, j) => Math.max(...cells.map((row) => row[j]?.length ?? 0)));
  return [label, ...cells.map((row) => `[ ${row.map((cell, j) => cell.padStart(columns[j] ?? 0)).join("  ")} ]`)];
}

const widthOf = (block: readonly string[]) => Math.max(...block.map((line) => stringWidth(line)));

function sideBySide(blocks: readonly (readonly string[])[]): string[] {
  const widths = blocks.map(widthOf);
  const height = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: height }, (_, i) =>
    blocks
      .map((block, k) => (block[i] ?? "").padEnd(widths[k] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}
