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
import { type CostLimits, type CostSweep, costSweep, methodNames } from "../../src/course/labs/cost-measure.js";
import { type Problem as Growing, logLoss, rosenbrock } from "../../src/course/labs/cost-problems.js";
import type { PowerLaw } from "../../src/course/labs/fit.js";
import type { Problem } from "../tasks/problem.js";
import { pointOf, programOf } from "../tasks/program.js";
import { computed } from "./interleaved.js";

/** Gradient over f at one size; a method that would take too long is not there. */
export interface GrowthRow {
  readonly n: number;
  readonly operations: Readonly<Partial<Record<MethodName, number>>>;
  readonly seconds: Readonly<Partial<Record<MethodName, number>>>;
  /** nodes of all symbolic partial derivatives, each written out as a tree, and their operations with common parts shared */
  readonly symbolicTree?: number;
  readonly symbolicShared?: number;
}

export interface Growth {
  readonly title: string;
  readonly rows: readonly GrowthRow[];
  /** the first n that counts for the laws of time */
  readonly timedFrom: number;
  /** of the ratio over n */
  readonly laws: Readonly<Record<Measure, Readonly<Partial<Record<MethodName, PowerLaw>>>>>;
}

/**
 * Times count from the first n at which f takes so many times the least that it takes at any: below, they say more about what any call costs
 * (the walk from node to node, arrays for the results) than about n.
 */
export const dominated = 2;

const series: readonly { readonly problem: Growing; readonly largest: number; readonly limits: CostLimits }[] = [
  // Beyond 4,096 the interpreter's arrays come from the system anew in every pass, which takes longer than the arithmetic.
  { problem: logLoss, largest: 4096, limits: { repeats: 21, mostOperations: 1e8, mostNodes: 2e5 } },
  { problem: rosenbrock, largest: 1024, limits: { repeats: 21, mostOperations: 3e7, mostNodes: 2e5 } },
];

const quickly = { largest: 256, limits: { repeats: 3, mostOperations: 1e6, mostNodes: 2e4 } };

export function measureGrowth(isQuick: boolean): readonly Growth[] {
  return series.map(({ problem, ...whole }) => {
    const { largest, limits } = isQuick ? quickly : whole;
    const sizes = Array.from({ length: Math.log2(largest) - 1 }, (_, i) => 4 * 2 ** i);
    // By the processor: on a busy machine others run in between.
    const sweep = costSweep(problem, sizes, limits, () => {}, computed);
    const rows = sweep.rows.map(
      (row): GrowthRow => ({
        n: row.inputs,
        operations: byMethod((method) => ratio(row, method, "operations")),
        seconds: byMethod((method) => ratio(row, method, "seconds")),
        ...(row.methods.symbolic === undefined ? {} : symbolicSizes(problem, row.inputs)),
      }),
    );
    const least = Math.min(...sweep.rows.map(({ f }) => f.seconds));
    const timed = sweep.rows.filter(({ f }) => f.seconds >= dominated * least);
    const laws = (from: CostSweep, measure: Measure) => byMethod((method) => growth(from, method, measure));
    return {
      title: `${problem.name}: ${problem.formula}`,
      rows,
      timedFrom: timed[0]?.inputs ?? largest,
      laws: { operations: laws(sweep, "operations"), seconds: laws({ ...sweep, rows: timed }, "seconds") },
    };
  });
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

/** Operations of value and gradient by reverse mode, over those of the value. */
export interface ReverseRow {
  readonly task: string;
  readonly title: string;
  readonly value: number;
  readonly valueAndGradient: number;
}

export function reverseOperations(problem: Problem): ReverseRow {
  const program = programOf(problem);
  const { graph } = record(program.f, pointOf(program));
  const point = pointOf(program);
  return {
    task: problem.task,
    title: problem.title,
    value: reverse.prepare(graph, "value")(point).operations,
    valueAndGradient: reverse.prepare(graph, "gradient")(point).operations,
  };
}
