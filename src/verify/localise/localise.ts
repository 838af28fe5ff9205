// A derivative is wrong: which operation made it so?

import type { Differentiator } from "../../core/differentiators/differentiator.js";
import { UnsupportedError } from "../../core/differentiators/errors.js";
import { inputValues, positionsOf } from "../../core/differentiators/point.js";
import { type Differentiable, recorder } from "../../core/differentiators/program.js";
import { interpreter } from "../../core/execute/interpreter.js";
import { operations } from "../../core/execute/operations.js";
import { FormulaError, graphToFormula } from "../../core/formula/index.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { describeShape, ShapeError } from "../../core/graph/shape.js";
import type { Point } from "../../core/graph/tensor.js";
import { lower } from "../../core/primitives/lower.js";
import { componentsOf } from "../compare/components.js";
import { firstWrongAdjoint } from "./adjoints.js";
import { firstWrongDerivative } from "./derivatives.js";
import type { Parting, Search } from "./parting.js";

export interface LocaliseOptions {
  /** names of the inputs to differentiate by; all of them unless given */
  readonly wrt?: readonly string[];
  /** the method that stands for the truth, e.g. on a kink, where there is a convention instead of a derivative */
  readonly trusted?: Differentiator;
}

/**
 * The first place at which a method and the truth part, and the rule that made it so. Reverse mode is followed backwards from the result:
 * the graph is cut open at each node, and the adjoint that the method finds is compared with the derivative of the result by that node,
 * found numerically and confirmed by the 64-digit reference. Forward mode and symbolic are followed forwards: the derivative of each part
 * of the function is compared in the same way.
 * @param method  with bounds on its errors, as in `compare`
 * @returns undefined when nothing parts within the bounds, or when the function is too large to be cut open at every node
 * @throws {ShapeError} when the value is not a scalar; {@link PointError} for names that do not fit
 * @example
 * localise(({ x }) => mul(x, x), { x: 3 }, reverse)   // undefined (nothing is wrong)
 */
export function localise(f: Differentiable, point: Point, method: Differentiator, options: LocaliseOptions = {}): Parting | undefined {
  const { graph } = recorder(f)(point);
  const shape = graph.shape(graph.outputs[0] as NodeId);
  if (shape.length !== 0) throw new ShapeError(`a gradient needs a scalar value, and this is ${describeShape(shape)}.`);
  const positions = positionsOf(graph, options.wrt);
  const subject = method.name === "symbolic" ? lower(graph) : graph;
  if (subject.length * (operations(subject) + nodeOverhead * subject.length) > mostWork) return undefined;
  const evaluation = interpreter(subject)(inputValues(subject, point));
  const search: Search = { method, trusted: options.trusted, graph: subject, point, evaluation };
  const found = firstOf(search, positions);
  if (found === undefined) return undefined;
  const trusted = options.trusted === undefined ? {} : { trusted: options.trusted.name };
  return { method: method.name, ...trusted, label: labelAt(subject, found.node), ...found };
}

/** Cutting a graph open at every node costs the square of its size: a limit of some seconds. */
const mostWork = 2e6;

/** Visiting a node costs as much as this many operations. */
const nodeOverhead = 20;

function firstOf(search: Search, positions: readonly number[]) {
  const { graph, method } = search;
  try {
    if (method.name === "reverse") {
      return firstWrongAdjoint(
        search,
        positions.map((i) => graph.inputs[i]?.node as NodeId),
      ); // of what is differentiated by
    }
    for (const component of componentsOf(graph, positions)) {
      const found = firstWrongDerivative(search, component);
      if (found !== undefined) return found;
    }
    return undefined;
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

/** Longer formulas are named by their last operation. */
const longestLabel = 40;

function labelAt(graph: Graph, node: NodeId): string {
  const input = graph.inputs.find((one) => one.node === node);
  if (input !== undefined) return input.name;
  const shorter = `${graph.primitive(node)}(...)`;
  try {
    const formula = graphToFormula(graph, node);
    return formula.length <= longestLabel ? formula : shorter;
  } catch (error) {
    if (error instanceof FormulaError) return shorter;
    throw error;
  }
}
