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

/** Calls after which a way must have paid for its preparation: what would take longer is not prepared at all. Promised are 50; estimates are rough. */
const soon = 40;

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
    ...(suitsLoops
      ? [
          {
            prepare: () => onBuffers(graph, compile(graph, { form: "loops" })),
            cost: loopsCost(graph),
            saved: savedByLoops(interpreting, size),
          },
        ]
      : []),
    { prepare: numbers, cost: programCost(size), saved: soon * (interpreting - runningCost(size)) },
  ];
  const next = ways.find(({ cost, saved }) => cost <= saved);
  const first = () => onBuffers(graph, interpretedInPlace(graph));
  if (next === undefined) return [{ prepare: first, calls: Number.POSITIVE_INFINITY }];
  return [
    { prepare: first, calls: Math.ceil(next.cost / interpreting) },
    { prepare: next.prepare, calls: Number.POSITIVE_INFINITY },
  ];
}

// In nanoseconds, on a machine of 2026; only their ratios matter, and those roughly.

function interpretingCost({ length }: Graph, { entries, called, work }: Sizes): number {
  return 300 + 20 * length + 7.5 * entries + 15 * called + 1.2 * Math.max(0, work - 2 * entries);
}

function programCost({ work }: Sizes): number {
  return 1e5 + 75 * work;
}

function runningCost({ work }: Sizes): number {
  return 600 + 3 * work;
}

function loopsCost({ length }: Graph): number {
  return 12_000 * length;
}

/** In the first calls. What is new to the engine runs slowly, functions above all, until so many entries have told that it is worth optimising. */
function savedByLoops(interpreting: number, { entries, called }: Sizes): number {
  const slowCalls = Math.min(soon, 400_000 / entries);
  const slow = 3.5 * entries + 60 * called;
  const fast = 0.15 * interpreting;
  return slowCalls * (interpreting - slow) + (soon - slowCalls) * (interpreting - fast);
}
