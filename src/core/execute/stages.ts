// The ways in which `adaptive` evaluates a graph, one after the other, and how many calls each serves.

import type { Graph } from "../graph/graph.js";
import { compile, program, type Sizes, sizes } from "./compile/compile.js";
import type { Estimate, InputValues } from "./evaluator.js";
import { interpretedInPlace } from "./interpreter.js";
import { onBuffers } from "./on-buffers.js";

export interface Stage {
  readonly prepare: () => (inputs: InputValues) => readonly Estimate[];
  /** until the next stage */
  readonly calls: number;
}

/** Calls after which a way must have paid for its preparation; one that would take longer is not prepared at all. */
const soon = 50;

/** A larger graph is a program of numbers from the beginning: it takes less memory than the interpreter, and is soon made. */
const largest = 100_000;

/** Operations of a node from which on a loop is worth its beginning. */
const fewInLoops = 8;

/**
 * The interpreter, and what follows it: loops over vectors and matrices, a program of numbers, or nothing. It follows when interpreting has
 * cost as much as preparing it (the rule for renting or buying skis): a function with fewer calls than would pay is never prepared further,
 * and whoever stops calling at the worst moment, right after it was, has paid about twice.
 */
export function stagesOf(graph: Graph): Stage[] {
  const size = sizes(graph);
  const numbers = () => onBuffers(graph, program(graph));
  const suitsLoops = size.suits === "loops" || size.work > fewInLoops * size.nodes;
  if (graph.length > largest && !suitsLoops) return [{ prepare: numbers, calls: Number.POSITIVE_INFINITY }];
  const interpreting = interpretingCost(graph, size);
  const ways = [
    // What is new to the engine runs slowly at first: half of the time is all that is counted as saved.
    ...(suitsLoops
      ? [{ prepare: () => onBuffers(graph, compile(graph, { form: "loops" })), cost: loopsCost(graph), saving: interpreting / 2 }]
      : []),
    { prepare: numbers, cost: programCost(graph, size), saving: interpreting - runningCost(size) },
  ];
  const next = ways.find(({ cost, saving }) => cost <= soon * saving);
  const first = () => onBuffers(graph, interpretedInPlace(graph));
  if (next === undefined) return [{ prepare: first, calls: Number.POSITIVE_INFINITY }];
  return [
    { prepare: first, calls: Math.ceil(next.cost / interpreting) },
    { prepare: next.prepare, calls: Number.POSITIVE_INFINITY },
  ];
}

// In nanoseconds, on a machine of 2026; only their ratios matter, and those roughly.

function interpretingCost({ length }: Graph, { work }: Sizes): number {
  return 1500 + 40 * length + 10 * work;
}

function programCost({ length }: Graph, { work }: Sizes): number {
  return 1e5 + 150 * length + 50 * work;
}

function runningCost({ work }: Sizes): number {
  return 700 + 8.5 * work;
}

function loopsCost({ length }: Graph): number {
  return 5e5 + 8000 * length;
}
