// f along one coordinate: what a difference quotient sees, and nothing else.

import type { Estimate, InputValues, NodeValues } from "../../execute/evaluator.js";
import { sameRegime } from "../../execute/regime.js";
import type { Graph } from "../../graph/graph.js";

/** f evaluated at one point. */
export interface Sample {
  readonly outputs: readonly Estimate[];
  /** the graph that was followed there, and the values of the nodes at which a smooth piece may end; absent for a black box */
  readonly followed?: { readonly graph: Graph; readonly values: NodeValues };
}

export interface Line {
  /** coordinate at the centre */
  readonly at: number;
  readonly centre: Sample;
  sample(coordinate: number): Sample;
}

/** What a line is laid through: a function that can be evaluated anywhere. */
export interface Sampler {
  /** must not keep its inputs: every sample of a line moves the same array, for with thousands of entries a copy costs as much as f */
  sample(inputs: InputValues): Sample;
  /** where the inputs stand while f is evaluated: a sample that is given these arrays copies nothing */
  readonly places?: InputValues;
}

/** f with all inputs fixed but one entry of one of them. Where f has places, only its last line can be sampled: they move there. */
export function lineThrough(f: Sampler, inputs: InputValues, input: number, entry: number): Line {
  const at = inputs[input]?.[entry] as number;
  const centre = f.sample(inputs);
  const moved = f.places ?? inputs.map((values, i) => (i === input ? values.slice() : values));
  f.places?.forEach((place, i) => {
    place.set(inputs[i] as Float64Array);
  });
  const sample = (coordinate: number) => {
    (moved[input] as Float64Array)[entry] = coordinate;
    return f.sample(moved);
  };
  return { at, centre, sample };
}

/** The same branches, and no argument moved too far for one smooth piece. Nobody can tell for a black box. */
export function onePiece(...samples: readonly [left: Sample, centre: Sample, right: Sample]): boolean {
  const [left, centre, right] = samples.map(({ followed }) => followed);
  if (left === undefined || centre === undefined || right === undefined) return true;
  if (left.graph === centre.graph && right.graph === centre.graph) {
    return sameRegime(centre.graph, left.values, centre.values, right.values);
  }
  return sameNodes(left.graph, right.graph) && sameNodes(left.graph, centre.graph);
}

/** A function that branches on numbers is traced at each point: other nodes mean another branch. */
function sameNodes(a: Graph, b: Graph): boolean {
  if (a.length !== b.length) return false;
  for (let node = 0; node < a.length; node++) if (a.primitive(node) !== b.primitive(node)) return false;
  return true;
}
