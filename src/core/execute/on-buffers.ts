// Calls with points, on buffers that stay.

import type { Graph } from "../graph/graph.js";
import type { Buffers, Evaluation, InputValues } from "./evaluator.js";
import { interpreter } from "./interpreter.js";

/** Copies in, runs, copies out. The values of single nodes come from the interpreter, which is asked for them alone. */
export function onBuffers(graph: Graph, buffers: Buffers): (inputs: InputValues) => Evaluation {
  return (inputs) => evaluated(graph, buffers, inputs);
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
