// From the numbers of the two passes to a picture.

import type { PassNode } from "../../verify/explain/passes.js";
import { formatNumber } from "../numbers.js";
import type { GraphPicture } from "./picture.js";

/** @param digits significant digits of the numbers on the arrows */
export function pictureOf(passes: readonly PassNode[], title: string, digits = 4): GraphPicture {
  const used = new Set(passes.flatMap(({ operands }) => operands));
  const reachable = passes.filter(({ node, kind }, i) => kind === "operation" || used.has(node) || i === passes.length - 1);
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
