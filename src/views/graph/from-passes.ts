// From the numbers of the two passes to a picture.

import type { NestedArray } from "../../core/graph/tensor.js";
import { foldCopies } from "../../verify/explain/fold.js";
import type { ArrayPassNode } from "../../verify/explain/passes.js";
import { formatRows, formatValue } from "../values.js";
import type { GraphPicture, PictureNode } from "./picture.js";

export interface PictureStyle {
  /** significant digits of the numbers on the arrows; 4 unless given */
  readonly digits?: number;
  readonly inputsWhereUsed?: boolean;
}

/** Operations that only move entries are folded away. */
export function pictureOf(
  passes: readonly ArrayPassNode[],
  title: string,
  { digits = 4, inputsWhereUsed = false }: PictureStyle = {},
): GraphPicture {
  const folded = foldCopies(passes);
  const used = new Set(folded.flatMap(({ operands }) => operands));
  const reachable = folded.filter(({ node, kind }, i) => kind === "operation" || used.has(node) || i === folded.length - 1);
  return {
    title,
    inputsWhereUsed,
    output: folded.at(-1)?.node ?? 0,
    nodes: reachable.map(({ node, label, name, kind, operands, value, adjoint, active }) => ({
      id: node,
      label,
      kind,
      operands,
      value: formatValue(value, { digits }),
      // Nothing flows back to a constant, so nothing is written there.
      adjoint: active ? formatValue(adjoint, { digits }) : undefined,
      ...(name === undefined ? {} : { name }),
      ...matrixOf(value, active ? adjoint : undefined),
    })),
  };
}

function matrixOf(value: NestedArray, adjoint: NestedArray | undefined): Pick<PictureNode, "matrix"> {
  const rows = formatRows(value);
  return rows === undefined ? {} : { matrix: { value: rows, adjoint: adjoint === undefined ? undefined : formatRows(adjoint) } };
}
