// A method whose linearised function is again a graph: it can be drawn, counted, compiled and differentiated once more.

import type { Estimate, Evaluator, InputValues } from "../execute/evaluator.js";
import { operations } from "../execute/operations.js";
import type { Graph } from "../graph/graph.js";
import { type Value, withTrace } from "../graph/trace.js";
import { splice } from "../primitives/splice.js";
import type { Evaluable, Method } from "./linearise.js";

export interface GraphFunction extends Evaluable {
  readonly graph: Graph;
}

export function graphFunction(graph: Graph): GraphFunction {
  return { graph, inputs: graph.inputs, outputShapes: graph.outputs.map((node) => graph.shape(node)) };
}

/** Graph in, graph out. */
export type Linearise = (graph: Graph, wrt: readonly number[], seed?: "one") => Graph;

export function graphMethod(direction: "push" | "pull", linearise: Linearise, evaluator: Evaluator): Method<GraphFunction> {
  return {
    direction,
    linearise: ({ graph }, wrt, seed) => graphFunction(linearise(graph, wrt, seed)),
    select: ({ graph }, outputs) => graphFunction(graph.withOutputs(outputs.map((i) => graph.outputs[i] as number))),
    joined: (first, second) => graphFunction(joinedGraph(first.graph, second.graph)),
    evaluate: ({ graph }) => {
      // Whoever only runs it in place needs no second way.
      let run: ((inputs: InputValues) => readonly Estimate[]) | undefined;
      return (inputs) => {
        run ??= outputsBy(evaluator, graph);
        return run(inputs);
      };
    },
    buffers: ({ graph }) => evaluator.buffers?.(graph),
    operations: ({ graph }) => operations(graph),
  };
}

function outputsBy(evaluator: Evaluator, graph: Graph): (inputs: InputValues) => readonly Estimate[] {
  if (evaluator.outputs !== undefined) return evaluator.outputs(graph);
  const run = evaluator(graph);
  return (inputs) => run(inputs).outputs;
}

/** What the two have in common stands there twice: compiling merges it. */
function joinedGraph(first: Graph, second: Graph): Graph {
  return withTrace((trace) => {
    const inputs = second.inputs.map(({ name, shape }): Value => trace.input(name, shape));
    const outputs = [...splice(first, inputs.slice(0, first.inputs.length)), ...splice(second, inputs)];
    return trace.builder.finish(outputs.map((output) => trace.lift(output).node));
  });
}
