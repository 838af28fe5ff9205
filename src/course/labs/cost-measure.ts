// What a derivative costs by each method: operations and evaluations as the prepared derivatives count them, and time on this machine.

import { forwardMode, reverseMode } from "../../core/differentiators/automatic/index.js";
import type { Differentiator, MethodName } from "../../core/differentiators/differentiator.js";
import { numericalWith } from "../../core/differentiators/numerical/index.js";
import { treeSize } from "../../core/differentiators/symbolic/index.js";
import { symbolicWith } from "../../core/differentiators/symbolic-method.js";
import { interpreter } from "../../core/execute/interpreter.js";
import { graphToNode } from "../../core/formula/index.js";
import type { Graph } from "../../core/graph/graph.js";
import { record } from "../../core/graph/trace.js";
import { lower } from "../../core/primitives/lower.js";
import type { Problem, Sized } from "./cost-problems.js";
import { median } from "./statistics.js";

export const methodNames: readonly MethodName[] = ["numerical", "symbolic", "forward", "reverse"];
/** All with the interpreter, so that times compare methods: numerical differentiation never compiles, and others would in between. */
const methods: Readonly<Record<MethodName, Differentiator>> = {
  numerical: numericalWith({ evaluator: interpreter }),
  symbolic: symbolicWith({ evaluator: interpreter }),
  forward: forwardMode(interpreter),
  reverse: reverseMode(interpreter),
};

export interface Cost {
  /** scalar operations of one derivative, all its evaluations together */
  readonly operations: number;
  /** evaluations of the prepared function */
  readonly evaluations: number;
  /** median over the repeats, in seconds; it depends on the machine and what else it does */
  readonly seconds: number;
}

export interface MethodCost extends Cost {
  /** making the prepared derivative, once */
  readonly preparing: number;
}

export interface CostRow {
  readonly inputs: number;
  readonly outputs: number;
  readonly f: Cost;
  /** methods that would take too long at this size are not there */
  readonly methods: Readonly<Partial<Record<MethodName, MethodCost>>>;
}

export interface CostSweep {
  readonly problem: string;
  readonly formula: string;
  readonly grows: Problem["grows"];
  readonly rows: readonly CostRow[];
}

export interface CostLimits {
  /** fewer, but at least three, where a method takes seconds */
  readonly repeats: number;
  /** milliseconds of one method after which none is repeated any more, once there are three times; 10,000 unless given */
  readonly patience?: number;
  /** milliseconds of calls that make one time; 0.3 unless given: a shorter one says more about the clock, a longer one takes its time */
  readonly shortest?: number;
  /** a method is left out where one derivative would take more operations than this */
  readonly mostOperations: number;
  /** the symbolic method is left out where it would have to rewrite more nodes than this, over all partial derivatives */
  readonly mostNodes: number;
}

/** Starts a watch, which tells the milliseconds since. */
export type Stopwatch = () => () => number;

const byTheClock: Stopwatch = () => {
  const start = performance.now();
  return () => performance.now() - start;
};

/** @param progress  called after each size with the number of sizes done */
export function costSweep(
  problem: Problem,
  sizes: readonly number[],
  limits: CostLimits,
  progress: (done: number) => void = () => {},
  stopwatch: Stopwatch = byTheClock,
): CostSweep {
  const rows: CostRow[] = [];
  sizes.forEach((size, i) => {
    const sized = problem.at(size);
    const { graph } = record(sized.f, sized.point);
    const affordable = methodNames.filter((name) => isAffordable(name, graph, sized, rows, limits));
    // Until JavaScript has compiled what runs often, the first size would seem slow.
    if (i === 0) measured(graph, sized, affordable, limits, stopwatch);
    rows.push(measured(graph, sized, affordable, limits, stopwatch));
    progress(i + 1);
  });
  return { problem: problem.name, formula: problem.formula, grows: problem.grows, rows };
}

