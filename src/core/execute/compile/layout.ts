// Where the entries of each node stand in the memory of a compiled graph.

import type { NodeId } from "../../graph/graph.js";
import { sizeOf } from "../../graph/shape.js";
import { scratchFor } from "../products/memory.js";
import type { Plan } from "./plan.js";
import type { Region } from "./scalar-program.js";

export interface Layout {
  /** of nodes that are stored or have one entry */
  readonly offsets: Float64Array;
  readonly inputs: readonly Region[];
  readonly outputs: readonly Region[];
  /** an output that is an input or a constant is copied, so that nobody can change those through it */
  readonly copies: readonly { readonly from: number; readonly to: number; readonly size: number }[];
  readonly scratch: number;
  readonly size: number;
  /** scalar multiplications of all matrix products */
  readonly multiplications: number;
}

export function layoutOf({ graph, steps, stored, alias }: Plan): Layout {
  const offsets = new Float64Array(graph.length);
  let end = 0;
  const reserve = (size: number) => {
    const start = end;
    end += size;
    return start;
  };
  // Such a carry writes an entry before and one behind its node.
  const padded = new Set(
    steps.flatMap((step) => (step.kind === "loop" ? step.carries : [])).flatMap(({ node, offset }) => (offset < 0 ? [node] : [])),
  );
  let widest = 0;
  let multiplications = 0;
  for (let node = 0; node < graph.length; node++) {
    const size = sizeOf(graph.shape(node));
    const primitive = graph.primitive(node);
    if (padded.has(node)) offsets[node] = reserve(size + 2) + 1;
    else if (primitive === "input" || stored[node] === 1 || size === 1) offsets[node] = reserve(size);
    if (primitive !== "matmul") continue;
    const [, k = 0] = graph.shape(graph.operand(node, 0));
    widest = Math.max(widest, k);
    multiplications += size * k;
  }
  const copies: Layout["copies"][number][] = [];
  const outputs = graph.outputs.map((output) => {
    const { node, offset } = alias(output);
    const size = sizeOf(graph.shape(output));
    const from = (offsets[node] as number) + offset;
    if (graph.operandCount(node) > 0) return { start: from, size };
    const to = reserve(size);
    copies.push({ from, to, size });
    return { start: to, size };
  });
  const inputs = graph.inputs.map(({ node, shape }) => ({ start: offsets[node] as number, size: sizeOf(shape) }));
  const scratch = reserve(scratchFor(widest));
  return { offsets, inputs, outputs, copies, scratch, size: end, multiplications };
}

/** Writes the constants where they stand. */
export function placeConstants({ graph, stored }: Plan, { offsets }: Layout, memory: Float64Array): void {
  for (let node: NodeId = 0; node < graph.length; node++) {
    if (graph.primitive(node) !== "constant") continue;
    const value = graph.attribute(node) as number | Float64Array;
    if (typeof value === "number") memory[offsets[node] as number] = value;
    else if (stored[node] === 1 || value.length === 1) memory.set(value, offsets[node]);
  }
}
