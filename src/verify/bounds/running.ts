// A bound on the error of every node in one forward pass: looser than a reverse sweep, but for all nodes and entries at once.

import { ruleOperands, ruleShapes } from "../../core/differentiators/automatic/activity.js";
import { copyInputs } from "../../core/differentiators/automatic/linearise.js";
import type { Evaluation, InputValues } from "../../core/execute/evaluator.js";
import { interpreter } from "../../core/execute/interpreter.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { sizeOf } from "../../core/graph/shape.js";
import type { Tensor } from "../../core/graph/tensor.js";
import { Traced, type Value, withTrace } from "../../core/graph/trace.js";
import { computeInto } from "../../core/primitives/apply.js";
import { type ArrayRow, pullRule, rowOf } from "../../core/primitives/row.js";
import { spliceNodes } from "../../core/primitives/splice.js";
import { localError, rounds } from "./local-error.js";

/** Error bound of each node, entry by entry; undefined for a node that carries no error. */
export type NodeErrors = readonly (Float64Array | undefined)[];

/**
 * Prepares error bounds for all nodes: err(w) = sum_k |dw/du_k| err(u_k) + c u |w|, entry by entry. First order in u.
 * @see Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., ch. 3.3
 */
export function runningErrors(graph: Graph): (inputs: InputValues, evaluation: Evaluation) => NodeErrors {
  const { partials, run } = preparePartials(graph);
  return (inputs, evaluation) => {
    const valuesAt = (node: NodeId) => evaluation.node(node);
    const slopes = run(inputs).outputs;
    const errors: (Float64Array | undefined)[] = [];
    for (let node = 0; node < graph.length; node++) {
      const total = new Float64Array(sizeOf(graph.shape(node)));
      const propagated = propagate(graph, node, errors, valuesAt, total, (k) => partialOf(partials.get(node)?.[k], slopes));
      const own = rounds(graph, node);
      if (own) {
        localError(graph, node, valuesAt).forEach((error, i) => {
          total[i] = (total[i] as number) + error;
        });
      }
      errors.push(propagated || own ? total : undefined);
    }
    return errors;
  };
}

/** A local derivative: a number, or the position of the output that holds it. */
type Partial = { readonly constant: number } | { readonly output: number } | undefined;

function partialOf(partial: Partial, slopes: readonly { readonly data: Float64Array }[]): Float64Array | undefined {
  if (partial === undefined) return undefined;
  return "constant" in partial ? Float64Array.of(partial.constant) : slopes[partial.output]?.data;
}

/** The local derivatives of all elementwise nodes, as one graph. */
function preparePartials(graph: Graph) {
  const partials = new Map<NodeId, Partial[]>();
  const prepared = withTrace((trace) => {
    const values = spliceNodes(graph, copyInputs(graph, trace));
    const nothing = new Uint8Array(graph.length);
    const outputs: NodeId[] = [];
    const keep = (slope: Value | undefined): Partial => {
      if (slope === undefined) return undefined;
      if (!(slope instanceof Traced)) return { constant: slope as number };
      return { output: outputs.push(slope.node) - 1 };
    };
    for (let node = 0; node < graph.length; node++) {
      if (graph.operandCount(node) === 0) continue;
      const row = rowOf(graph.primitive(node));
      if (row.kind !== "elementwise") continue;
      const operands = ruleOperands(graph, node, values, nothing);
      const shapes = ruleShapes(graph, node);
      partials.set(
        node,
        graph.operands(node).map((_, k) => keep(pullRule(row, k)(1, operands, values[node] as Value, shapes))),
      );
    }
    return trace.builder.finish(outputs);
  });
  return { partials, run: interpreter(prepared) };
}

/** Adds to `total` what the errors of the operands do to the node; false when they have none. */
function propagate(
  graph: Graph,
  node: NodeId,
  errors: NodeErrors,
  valuesAt: (node: NodeId) => Float64Array,
  total: Float64Array,
  slopeOf: (k: number) => Float64Array | undefined,
): boolean {
  const operands = graph.operands(node);
  const carried = operands.map((operand) => errors[operand]);
  if (carried.every((error) => error === undefined)) return false;
  const row = rowOf(graph.primitive(node));
  if (row.kind === "array") {
    throughArray(row, graph, node, carried, valuesAt, total);
    return true;
  }
  carried.forEach((error, k) => {
    const slope = slopeOf(k);
    if (error === undefined || slope === undefined) return;
    for (let i = 0; i < total.length; i++) {
      const arriving = error[i] as number;
      const steepness = Math.abs(slope[slope.length === 1 ? 0 : i] as number);
      // An exact 0 wins over an infinite slope, and over the error of a branch that was not taken.
      if (arriving !== 0 && steepness !== 0) total[i] = (total[i] as number) + steepness * arriving;
    }
  });
  return true;
}

function throughArray(
  row: ArrayRow,
  graph: Graph,
  node: NodeId,
  carried: NodeErrors,
  valuesAt: (node: NodeId) => Float64Array,
  total: Float64Array,
): void {
  const nodes = graph.operands(node);
  const tensor = (k: number, data: Float64Array): Tensor => ({ shape: graph.shape(nodes[k] as NodeId), data });
  const errors = nodes.map((operand, k) => tensor(k, carried[k] ?? new Float64Array(valuesAt(operand).length)));
  const shape = graph.shape(node);
  const attribute = graph.attribute(node);
  if (row.sensitivity !== undefined) {
    row.sensitivity(
      nodes.map((operand, k) => tensor(k, valuesAt(operand))),
      errors,
      total,
    );
    return;
  }
  if (row.linear === "jointly") {
    computeInto(row, errors, total, shape, attribute);
    return;
  }
  const magnitudes = nodes.map((operand, k) => tensor(k, valuesAt(operand).map(Math.abs)));
  const term = new Float64Array(total.length);
  carried.forEach((error, k) => {
    if (error === undefined) return;
    const moved = magnitudes.map((magnitude, position) => (position === k ? (errors[k] as Tensor) : magnitude));
    computeInto(row, moved, term, shape, attribute);
    term.forEach((amount, i) => {
      total[i] = (total[i] as number) + amount;
    });
  });
}
