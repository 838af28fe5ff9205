// Calls with points, on buffers that stay.

import type { Graph } from "../graph/graph.js";
import type { Buffers, Estimate, InputValues } from "./evaluator.js";

/** Copies in, runs, copies out. */
export function onBuffers(graph: Graph, { inputs: places, outputs, run }: Buffers): (inputs: InputValues) => readonly Estimate[] {
  return (inputs) => {
    places.forEach((place, i) => {
      place.set(inputs[i] as Float64Array);
    });
    run();
    return graph.outputs.map((node, i) => ({ shape: graph.shape(node), data: (outputs[i] as Float64Array).slice() }));
  };
}
