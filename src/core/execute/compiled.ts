// Evaluators that compile: at once, or after as many calls as make it worth while.

import type { Graph } from "../graph/graph.js";
import { compile } from "./compile/compile.js";
import type { Estimate, Evaluation, Evaluator, InputValues } from "./evaluator.js";
import { interpreter } from "./interpreter.js";
import { onBuffers } from "./on-buffers.js";
import { type Stage, stagesOf } from "./stages.js";

type OutputsAt = (inputs: InputValues) => readonly Estimate[];

/**
 * Compiles a graph before its first evaluation.
 * @example
 * compiled(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const compiled: Evaluator = evaluatorOf((graph) => onBuffers(graph, compile(graph)));

/**
 * Interprets until that has taken about as long as the next way takes to prepare: a program of numbers, or loops over vectors and matrices.
 * What would not pay for itself within some tens of calls is not prepared. All ways give the same bits.
 * @example
 * adaptive(record(({ x }) => mul(x, x), { x: 3 }).graph)([Float64Array.of(3)]).outputs[0].data[0]   // 9
 */
export const adaptive: Evaluator = evaluatorOf((graph) => {
  const waiting = stagesOf(graph);
  let stage = waiting.shift() as Stage;
  let evaluate = stage.prepare();
  let left = stage.calls;
  return (inputs) => {
    if (left-- === 0) {
      stage = waiting.shift() as Stage;
      evaluate = stage.prepare();
      left = stage.calls - 1;
    }
    return evaluate(inputs);
  };
});

/** The values of single nodes come from the interpreter, which is asked for them alone. */
export function evaluatorOf(outputs: (graph: Graph) => OutputsAt): Evaluator {
  return Object.assign((graph: Graph) => withNodes(graph, outputs(graph)), { buffers: (graph: Graph) => compile(graph), outputs });
}

function withNodes(graph: Graph, outputsAt: OutputsAt): (inputs: InputValues) => Evaluation {
  return (inputs) => {
    const copies = inputs.map((input) => input.slice());
    let whole: Evaluation | undefined;
    return {
      outputs: outputsAt(inputs),
      node(id) {
        whole ??= interpreter(graph)(copies);
        return whole.node(id);
      },
    };
  };
}
