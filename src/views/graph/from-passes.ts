// From the numbers of the two passes to a picture.

import type { PassNode } from "../../verify/explain/passes.js";
import { formatNumber } from "../numbers.js";
import type { GraphPicture } from "./picture.js";

/** @param digits significant digits of the numbers on the arrows */
export function pictureOf(passes: readonly PassNode[], title: string, digits = 4): GraphPicture {
  const reachable = passes.filter(({ kind, uses }, i) => kind === "operation" || uses > 0 || i === passes.length - 1 || isUsed(passes, i));
  return {
    title,
    output: passes.at(-1)?.node ?? 0,
    nodes: reachable.map(({ node, label, kind, operands, value, adjoint }) => ({
      id: node,
      label,
      kind,
      operands,
      value: formatNumber(value, digits),
      // Nothing flows back to a constant, so nothing is written there.
      adjoint: kind === "constant" ? undefined : formatNumber(adjoint, digits),
    })),
  };
}

function isUsed(passes: readonly PassNode[], i: number): boolean {
  const id = passes[i]?.node as number;
  return passes.some(({ operands }) => operands.includes(id));
}
