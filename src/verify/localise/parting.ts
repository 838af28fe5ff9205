// Where a method and the truth first part, as plain data.

import type { Differentiator, MethodName } from "../../core/differentiators/differentiator.js";
import type { Evaluation } from "../../core/execute/evaluator.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import type { Point } from "../../core/graph/tensor.js";

/** What makes the first wrong number. */
export type Culprit =
  /** the derivative rule of an operation */
  | {
      readonly kind: "rule";
      /** the operation, and the row of the primitives table that it is */
      readonly node: NodeId;
      readonly primitive: string;
      /** how many operands the operation has, and the one whose share is wrong, counted from 0 */
      readonly operands: number;
      readonly operand?: number;
      /** the textbook rule of the symbolic method */
      readonly rule?: string;
    }
  /** every share that comes together at the node is right on its own, and what arrives is not their sum */
  | { readonly kind: "sum"; readonly node: NodeId; readonly shares: number }
  /** already what the pass starts with */
  | { readonly kind: "seed" };

export interface Parting {
  readonly method: MethodName;
  /** the method that stood for the truth, where one did */
  readonly trusted?: MethodName;
  /** adjoint: going backwards from the result; derivative: going forwards from the inputs */
  readonly kind: "adjoint" | "derivative";
  /** the first node, in that order, whose adjoint or derivative is wrong; for symbolic a node of the lowered graph */
  readonly node: NodeId;
  /** what the node computes, as a formula where that is short */
  readonly label: string;
  /** of a vector or matrix, along one direction on which all entries move */
  readonly claimed: number;
  readonly expected: number;
  readonly culprit: Culprit;
}

/** A parting before the node has a name. */
export type Found = Pick<Parting, "kind" | "node" | "claimed" | "expected" | "culprit">;

export interface Search {
  readonly method: Differentiator;
  /** the method that stands for the truth; unless given, numerical differentiation and the 64-digit reference do */
  readonly trusted: Differentiator | undefined;
  /** with a scalar value */
  readonly graph: Graph;
  readonly point: Point;
  readonly evaluation: Evaluation;
}
