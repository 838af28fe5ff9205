// Complexity: operations and time of each method's gradient over those of f, as n grows; and reverse mode on every task.

import { reverse } from "../../src/core/differentiators/automatic/index.js";
import type { MethodName } from "../../src/core/differentiators/differentiator.js";
import { derivativeSize } from "../../src/core/differentiators/symbolic/index.js";
import { symbolic } from "../../src/core/differentiators/symbolic-method.js";
import { operations } from "../../src/core/execute/operations.js";
import { graphToNode } from "../../src/core/formula/index.js";
import type { Graph } from "../../src/core/graph/graph.js";
import { record } from "../../src/core/graph/trace.js";
import { lower } from "../../src/core/primitives/lower.js";
import { share } from "../../src/core/primitives/share.js";
import { growth, type Measure, ratio } from "../../src/course/labs/cost-findings.js";
import {
  type Cost,
  type CostLimits,
  type CostRow,
  type CostSweep,
  costSweep,
  methodNames,
  type Stopwatch,
} from "../../src/course/labs/cost-measure.js";
import { type Problem as Growing, logLoss, rosenbrock, type Sized } from "../../src/course/labs/cost-problems.js";
import type { PowerLaw } from "../../src/course/labs/fit.js";
import type { Problem } from "../tasks/problem.js";
import { pointOf, programOf } from "../tasks/program.js";
import { computed, interleaved, type Timing } from "./interleaved.js";
import type { Settings } from "./settings.js";

/** Gradient over f at one size; a method that would take too long is not there. */
export interface GrowthRow {
  readonly n: number;
  readonly operations: Readonly<Partial<Record<MethodName, number>>>;
  readonly seconds: Readonly<Partial<Record<MethodName, number>>>;
  /** value and gradient by reverse mode over the value, both compiled and in place */
  readonly compiledReverse: number;
  /** nodes of all symbolic partial derivatives, each written out as a tree, and their operations with common parts shared */
  readonly symbolicTree?: number;
  readonly symbolicShared?: number;
}

export interface Growth {
  readonly title: string;
  readonly rows: readonly GrowthRow[];
  /** of the ratio over n */
  readonly laws: Readonly<Record<Measure, Readonly<Partial<Record<MethodName, PowerLaw>>>>>;
}

/**
 * Times count where both f and one evaluation of what the method runs take so many times the least that they take at any n: below, they say
 * more about what any evaluation costs (the walk from node to node, the bookkeeping of a call) than about n.
 */
export const dominated = 10;

/**
 * And where numerical differentiation takes as many samples for each input as at the largest n, give or take this share: while their number
 * falls, time tells of that.
 */
const alike = 0.02;

const doubling = (from: number, to: number) => Array.from({ length: Math.log2(to / from) + 1 }, (_, i) => from * 2 ** i);

/** Milliseconds: f takes a microsecond, and right after seconds of another method its first thousands of calls are slow. */
const shortest = 20;
/** Milliseconds: a call of numerical differentiation takes seconds, and is repeated for a minute. */
const patience = 60_000;

const series: readonly { readonly problem: Growing; readonly sizes: readonly number[]; readonly limits: CostLimits }[] = [
  {
    problem: logLoss,
    // One dot product: it takes thousands of numbers until it takes longer than the rest of an evaluation.
    sizes: [...doubling(4, 8192), 12288, 16384, 24576],
    limits: { repeats: 21, shortest, patience, mostOperations: 2e10, mostNodes: 2e5 },
  },
  {
    problem: rosenbrock,
    sizes: doubling(4, 2048),
    limits: { repeats: 21, shortest, patience, mostOperations: 2e9, mostNodes: 2e5 },
  },
];

const quickly = { sizes: doubling(4, 256), limits: { repeats: 3, mostOperations: 1e6, mostNodes: 2e4 } };

/** The lesser of the two, as in `interleaved`. */
const ownTime: Stopwatch = () => {
  const [start, begun] = [performance.now(), computed()];
  return () => Math.min(performance.now() - start, computed() - begun);
};

