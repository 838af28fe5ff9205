// How far rounding can have moved a computed value.

import { copyInputs } from "../../core/differentiators/automatic/linearise.js";
import { adjointSweep } from "../../core/differentiators/automatic/reverse.js";
import type { Estimate, Evaluator } from "../../core/execute/evaluator.js";
import { interpreter } from "../../core/execute/interpreter.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { type Shape, sizeOf } from "../../core/graph/shape.js";
import { type Value, withTrace } from "../../core/graph/trace.js";
import { spliceNodes } from "../../core/primitives/splice.js";
import { localError, rounds } from "./local-error.js";
import { runningErrors } from "./running.js";

/** A sweep goes over the whole graph for each entry of each output: beyond this product one forward pass serves all of them. */
const mostSweptNodes = 20_000;

/**
 * Evaluates a graph together with a bound on the rounding error of every output.
 * E = u sum_i c_i |wbar_i w_i| over the scalars w_i of the graph, wbar_i their adjoints from a reverse sweep over the same graph.
 * Where there are too many outputs for a sweep each, the looser bounds of one forward pass (see `runningErrors`).
 * First order in u, proven as far as the derivative rules are right and each primitive keeps its stated ulps.
 * @see Griewank & Walther, Evaluating Derivatives, 2nd ed., ch. 3.4
 */
export const boundedEvaluator: Evaluator = (graph) => {
  const entries = graph.outputs.reduce((total, output) => total + sizeOf(graph.shape(output)), 0);
  return entries > 2 && entries * graph.length > mostSweptNodes ? forwardBounded(graph) : backwardBounded(graph);
};

const forwardBounded: Evaluator = (graph) => {
  const plain = interpreter(graph);
  const errorsAt = runningErrors(graph);
  return (inputs) => {
    const evaluation = plain(inputs);
    const errors = errorsAt(inputs, evaluation);
    const outputs = evaluation.outputs.map((output, i): Estimate => {
      return { ...output, bound: errors[graph.outputs[i] as NodeId] ?? new Float64Array(output.data.length) };
    });
    return { ...evaluation, outputs };
  };
};

const backwardBounded: Evaluator = (graph) => {
  const plain = interpreter(graph);
  const sweeps = graph.outputs.map((output) => prepareSweep(graph, output));
  return (inputs) => {
    const evaluation = plain(inputs);
    const outputs = evaluation.outputs.map((output, i): Estimate => {
      const sweep = sweeps[i] as Sweep;
      return { ...output, bound: output.data.map((value, entry) => sweep(inputs, entry, scaleOf(value))) };
    });
    return { ...evaluation, outputs };
  };
};

/** Bound on one entry of the output, from a sweep with this seed. */
type Sweep = (inputs: readonly Float64Array[], entry: number, seed: number) => number;

/** About 1 / |value|, a power of two: adjoints that belong to a tiny value would underflow, and their errors would count as none. */
function scaleOf(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 1;
  return 2 ** Math.min(1000, Math.max(-1000, -Math.round(Math.log2(Math.abs(value)))));
}

/** The adjoint of every rounded node, as a graph of its own; the seed of the output is its last input. */
function prepareSweep(graph: Graph, output: NodeId): Sweep {
  const shape = graph.shape(output);
  const { adjoints, rounded } = adjointGraph(graph, output, shape);
  const run = interpreter(adjoints);
  return (inputs, entry, scale) => {
    const seed = new Float64Array(sizeOf(shape));
    seed[entry] = scale;
    const { outputs } = run([...inputs, seed]);
    let total = 0;
    rounded.forEach((node, i) => {
      const adjoint = (outputs[i] as Estimate).data;
      // An exact 0 on either side wins over NaN: a branch that was not taken, an operation that did not round.
      if (adjoint.every((at) => at === 0)) return;
      localError(graph, node, (id) => (outputs[rounded.length + id] as Estimate).data).forEach((error, j) => {
        if (adjoint[j] !== 0 && error !== 0) total += Math.abs(adjoint[j] as number) * error;
      });
    });
    return total / scale;
  };
}

const isEquality = (graph: Graph, node: NodeId) => graph.primitive(node) === "eq" || graph.primitive(node) === "ne";

/** Outputs: the adjoint of each rounded node that the output depends on, then the values of all nodes. */
function adjointGraph(graph: Graph, output: NodeId, shape: Shape): { adjoints: Graph; rounded: readonly NodeId[] } {
  return withTrace((trace) => {
    const values = spliceNodes(graph, copyInputs(graph, trace));
    const seed: Value = trace.input("adjoint", shape);
    // Rounding follows the branch that was taken, also where an equality chose it.
    const everywhere = Uint8Array.from({ length: graph.length }, (_, node) => (isEquality(graph, node) ? 0 : 1));
    const swept = adjointSweep(graph, values, new Map([[output, seed]]), everywhere);
    const rounded: NodeId[] = [];
    for (let node = 0; node < graph.length; node++) if (swept[node] !== undefined && rounds(graph, node)) rounded.push(node);
    const outputs = [...rounded.map((node) => swept[node] as Value), ...values];
    return { adjoints: trace.builder.finish(outputs.map((value) => trace.lift(value).node)), rounded };
  });
}
