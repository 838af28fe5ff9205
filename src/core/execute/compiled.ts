// Evaluators that compile: at once, or after as many calls as make it worth while.

import type { Graph } from "../graph/graph.js";
import { compile } from "./compile/compile.js";
import type { Buffers, Evaluation, Evaluator, InputValues } from "./evaluator.js";
import { interpreter } from "./interpreter.js";
import { operations } from "./operations.js";

/**
 * Compiles a graph before its first evaluation. The values of single nodes come from the interpreter, which is asked for them alone.
 * @example
 * compiled(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const compiled: Evaluator = evaluatorOf((graph) => {
  const buffers = compile(graph);
  return (inputs) => evaluated(graph, buffers, inputs);
});

/** A larger graph becomes a program of numbers at once: it takes less memory than the interpreter, and is soon made. */
const largest = 100_000;

/**
 * The interpreter until its calls have taken about as long as compiling does, compiled code from then on: never much more than twice
 * the time of the better choice. Both give the same bits.
 * @example
 * adaptive(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const adaptive: Evaluator = evaluatorOf((graph) => {
  let left = graph.length > largest ? 0 : callsBeforeCompiling(graph);
  let interpret: ReturnType<Evaluator> | undefined;
  let buffers: Buffers | undefined;
  return (inputs) => {
    if (left-- > 0) {
      interpret ??= interpreter(graph);
      return interpret(inputs);
    }
    interpret = undefined;
    buffers ??= compile(graph);
    return evaluated(graph, buffers, inputs);
  };
});

/** From what the two take on a machine of 2026, in nanoseconds: only their ratio matters, and that roughly. */
function callsBeforeCompiling(graph: Graph): number {
  const work = operations(graph);
  const interpreting = 150 * graph.length + 3 * work;
  const compiling = 3e5 + 2e4 * graph.length + 5e3 * Math.min(work, 1000);
  return Math.ceil(compiling / interpreting);
}

function evaluatorOf(evaluator: (graph: Graph) => (inputs: InputValues) => Evaluation): Evaluator {
  return Object.assign((graph: Graph) => evaluator(graph), { buffers: (graph: Graph) => compile(graph) });
}

function evaluated(graph: Graph, { inputs: places, outputs, run }: Buffers, inputs: InputValues): Evaluation {
  places.forEach((place, i) => {
    place.set(inputs[i] as Float64Array);
  });
  run();
  let whole: Evaluation | undefined;
  const copies = inputs.map((input) => input.slice());
  return {
    outputs: graph.outputs.map((node, i) => ({ shape: graph.shape(node), data: (outputs[i] as Float64Array).slice() })),
    node(id) {
      whole ??= interpreter(graph)(copies);
      return whole.node(id);
    },
  };
}
