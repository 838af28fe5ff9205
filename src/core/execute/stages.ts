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

/**
 * A stage ends when it has cost as much as preparing the next one: whoever stops calling at the worst moment, right after that, has paid
 * twice. Where a function has many calls, what came before the last stage is little beside it.
 */
export function stagesOf(graph: Graph): Stage[] {
  const size = sizes(graph);
  const code = { prepare: () => onBuffers(graph, compile(graph)), calls: Number.POSITIVE_INFINITY };
  const interpreting = { prepare: () => interpreter(graph), cost: interpretingCost(graph, size) };
  if (size.suits === "loops") return [{ ...interpreting, calls: Math.ceil(loopsCost(graph) / interpreting.cost) }, code];
  const numbers = { prepare: () => onBuffers(graph, program(graph)), calls: Math.ceil(codeCost(size) / runningCost(size)) };
  if (graph.length > largest) return [numbers, code];
  return [{ ...interpreting, calls: Math.ceil(programCost(graph, size) / interpreting.cost) }, numbers, code];
}

// In nanoseconds, on a machine of 2026; only their ratios matter, and those roughly.

function interpretingCost({ length }: Graph, { work }: Sizes): number {
  return 2000 + 40 * length + 10 * work;
}

function programCost({ length }: Graph, { work }: Sizes): number {
  return 3e4 + 150 * length + 150 * work;
}

function runningCost({ work }: Sizes): number {
  return 700 + 4 * work;
}

function codeCost({ nodes, work }: Sizes): number {
  return 2e5 + 2000 * nodes + 3000 * work;
}

function loopsCost({ length }: Graph): number {
  return 2e5 + 7000 * length;
}
