// After how many evaluations compiling has paid: each way is begun anew on a function that was never met, and timed call by call.

import { pullback } from "../../src/core/differentiators/automatic/linearise.js";
import { adaptive, compiled } from "../../src/core/execute/compiled.js";
import type { Evaluator, InputValues } from "../../src/core/execute/evaluator.js";
import { interpreter } from "../../src/core/execute/interpreter.js";
import { type Stage, stagesOf } from "../../src/core/execute/stages.js";
import type { Graph } from "../../src/core/graph/graph.js";
import { type Nested, toTensor } from "../../src/core/graph/tensor.js";
import { record, type TracedFunction, type Value } from "../../src/core/graph/trace.js";
import { mul } from "../../src/core/primitives/index.js";
import { median } from "../../src/course/labs/statistics.js";
import type { Problem } from "../tasks/problem.js";
import { chain, logLoss, network, networks, product, rosenbrock } from "../tasks/problems.js";
import { pointOf, programOf } from "../tasks/program.js";
import { computed } from "./interleaved.js";

export interface BreakEven {
  readonly title: string;
  /** false: it would not pay soon, and `adaptive` interprets for good */
  readonly compiles: boolean;
  /** seconds of the first call, preparing included, and of one of the last */
  readonly first: Readonly<Record<Way, number>>;
  readonly last: Readonly<Record<Way, number>>;
  /** evaluations from which on a way, taken from the beginning, has cost no more than interpreting all of them */
  readonly pays: Readonly<Partial<Record<Way, number>>>;
  /** the most that `adaptive` took over the way that was best for so many evaluations */
  readonly worst: { readonly ratio: number; readonly calls: number };
  /** evaluations that were measured */
  readonly calls: number;
}

/** "next" is what `adaptive` takes after the interpreter: a program of numbers, or loops. "compiled" is what buffers run. */
export type Way = "interpreted" | "next" | "compiled" | "adaptive";

type Prepare = NonNullable<Evaluator["outputs"]>;

/** For outputs alone, which is all that a gradient reads. */
const ways: Readonly<Record<Way, Prepare>> = {
  interpreted: interpreter.outputs as Prepare,
  next: (graph) => (stagesOf(graph).at(-1) as Stage).prepare(),
  compiled: compiled.outputs as Prepare,
  adaptive: adaptive.outputs as Prepare,
};

const makers: readonly (() => Problem)[] = [
  product,
  ...[3, 100, 10_000].map((n) => () => logLoss(n)),
  ...[10, 100, 1000].map((n) => () => rosenbrock(n, "vectors")),
  ...[10, 100, 1000].map((n) => () => rosenbrock(n, "scalars")),
  ...Object.values(networks).map((shape) => () => network(shape)),
  ...[100, 1000, 10_000].map((length) => () => chain(length)),
];

/** Calls after which the clock is looked at: close together at first, never far in proportion. */
const checkpoints: readonly number[] = Array.from({ length: 70 }, (_, i) => (i < 10 ? i + 1 : Math.round(10 * 1.12 ** (i - 9))));

/** @param budget  seconds for one way on one function */
export function measureBreakEven(repeats: number, budget: number): readonly BreakEven[] {
  // Until JavaScript has compiled what compiles, the first functions would seem slow.
  for (let k = 1; k <= 60; k++) warmUp(budget);
  return makers.map((make, position) => breakEvenOf(make(), position, repeats, budget));
}

/** Functions that are soon prepared, and between them take every way: statements, loops and matrix products. */
const warming: readonly (() => Problem)[] = [
  () => rosenbrock(10, "scalars"),
  () => rosenbrock(100, "vectors"),
  ...Object.values(networks)
    .slice(0, 2)
    .map((shape) => () => network(shape)),
];

let warmed = 0;

/** Each way on functions that are others each time. */
function warmUp(budget: number): void {
  for (const make of warming) {
    for (const way of wayNames) totals(ways[way], fresh(make(), --warmed), 20, budget);
  }
}

const wayNames = Object.keys(ways) as Way[];

function breakEvenOf(problem: Problem, position: number, repeats: number, budget: number): BreakEven {
  const curves: Record<Way, number[][]> = { interpreted: [], next: [], compiled: [], adaptive: [] };
  let points = checkpoints.length;
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [i, way] of wayNames.entries()) {
      // The engine drops compiled code that was not called for a while.
      warmUp(budget);
      // And it remembers what it has compiled: each time it is another function.
      const graph = fresh(problem, 1 + 100 * position + wayNames.length * repeat + i);
      const curve = totals(ways[way], graph, points, budget);
      points = Math.min(points, curve.length);
      curves[way].push(curve);
    }
  }
  const total = (way: Way, point: number) => median(curves[way].map((curve) => curve[point] as number));
  const byWay = (value: (way: Way) => number) => Object.fromEntries(wayNames.map((way) => [way, value(way)])) as Record<Way, number>;
  const pays: Partial<Record<Way, number>> = {};
  let worst = { ratio: 0, calls: 0 };
  for (let point = 0; point < points; point++) {
    const calls = checkpoints[point] as number;
    const { adaptive: chosen, ...others } = byWay((way) => total(way, point));
    const ratio = chosen / Math.min(...Object.values(others));
    if (ratio > worst.ratio) worst = { ratio, calls };
    for (const way of wayNames) if (total(way, point) <= others.interpreted) pays[way] ??= calls;
  }
  const end = points - 1;
  const before = Math.max(0, points - 7);
  const between = (checkpoints[end] as number) - (checkpoints[before] as number);
  return {
    title: problem.title,
    compiles: stagesOf(fresh(problem, 0).graph).length > 1,
    first: byWay((way) => total(way, 0)),
    last: byWay((way) => (between === 0 ? total(way, end) : (total(way, end) - total(way, before)) / between)),
    pays,
    worst,
    calls: checkpoints[end] as number,
  };
}

/** Value and gradient of the function times a number of its own. */
function fresh(problem: Problem, number: number): { readonly graph: Graph; readonly inputs: InputValues } {
  const program = programOf(problem);
  const f: TracedFunction = (inputs) => mul(program.f(inputs) as Value, 1 + number / 1024);
  const point = pointOf(program);
  const { graph } = record(f, point);
  return {
    // What a prepared gradient evaluates.
    graph: pullback(
      graph,
      graph.inputs.map((_, i) => i),
      "one",
    ),
    inputs: graph.inputs.map(({ name }) => toTensor(point[name] as Nested).data),
  };
}

/**
 * Seconds after each checkpoint, from before preparing. Between two of them the time by the clock or by the processor counts, whichever is
 * less: on a busy machine others run in between.
 */
function totals(way: Prepare, { graph, inputs }: ReturnType<typeof fresh>, most: number, budget: number): number[] {
  globalThis.gc?.({ type: "minor" });
  const after: number[] = [];
  let [clock, processor] = [performance.now(), computed()];
  const evaluate = way(graph);
  for (let call = 1, passed = 0; after.length < most && passed < budget; call++) {
    evaluate(inputs);
    if (call < (checkpoints[after.length] as number)) continue;
    const [now, used] = [performance.now(), computed()];
    passed += Math.min(now - clock, used - processor) / 1000;
    [clock, processor] = [now, used];
    after.push(passed);
  }
  return after;
}
