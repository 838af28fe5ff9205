// The two sweeps as graph in, graph out.

import type { Graph } from "../../graph/graph.js";
import { type Trace, type Value, withTrace } from "../../graph/trace.js";
import { add, broadcast } from "../../primitives/index.js";
import { recordAgain } from "../../primitives/splice.js";
import { activeNodes } from "./activity.js";
import { tangentSweep } from "./forward.js";
import { adjointSweep } from "./reverse.js";

/**
 * The graph of f and its tangent. Inputs: those of f, then one tangent for each input in `wrt`. Outputs: those of f, then their tangents.
 * jvp = J(x) t
 */
export function pushforward(graph: Graph, wrt: readonly number[]): Graph {
  return withTrace((trace) => {
    const values = recordAgain(graph, trace);
    const tangents = new Map<number, Value>();
    for (const i of wrt) {
      const { name, shape, node } = graph.inputs[i] as Graph["inputs"][number];
      tangents.set(node, trace.input(`tangent of ${name}`, shape));
    }
    const swept = tangentSweep(graph, values, tangents);
    const outputs = graph.outputs.map((node) => values.at(node) as Value);
    const moved = graph.outputs.map((node) => swept[node] ?? broadcast(0, graph.shape(node)));
    return finish(trace, [...outputs, ...moved]);
  });
}

/**
 * The graph of f and the adjoints of its inputs. Inputs: those of f, then one adjoint for each output (none with the seed "one").
 * Outputs: those of f, then the adjoint of each input in `wrt`.  vjp = s J(x)
 */
export function pullback(graph: Graph, wrt: readonly number[], seed?: "one"): Graph {
  return withTrace((trace) => {
    const values = recordAgain(graph, trace);
    const seeds = new Map<number, Value>();
    graph.outputs.forEach((node, i) => {
      const own = seed === "one" ? 1 : trace.input(`adjoint of output ${i + 1}`, graph.shape(node));
      const known = seeds.get(node);
      seeds.set(node, known === undefined ? own : add(known, own));
    });
    const inputs = wrt.map((i) => graph.inputs[i] as Graph["inputs"][number]);
    const active = activeNodes(
      graph,
      inputs.map((input) => input.node),
    ); // only paths from these inputs
    const wanted = new Set(inputs.map((input) => input.node));
    const adjoints = adjointSweep(graph, values, seeds, active, wanted);
    const outputs = graph.outputs.map((node) => values.at(node) as Value);
    return finish(trace, [...outputs, ...inputs.map(({ node, shape }) => adjoints[node] ?? broadcast(0, shape))]);
  });
}

/** The inputs of f, recorded anew in a trace. */
export function copyInputs(graph: Graph, trace: Trace): Value[] {
  return graph.inputs.map(({ name, shape }) => trace.input(name, shape));
}

function finish(trace: Trace, outputs: readonly Value[]): Graph {
  return trace.builder.finish(outputs.map((output) => trace.lift(output).node));
}
