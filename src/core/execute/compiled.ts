// Evaluators that compile: at once, or after the first calls.

import type { Graph } from "../graph/graph.js";
import { compile } from "./compile/compile.js";
import type { Buffers, Evaluation, Evaluator, InputValues } from "./evaluator.js";
import { interpreter } from "./interpreter.js";

/**
 * Compiles a graph before its first evaluation. The values of single nodes come from the interpreter, which is asked for them alone.
 * @example
 * compiled(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const compiled: Evaluator = evaluatorOf((graph) => {
  const buffers = compile(graph);
  return (inputs) => evaluated(graph, buffers, inputs);
});

/** Calls of the interpreter before a graph is compiled: whoever calls a third time will call again. */
const callsBefore = 2;
/** A larger graph becomes a program of numbers at once: it takes less memory than the interpreter, and is soon made. */
const largest = 100_000;

/**
 * The interpreter for what is evaluated once or twice, compiled code from then on. Both give the same bits.
 * @example
 * adaptive(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const adaptive: Evaluator = evaluatorOf((graph) => {
  let calls = 0;
  let interpret: ReturnType<Evaluator> | undefined;
  let buffers: Buffers | undefined;
  return (inputs) => {
    if (graph.length <= largest && calls++ < callsBefore) {
      interpret ??= interpreter(graph);
      return interpret(inputs);
    }
    interpret = undefined;
    buffers ??= compile(graph);
    return evaluated(graph, buffers, inputs);
  };
});

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
