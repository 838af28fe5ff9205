// How a graph is evaluated: prepared once, then called with points.

import type { Graph, NodeId } from "../graph/graph.js";
import type { Shape } from "../graph/shape.js";

/** A computed value, with a bound on its error where the evaluator gives one. */
export interface Estimate {
  readonly shape: Shape;
  readonly data: Float64Array;
  /** |error| of each entry is at most this */
  readonly bound?: Float64Array;
}

export interface Evaluation {
  readonly outputs: readonly Estimate[];
  /** value of any node that some output depends on */
  node(id: NodeId): Float64Array;
}

/** One value for each input of the graph, in their order. */
export type InputValues = readonly Float64Array[];

/** All evaluators give the same bits; they differ in speed and in what else they report. */
export type Evaluator = (graph: Graph) => (inputs: InputValues) => Evaluation;
