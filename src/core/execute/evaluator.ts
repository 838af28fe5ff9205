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

export interface NodeValues {
  node(id: NodeId): Float64Array;
}

/** Knows the value of any node that some output depends on. */
export interface Evaluation extends NodeValues {
  readonly outputs: readonly Estimate[];
}

/** One value for each input of the graph, in their order. The caller may write other numbers there for the next call: what is kept is copied. */
export type InputValues = readonly Float64Array[];

/** The outputs at a point. */
export interface OutputsRun {
  (inputs: InputValues): readonly Estimate[];
  /** where a run in place copies its inputs to; what it is given from there already is not copied */
  readonly places?: InputValues;
}

/** A graph made ready to run in place: write the inputs, run, read the outputs. Nothing is allocated or copied by a run. */
export interface Buffers {
  /** one array for each input of the graph, in their order; a run leaves them as they are */
  readonly inputs: readonly Float64Array[];
  /** one array for each output: valid after a run, until the next; only read them */
  readonly outputs: readonly Float64Array[];
  run(): void;
}

/** All evaluators give the same bits; they differ in speed and in what else they report. */
export interface Evaluator {
  (graph: Graph): (inputs: InputValues) => Evaluation;
  /** for an evaluator that can run in place */
  readonly buffers?: (graph: Graph) => Buffers;
  /** for an evaluator that has less to do where nobody asks for the values of single nodes */
  readonly outputs?: (graph: Graph) => OutputsRun;
}
