// Where a formula is not smooth, not defined or too large at a point: what a verdict has to look at.

import { activeNodes } from "../../core/differentiators/automatic/activity.js";
import type { Evaluation } from "../../core/execute/evaluator.js";
import { takenNodes } from "../../core/execute/taken.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { type ElementwiseRow, rowOf } from "../../core/primitives/row.js";
import { runningBounds } from "../bounds/running.js";

export interface Site {
  readonly node: NodeId;
  readonly primitive: string;
  readonly operands: readonly number[];
  /** the domain that is left, or the convention at the kink */
  readonly text: string;
}

export interface Sites {
  /** operands outside the domain of a primitive */
  readonly outside: readonly Site[];
  /** results that are not finite although their operands are, inside the domain */
  readonly overflow: readonly Site[];
  /** points of the domain where a derivative is infinite or undefined */
  readonly singular: readonly Site[];
  /** arguments that stand on a kink, as far as their own rounding error can tell */
  readonly kinks: readonly Site[];
}

/**
 * Looks at every node of a scalar graph that the value depends on, along the branches taken.
 * @param graph a lowered graph (one node for each scalar)
 * @param wrt   nodes of the inputs that are differentiated by: only what depends on them can be a kink
 */
export function findSites(graph: Graph, evaluation: Evaluation, wrt: readonly NodeId[]): Sites {
  const taken = takenNodes(graph, evaluation);
  const active = activeNodes(graph, wrt);
  const errors = runningBounds(graph, evaluation);
  const sites = { outside: [] as Site[], overflow: [] as Site[], singular: [] as Site[], kinks: [] as Site[] };
  for (let node = 0; node < graph.length; node++) {
    const primitive = graph.primitive(node);
    if (taken[node] !== 1 || primitive === "input" || primitive === "constant") continue;
    const row = rowOf(primitive);
    if (row.kind !== "elementwise") continue;
    const nodes = graph.operands(node);
    const operands = nodes.map((operand) => evaluation.node(operand)[0] as number);
    const site = (text: string): Site => ({ node, primitive, operands, text });
    const [x = 0, y = 0] = operands;
    const defined = row.domain?.(x, y) ?? true;
    const result = evaluation.node(node)[0] as number;
    if (!defined) sites.outside.push(site(row.domainText ?? ""));
    else if (!Number.isFinite(result) && operands.every(Number.isFinite)) sites.overflow.push(site(""));
    if (active[node] !== 1) continue;
    if (
      defined &&
      row.singular?.(
        x,
        y,
        nodes.map((operand) => active[operand] === 1),
      ) === true
    )
      sites.singular.push(site("")); // slope
    const error = nodes.reduce((total, operand) => total + (errors[operand] as number), 0);
    for (const kink of kinksOf(row)) {
      if (Math.abs(kink.distance(x, y)) <= error) sites.kinks.push(site(kink.convention));
    }
  }
  return sites;
}

function kinksOf(row: ElementwiseRow) {
  return row.kinks ?? [];
}
