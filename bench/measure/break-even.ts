// After how many evaluations compiling has paid: each way is begun anew on a function that was never met, and timed call by call.

import { reverse } from "../../src/core/differentiators/automatic/index.js";
import { adaptive, compiled } from "../../src/core/execute/compiled.js";
import type { Evaluator, InputValues } from "../../src/core/execute/evaluator.js";
import { interpreter } from "../../src/core/execute/interpreter.js";
import type { Graph } from "../../src/core/graph/graph.js";
import { type Nested, toTensor } from "../../src/core/graph/tensor.js";
import { record, type TracedFunction, type Value } from "../../src/core/graph/trace.js";
import { mul } from "../../src/core/primitives/index.js";
import { median } from "../../src/course/labs/statistics.js";
import type { Problem } from "../tasks/problem.js";
import { chain, logLoss, network, networks, product, rosenbrock } from "../tasks/problems.js";
import { pointOf, programOf } from "../tasks/program.js";

export interface BreakEven {
  readonly title: string;
  /** seconds: of the first call, which prepares; and of one of the last */
  readonly first: Readonly<Record<Way, number>>;
  readonly last: Readonly<Record<Way, number>>;
  /** evaluations from which on compiling at once has cost less than interpreting all; undefined: not among those measured */
  readonly pays?: number;
  /** evaluations that were measured */
  readonly calls: number;
  /** the most that adaptive took over the better of the two others, after any number of evaluations, and after how many */
  readonly worst: { readonly ratio: number; readonly calls: number };
}

type Way = "interpreted" | "compiled" | "adaptive";
const ways: Readonly<Record<Way, Evaluator>> = { interpreted: interpreter, compiled, adaptive };

const makers: readonly (() => Problem)[] = [
  product,
  ...[3, 100, 10_000].map((n) => () => logLoss(n)),
  ...[10, 100, 1000].map((n) => () => rosenbrock(n, "vectors")),
  ...[10, 100, 1000].map((n) => () => rosenbrock(n, "scalars")),
  ...Object.values(networks).map((shape) => () => network(shape)),
  ...[1000, 100_000].map((length) => () => chain(length)),
];

/** @param budget  seconds for one way on one function */
export function measureBreakEven(repeats: number, mostCalls: number, budget: number): readonly BreakEven[] {
  // Until JavaScript has compiled what compiles, the first functions would seem slow.
  for (let k = 1; k <= 3; k++)
    for (const make of makers.slice(0, 8)) for (const way of wayNames) totals(ways[way], fresh(make(), -k), 2, 1);
  return makers.map((make, position) => breakEvenOf(make(), position, repeats, mostCalls, budget));
}

const wayNames = Object.keys(ways) as Way[];

function breakEvenOf(problem: Problem, position: number, repeats: number, mostCalls: number, budget: number): BreakEven {
  const curves: Record<Way, number[][]> = { interpreted: [], compiled: [], adaptive: [] };
  let calls = mostCalls;
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [i, way] of wayNames.entries()) {
      // The engine remembers code that it has compiled: each time it is another function.
      const graph = fresh(problem, 1 + 100 * position + 3 * repeat + i);
      const curve = totals(ways[way], graph, calls, budget);
      calls = Math.min(calls, curve.length);
      curves[way].push(curve);
    }
  }
  const total = (way: Way, call: number) => median(curves[way].map((curve) => curve[call] as number));
  const byWay = (value: (way: Way) => number) => ({
    interpreted: value("interpreted"),
    compiled: value("compiled"),
    adaptive: value("adaptive"),
  });
  const tail = Math.max(1, Math.floor(calls / 4));
  let worst = { ratio: 0, calls: 0 };
  let pays: number | undefined;
  for (let call = 0; call < calls; call++) {
    const { interpreted, compiled: made, adaptive: chosen } = byWay((way) => total(way, call));
    const ratio = chosen / Math.min(interpreted, made);
    if (ratio > worst.ratio) worst = { ratio, calls: call + 1 };
    if (made <= interpreted) pays ??= call + 1;
  }
  return {
    title: problem.title,
    calls,
    first: byWay((way) => total(way, 0)),
    last: byWay((way) => (total(way, calls - 1) - (calls > tail ? total(way, calls - 1 - tail) : 0)) / tail),
    ...(pays === undefined ? {} : { pays }),
    worst,
  };
}

/** Value and gradient of the function times a number of its own. */
function fresh(problem: Problem, number: number): { readonly graph: Graph; readonly inputs: InputValues } {
  const program = programOf(problem);
  const f: TracedFunction = (inputs) => mul(program.f(inputs) as Value, 1 + number / 1024);
  const point = pointOf(program);
  const { graph } = record(f, point);
  return {
    graph: reverse.graph?.(graph, "gradient") as Graph,
    inputs: graph.inputs.map(({ name }) => toTensor(point[name] as Nested).data),
  };
}

/** Seconds after each call, from before preparing. */
function totals(way: Evaluator, { graph, inputs }: ReturnType<typeof fresh>, mostCalls: number, budget: number): number[] {
  globalThis.gc?.({ type: "minor" });
  const after: number[] = [];
  const start = performance.now();
  const evaluate = way(graph);
  while (after.length < mostCalls && (after.at(-1) ?? 0) < budget) {
    evaluate(inputs);
    after.push((performance.now() - start) / 1000);
  }
  return after;
}
