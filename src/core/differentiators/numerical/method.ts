// Numerical differentiation as a method: it sees the values of f, never its formula or any derivative rule.

import type { Estimate, Evaluator, InputValues } from "../../execute/evaluator.js";
import { regimeNodes } from "../../execute/regime.js";
import type { Graph, GraphInput, NodeId } from "../../graph/graph.js";
import type { Shape } from "../../graph/shape.js";
import type { Evaluable, Method } from "../linearise.js";
import { lineThrough, type Sample, type Sampler } from "./line.js";
import { differentiateAlong, type Scheme } from "./schemes.js";

/** A function that can be evaluated, and no more. */
export interface Sampled extends Evaluable, Sampler {
  /** scalar operations of one sample, and how many samples the function has taken so far */
  readonly cost: { readonly operations: number; samples: number };
}

/** @param graphAt the graph of f at a point; another one at another point, when f branches on its numbers */
export function sampled(
  graphAt: (inputs: InputValues) => Graph,
  at: InputValues,
  evaluator: Evaluator,
  operations: (graph: Graph) => number,
): Sampled {
  const first = graphAt(at);
  const own = samplesOf(first, evaluator);
  const cost = { operations: operations(first), samples: 0 };
  return {
    inputs: first.inputs,
    outputShapes: first.outputs.map((node) => first.shape(node)),
    cost,
    ...(own.places === undefined ? {} : { places: own.places }),
    sample(inputs) {
      const graph = graphAt(inputs);
      cost.samples++;
      return (graph === first ? own : samplesOf(graph, evaluator)).sample(inputs);
    },
  };
}

/** Of an evaluator that keeps nothing but outputs, the values that are asked for later are outputs, too. */
function samplesOf(graph: Graph, evaluator: Evaluator): Sampler {
  if (evaluator.outputs === undefined) {
    const run = evaluator(graph);
    const sample = (inputs: InputValues) => {
      const evaluation = run(inputs);
      return { followed: { graph, values: evaluation }, outputs: evaluation.outputs };
    };
    return { sample };
  }
  const asked = regimeNodes(graph);
  const positions = new Map(asked.map((node, i) => [node, graph.outputs.length + i]));
  const run = evaluator.outputs(graph.withOutputs([...graph.outputs, ...asked]));
  const sample = (inputs: InputValues) => {
    const all = run(inputs);
    const node = (id: NodeId) => (all[positions.get(id) as number] as Estimate).data;
    return { followed: { graph, values: { node } }, outputs: all.slice(0, graph.outputs.length) };
  };
  return run.places === undefined ? { sample } : { sample, places: run.places };
}

export function numericalMethod(scheme: Scheme): Method<Sampled> {
  return {
    direction: "push",
    linearise: (f, wrt) => linearised(f, wrt, scheme),
    select: (f, outputs) => ({
      ...f,
      outputShapes: outputs.map((i) => f.outputShapes[i] as Shape),
      sample: (inputs) => {
        const sample = f.sample(inputs);
        return { ...sample, outputs: outputs.map((i) => sample.outputs[i] as Sample["outputs"][number]) };
      },
    }),
    evaluate: (f) => (inputs) => f.sample(inputs).outputs,
    operations: (f) => f.cost.operations,
    samples: (f) => f.cost.samples,
  };
}

/**
 * f and its derivative along a tangent. A tangent with one entry needs one line; any other is the sum over its entries, because the
 * points of a slanted line cannot be represented exactly and their rounding would be unknown.
 */
function linearised(f: Sampled, wrt: readonly number[], scheme: Scheme): Sampled {
  const tangents = wrt.map((i): Pick<GraphInput, "name" | "shape"> => {
    const { name, shape } = f.inputs[i] as Pick<GraphInput, "name" | "shape">;
    return { name: `tangent of ${name}`, shape };
  });
  return {
    inputs: [...f.inputs, ...tangents],
    outputShapes: [...f.outputShapes, ...f.outputShapes],
    cost: f.cost,
    sample(all) {
      const inputs = all.slice(0, f.inputs.length);
      const centre = f.sample(inputs);
      const sums = f.outputShapes.map((shape, i) => {
        const size = centre.outputs[i]?.data.length as number;
        return { shape, data: new Float64Array(size), bound: new Float64Array(size) };
      });
      wrt.forEach((input, k) => {
        const tangent = all[f.inputs.length + k] as Float64Array;
        for (let entry = nextNonzero(tangent, 0); entry < tangent.length; entry = nextNonzero(tangent, entry + 1)) {
          const factor = tangent[entry] as number;
          const line = lineThrough(f, inputs, input, entry);
          differentiateAlong(line, scheme).forEach((partial, output) => {
            const sum = sums[output];
            partial.data.forEach((slope, i) => {
              if (sum === undefined) return;
              sum.data[i] = (sum.data[i] as number) + factor * slope;
              sum.bound[i] = (sum.bound[i] as number) + Math.abs(factor) * (partial.bound?.[i] as number);
            });
          });
        }
      });
      return { ...centre, outputs: [...centre.outputs, ...sums] };
    },
  };
}

/** Position of the next entry that is not 0, or the length. For the columns of a Jacobian all but one of thousands are. */
function nextNonzero(entries: Float64Array, from: number): number {
  let entry = from;
  while (entry < entries.length && entries[entry] === 0) entry++;
  return entry;
}
