// Symbolic differentiation behind the common interface: graph to formula, formula to derivative by rewriting, and back to a graph.

import { adaptive } from "../execute/compiled.js";
import type { Evaluator } from "../execute/evaluator.js";
import { operations } from "../execute/operations.js";
import { graphToNode, nodeToProgram } from "../formula/index.js";
import type { Graph } from "../graph/graph.js";
import { type Shape, sizeOf } from "../graph/shape.js";
import { type Value, withTrace } from "../graph/trace.js";
import { add, reshape, scale, slice, stack } from "../primitives/index.js";
import { lower } from "../primitives/lower.js";
import { share } from "../primitives/share.js";
import { splice } from "../primitives/splice.js";
import { type Differentiator, differentiator } from "./differentiator.js";
import { UnsupportedError } from "./errors.js";
import { graphFunction, graphMethod } from "./graph-method.js";
import { operatorGraph } from "./operator-graph.js";
import { derive, ExpressionTooLarge, treeSize } from "./symbolic/index.js";

export interface SymbolicOptions {
  readonly evaluator?: Evaluator;
  /** largest tree, in nodes, that a formula or its derivative may have when written out */
  readonly limit?: number;
}

/** Trees larger than this are refused before they are built. */
const defaultLimit = 100_000;

/**
 * Symbolic differentiation: one formula for each partial derivative, by textbook rules.
 * @example
 * symbolicWith({}).derivative(({ x }) => mul(x, x))({ x: 3 }).derivative   // 6
 */
export function symbolicWith({ evaluator = adaptive, limit = defaultLimit }: SymbolicOptions): Differentiator {
  const linearise = (graph: Graph, wrt: readonly number[], seed?: "one") => partialsGraph(graph, wrt, seed, limit);
  return differentiator({
    name: "symbolic",
    method: graphMethod("pull", linearise, evaluator),
    lift: (graphAt, inputs) => graphFunction(graphAt(inputs)),
    supports: () => true,
    needsOneGraph: "the function branches on its numbers with primal, so there is no one formula of it: use where, or forward or reverse.",
    operatorGraph: (graph, operator, wrt) => operatorGraph({ direction: "pull", linearise }, graph, operator, wrt),
  });
}

export const symbolic: Differentiator = symbolicWith({});

/**
 * The graph of f and its partials, contracted with the adjoint of the output. Inputs and outputs as for reverse mode's `pullback`.
 * @throws {UnsupportedError} for an operation without a textbook rule, and for a formula or derivative over the limit, with its size
 */
export function partialsGraph(graph: Graph, wrt: readonly number[], seed: "one" | undefined, limit: number): Graph {
  const { programs, labels } = partialPrograms(graph, wrt, limit);
  const shared = withTrace((trace) => {
    const inputs = graph.inputs.map(({ name, shape }): Value => trace.input(name, shape));
    const seeds =
      seed === "one"
        ? [1]
        : graph.outputs.flatMap((node, i) => entriesOf(trace.input(`adjoint of output ${i + 1}`, graph.shape(node)), graph.shape(node)));
    const named = Object.fromEntries(labels.map((label, i) => [label, inputs[i] as Value]));
    const adjoints = programs.map((perEntry, k) => {
      const shape = graph.inputs[wrt[k] as number]?.shape as Shape;
      const entries = perEntry.map((perOutput) =>
        perOutput.map((program, i) => scale(seeds[i] as Value, program(named))).reduce((total, term) => add(total, term)),
      );
      return shape.length === 0 ? (entries[0] as Value) : reshape(stack(entries), shape);
    });
    return trace.builder.finish([...splice(graph, inputs), ...adjoints].map((output) => trace.lift(output).node));
  });
  return share(shared);
}

type Partial = (inputs: Readonly<Record<string, Value>>) => Value;

/** programs[k][entry][output]: the partial derivative of a scalar output by one entry of the k-th input in wrt. */
function partialPrograms(graph: Graph, wrt: readonly number[], limit: number): { programs: Partial[][][]; labels: string[] } {
  const variables = wrt.reduce((total, i) => total + sizeOf(graph.inputs[i]?.shape as Shape), 0);
  requireWork(variables, operations(graph));
  const labels = graph.inputs.map((_, i) => `in${i}`);
  const scalars = lower(graph).withInputNames(labels);
  const formulas = scalars.outputs.map((output) => graphToNode(scalars, output));
  for (const formula of formulas) requireSize("the formula", treeSize(formula), limit);
  requireWork(variables, scalars.length);
  const programs = wrt.map((i) =>
    variablesOf(labels[i] as string, graph.inputs[i]?.shape as Shape).map((variable) =>
      formulas.map((formula) => nodeToProgram(derivativeOf(formula, variable, limit), { products: "scale" })),
    ),
  );
  return { programs, labels };
}

function derivativeOf(formula: Parameters<typeof derive>[0], variable: string, limit: number) {
  try {
    return derive(formula, variable, limit).result;
  } catch (error) {
    if (error instanceof ExpressionTooLarge) throw new UnsupportedError("expression swell", error.message);
    throw error;
  }
}

function requireSize(what: string, size: number, limit: number): void {
  if (size <= limit) return;
  throw new UnsupportedError("expression swell", new ExpressionTooLarge(size, limit, what).message);
}

/** One formula for each variable, each written over all operations of f: beyond this product it would take minutes. */
const mostWork = 300_000;

function requireWork(variables: number, size: number): void {
  if (variables * size <= mostWork) return;
  const [formulas, each] = [variables, size].map((n) => n.toLocaleString("en-US"));
  throw new UnsupportedError(
    "expression swell",
    `there would be a formula for each of ${formulas} variables, over ${each} operations: too many. Use forward or reverse, which share them.`,
  );
}

/** The name of each entry, counted from 1 as formulas do. */
function variablesOf(label: string, shape: Shape): string[] {
  if (shape.length === 0) return [label];
  const columns = shape[1];
  return Array.from({ length: sizeOf(shape) }, (_, i) =>
    columns === undefined ? `${label}[${i + 1}]` : `${label}[${Math.floor(i / columns) + 1},${(i % columns) + 1}]`,
  );
}

function entriesOf(value: Value, shape: Shape): Value[] {
  return shape.length === 0 ? [value] : Array.from({ length: sizeOf(shape) }, (_, i) => slice(value, i, []));
}
