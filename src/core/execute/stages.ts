// The ways in which `adaptive` evaluates a graph, one after the other, and how many calls each serves.

import type { Graph } from "../graph/graph.js";
import { compile, program, type Sizes, sizes } from "./compile/compile.js";
import type { Evaluation, InputValues } from "./evaluator.js";
import { interpreter } from "./interpreter.js";
import { onBuffers } from "./on-buffers.js";

export interface Stage {
  readonly prepare: () => (inputs: InputValues) => Evaluation;
  /** until the next stage */
  readonly calls: number;
}

/** A larger graph is a program of numbers from the beginning: it takes less memory than the interpreter, and is soon made. */
const largest = 100_000;

/** Operations of a node from which on a loop is worth its beginning. */
const fewInLoops = 8;

/**
 * A stage ends when it has cost as much as preparing the next one (the rule for renting or buying skis): a function with fewer calls than
 * would pay is never prepared further, and whoever stops calling at the worst moment, right after it was, has paid about twice. With many
 * calls, what came before the last stage is little beside it.
 */
export function stagesOf(graph: Graph): Stage[] {
  const size = sizes(graph);
  const last = { calls: Number.POSITIVE_INFINITY };
  const interpreting = { prepare: () => interpreter(graph), cost: interpretingCost(graph, size) };
  // Loops are as short for long vectors as for short ones; statements would be many.
  if (size.suits === "loops" || size.work > fewInLoops * size.nodes) {
    const loops = { prepare: () => onBuffers(graph, compile(graph, { form: "loops" })), ...last };
    return [{ ...interpreting, calls: Math.ceil(loopsCost(graph) / interpreting.cost) }, loops];
  }
  const code = { prepare: () => onBuffers(graph, compile(graph)), ...last };
  const numbers = { prepare: () => onBuffers(graph, program(graph)), calls: Math.ceil(codeCost(size) / runningCost(size)) };
  if (graph.length > largest) return [numbers, code];
  return [{ ...interpreting, calls: Math.ceil(programCost(graph, size) / interpreting.cost) }, numbers, code];
}

// In nanoseconds, on a machine of 2026; only their ratios matter, and those roughly.

function interpretingCost({ length }: Graph, { work }: Sizes): number {
  return 2000 + 40 * length + 10 * work;
}

function programCost({ length }: Graph, { work }: Sizes): number {
  return 1e5 + 150 * length + 50 * work;
}

function runningCost({ work }: Sizes): number {
  return 700 + 4 * work;
}

function codeCost({ nodes, work }: Sizes): number {
  return 4e5 + 1000 * nodes + 1000 * work;
}

function loopsCost({ length }: Graph): number {
  return 5e5 + 8000 * length;
}