/** Foretold from the size before: operations grow at most with the product of what f has and the number of passes. */
function isAffordable(name: MethodName, graph: Graph, { inputs, outputs }: Sized, rows: readonly CostRow[], limits: CostLimits): boolean {
  const before = rows.at(-1);
  if (before === undefined) return true;
  const cost = before.methods[name];
  if (cost === undefined) return false;
  if (name === "symbolic" && rewritten(graph, inputs) > limits.mostNodes) return false;
  const growth = (inputs * outputs) / (before.inputs * before.outputs);
  const passes = name === "reverse" ? outputs / before.outputs : name === "symbolic" ? 1 : inputs / before.inputs;
  return cost.operations * growth * passes <= limits.mostOperations;
}

/** Nodes of f as a tree, once for each input: what the rules look at. */
function rewritten(graph: Graph, inputs: number): number {
  const scalars = lower(graph);
  return inputs * scalars.outputs.reduce((total, output) => total + treeSize(graphToNode(scalars, output)), 0);
}

interface Runner {
  readonly counts: { readonly operations: number; readonly evaluations: number };
  readonly preparing: number;
  /** calls that fill the shortest time worth measuring */
  readonly batch: number;
  readonly call: () => void;
}

function measured(
  graph: Graph,
  { point, inputs, outputs }: Sized,
  names: readonly MethodName[],
  { repeats, shortest = 0.3, patience = 10_000 }: CostLimits,
  stopwatch: Stopwatch,
): CostRow {
  const operator = graph.shape(graph.outputs[0] as number).length > 0 ? "jacobian" : "gradient";
  const prepare = (method: Differentiator, what: "value" | typeof operator): Runner => {
    const time = stopwatch();
    // In place: what a call with points costs at any size, for names and nested arrays, would be most of a small f.
    const { run, cost } = method.prepare(graph, what).buffers(point);
    const preparing = time() / 1000;
    const batch = batchFor(run, shortest, stopwatch);
    return { counts: cost(), preparing, batch, call: run };
  };
  const plain = prepare(methods.reverse, "value");
  const runners = names.map((name) => prepare(methods[name], operator));
  const [own, ...seconds] = interleaved([plain, ...runners], { repeats, patience }, stopwatch);
  const costs = names.map((name, i): [MethodName, MethodCost] => {
    const { counts, preparing } = runners[i] as Runner;
    return [name, { ...counts, seconds: seconds[i] as number, preparing }];
  });
  return { inputs, outputs, f: { ...plain.counts, seconds: own as number }, methods: Object.fromEntries(costs) };
}

/** As many times as a median needs. */
const fewestRepeats = 3;

/**
 * Median seconds of each call. They take turns, so that whatever slows the machine down for a while slows all of them, and end together,
 * so that the median of each is over the same while.
 */
function interleaved(
  runners: readonly Runner[],
  { repeats, patience }: Required<Pick<CostLimits, "repeats" | "patience">>,
  stopwatch: Stopwatch,
): number[] {
  const times = runners.map((): number[] => []);
  const spent = runners.map(() => 0);
  for (let repeat = 0; repeat < repeats; repeat++) {
    if (repeat >= fewestRepeats && Math.max(...spent) > patience) break;
    runners.forEach(({ call, batch }, i) => {
      const time = stopwatch();
      for (let k = 0; k < batch; k++) call();
      const took = time();
      times[i]?.push(took / batch / 1000);
      spent[i] = (spent[i] as number) + took;
    });
  }
  return times.map(median);
}

/** Of a watch that stands still, or a call of some nanoseconds. */
const callsPerMillisecond = 800;

/** Doubled until it fills that time: the first calls are slower than those that follow. */
function batchFor(call: () => void, shortest: number, stopwatch: Stopwatch): number {
  for (let batch = 1; ; batch *= 2) {
    const time = stopwatch();
    for (let k = 0; k < batch; k++) call();
    if (time() >= shortest || batch >= callsPerMillisecond * shortest) return batch;
  }
}
