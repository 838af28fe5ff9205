// A network at work on one instance: every number of the forward pass, and the derivative of the loss by it.

import type { NodeId } from "../../core/graph/graph.js";
import type { Nested } from "../../core/graph/tensor.js";
import { arrayPasses } from "../../verify/explain/passes.js";
import type { MlpSpec } from "./mlp.js";
import { type NetworkCase, networkGraph } from "./network-graph.js";

/** A value and its adjoint: the derivative of the loss by each entry, in the same shape. */
export interface Both<Value> {
  readonly value: Value;
  readonly adjoint: Value;
}

export type Vector = readonly number[];
export type Matrix = readonly Vector[];

export interface LayerNumbers {
  /** W^(l): row i holds the weights into neuron i */
  readonly weights: Both<Matrix>;
  readonly bias?: Both<Vector>;
  /** a^(l) */
  readonly a: Both<Vector>;
  /** h^(l) */
  readonly h: Both<Vector>;
}

export interface NetworkValues {
  readonly spec: MlpSpec;
  /** h^(0) */
  readonly x: Both<Vector>;
  readonly layers: readonly LayerNumbers[];
  readonly y: Vector;
  readonly loss: number;
}

/**
 * Values and adjoints of x, W, b, a and h, from the forward and the reverse pass over the network's graph.
 * @param given with one instance: the input a vector
 * @example
 * import { mlp } from "./mlp.js";
 * const network = mlp({ inputs: 2, layers: [{ units: 1, activation: "identity" }], loss: "squared" });
 * networkValues({ network, parameters: { W1: [[1, 2]] }, input: [1, 1], target: [0] }).layers[0]?.weights   // { value: [[1, 2]], adjoint: [[3, 3]] }
 */
export function networkValues(given: NetworkCase): NetworkValues {
  const { graph, point, layers } = networkGraph(given);
  const byNode = new Map(arrayPasses(graph, point).map((pass) => [pass.node, pass]));
  const nodes = new Map(graph.inputs.map(({ name, node }) => [name, node]));
  const both = <Value>(node: NodeId | undefined): Both<Value> => {
    const { value, adjoint } = byNode.get(node as NodeId) as { value: unknown; adjoint: unknown };
    return { value: value as Value, adjoint: adjoint as Value };
  };
  return {
    spec: given.network.spec,
    x: both(nodes.get("x")),
    layers: layers.map(({ a, h }, i) => ({
      weights: both(nodes.get(`W${i + 1}`)),
      ...(nodes.has(`b${i + 1}`) ? { bias: both<Vector>(nodes.get(`b${i + 1}`)) } : {}),
      a: both(a),
      h: both(h),
    })),
    y: Array.from(given.target as Vector),
    loss: byNode.get(graph.outputs[0] as NodeId)?.value as number,
  };
}

/**
 * One instance of a batch, counted from 1; a case with a single instance is its own first.
 * @throws {RangeError} when there is no such instance
 * @example
 * import { mlp } from "./mlp.js";
 * const network = mlp({ inputs: 1, layers: [{ units: 1, activation: "identity" }], loss: "squared" });
 * instanceOf({ network, parameters: { W1: [[1]] }, input: [[1], [2]], target: [[3], [4]] }, 2).target   // [4]
 */
export function instanceOf(given: NetworkCase, position: number): NetworkCase {
  const isBatch = Array.isArray((given.input as readonly unknown[])[0]);
  const rows = (isBatch ? given.input : [given.input]) as readonly Nested[];
  const input = rows[position - 1];
  if (input === undefined) {
    const there = rows.length === 1 ? "there is one instance" : `the instances are 1 to ${rows.length}`;
    throw new RangeError(`there is no instance ${position}: ${there}.`);
  }
  return { ...given, input, target: isBatch ? ((given.target as readonly Nested[])[position - 1] as Nested) : given.target };
}