/** @param tell  says after each size that the work goes on: all sizes take minutes */
export function measureGrowth(settings: Settings, isQuick: boolean, tell: (about: string) => void): readonly Growth[] {
  return series.map(({ problem, ...whole }) => {
    const { sizes, limits } = isQuick ? quickly : whole;
    const sweep = costSweep(problem, sizes, limits, (done) => tell(`${done} sizes of ${problem.name}`), ownTime);
    const rows = sweep.rows.map(
      (row): GrowthRow => ({
        n: row.inputs,
        operations: byMethod((method) => ratio(row, method, "operations")),
        seconds: byMethod((method) => ratio(row, method, "seconds")),
        compiledReverse: compiledReverse(problem.at(row.inputs), settings),
        ...(row.methods.symbolic === undefined ? {} : symbolicSizes(problem, row.inputs)),
      }),
    );
    return {
      title: `${problem.name}: ${problem.formula}`,
      rows,
      laws: {
        operations: byMethod((method) => growth(sweep, method, "operations")),
        seconds: byMethod((method) => growth({ ...sweep, rows: timed(sweep, method) }, method, "seconds")),
      },
    };
  });
}

/** The rows whose times count for a method. */
function timed({ rows }: CostSweep, method: MethodName): readonly CostRow[] {
  const known = rows.filter(({ methods }) => methods[method] !== undefined);
  const cost = ({ methods }: CostRow) => methods[method] as Cost;
  const dominates = (of: (row: CostRow) => number) => {
    const least = Math.min(...known.map(of));
    return (row: CostRow) => of(row) >= dominated * least;
  };
  const samples = (row: CostRow) => cost(row).evaluations / row.inputs;
  const last = known.at(-1);
  return known
    .filter(dominates(({ f }) => f.seconds))
    .filter(dominates((row) => cost(row).seconds / cost(row).evaluations))
    .filter((row) => method !== "numerical" || Math.abs(samples(row) / samples(last as CostRow) - 1) <= alike);
}

/** What there is for each method. */
function byMethod<T>(value: (method: MethodName) => T | undefined): Partial<Record<MethodName, T>> {
  return Object.fromEntries(methodNames.map((method) => [method, value(method)]).filter(([, known]) => known !== undefined)) as Partial<
    Record<MethodName, T>
  >;
}

function symbolicSizes(problem: Growing, n: number): Pick<GrowthRow, "symbolicTree" | "symbolicShared"> {
  const { f, point } = problem.at(n);
  const { graph } = record(f, point);
  const gradient = (symbolic.graph as NonNullable<typeof symbolic.graph>)(graph, "gradient");
  return { symbolicTree: treeOfPartials(graph), symbolicShared: operations(share(gradient)) };
}

/** Counted, not written out. */
function treeOfPartials(graph: Graph): number {
  const scalars = lower(graph);
  const tree = graphToNode(scalars);
  return scalars.inputs.reduce((total, { name, shape: [entries] }) => {
    const partials = entries === undefined ? [name] : Array.from({ length: entries }, (_, i) => `${name}[${i + 1}]`);
    return total + partials.reduce((sum, variable) => sum + derivativeSize(tree, variable), 0);
  }, 0);
}

/** Value and gradient by reverse mode, and the value alone: operations, and seconds of one call, compiled and in place. */
export interface ReverseRow {
  readonly task: string;
  readonly title: string;
  readonly value: number;
  readonly valueAndGradient: number;
  /** of the times */
  readonly ratio: number;
}

export function reverseCost(problem: Problem, settings: Settings): ReverseRow {
  const program = programOf(problem);
  const sized = { f: program.f, point: pointOf(program) };
  const { graph } = record(sized.f, sized.point);
  return {
    task: problem.task,
    title: problem.title,
    value: reverse.prepare(graph, "value")(sized.point).operations,
    valueAndGradient: reverse.prepare(graph, "gradient")(sized.point).operations,
    ratio: compiledReverse(sized, settings),
  };
}

/** Time of value and gradient over that of the value. */
function compiledReverse({ f, point }: Pick<Sized, "f" | "point">, settings: Settings): number {
  const { graph } = record(f, point);
  const runs = (["value", "gradient"] as const).map((what) => reverse.prepare(graph, what).buffers(point).run);
  const [value, gradient] = interleaved(runs, settings) as [Timing, Timing];
  return gradient.seconds / value.seconds;
}
