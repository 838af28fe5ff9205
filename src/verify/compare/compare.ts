// Four methods and the reference at one point, and what to make of them.

import type { Differentiator, MethodName, ResultOf, Structure } from "../../core/differentiators/differentiator.js";
import { UnsupportedError } from "../../core/differentiators/errors.js";
import { inputValues, positionsOf } from "../../core/differentiators/point.js";
import { type Differentiable, recorder } from "../../core/differentiators/program.js";
import { interpreter } from "../../core/execute/interpreter.js";
import { operations } from "../../core/execute/operations.js";
import type { Graph } from "../../core/graph/graph.js";
import { describeShape, ShapeError } from "../../core/graph/shape.js";
import type { NestedArray, Point } from "../../core/graph/tensor.js";
import { lower } from "../../core/primitives/lower.js";
import { partingText } from "../localise/text.js";
import { boundedMethods } from "../methods.js";
import { atPoint } from "./at-point.js";
import { costOfOne, defaultBudget, refusal, spotCount, spotsOf, spread } from "./budget.js";
import type { Comparison, MethodReport } from "./comparison.js";
import { componentsOf, mapStructure } from "./components.js";
import { findCulprit } from "./culprit.js";
import { decide } from "./decide.js";
import { digitsCorrect } from "./digits.js";
import { requireRepeatable } from "./repeatable.js";
import { findSites } from "./sites.js";

export interface CompareOptions {
  /** names of the inputs to differentiate by; all of them unless given */
  readonly wrt?: readonly string[];
  /** the methods to compare; the four with bounds unless given */
  readonly methods?: readonly Differentiator[];
  /** scalar operations that one method may spend; beyond it a few components stand for all. 3e8 unless given */
  readonly budget?: number;
  /** told what the methods found, before the reference has judged it, which takes several times as long */
  readonly onMethods?: (found: Pick<Comparison, "at" | "value" | "methods">) => void;
}

/** Two decimal evaluations of f for each component: beyond this they would take longer than all methods together. */
const mostReferenceOperations = 10_000;

const tooLargeForReference = "at this size there is no 64-digit reference: the methods are compared with one another only.";

/**
 * Differentiates f at a point by every method and decides whether they agree, within bounds that they prove themselves.
 * @param f a formula, a traced function or a graph with a scalar value
 * @throws {ShapeError} when the value is not a scalar; {@link PointError} for names that do not fit; TraceError for a function that
 *   cannot be traced, changes its input or is random
 */
export function compare(f: Differentiable, point: Point, options: CompareOptions = {}): Comparison {
  const { wrt, methods = boundedMethods, budget = defaultBudget, onMethods } = options;
  const { graph } = requireRepeatable(f, recorder(f)(point), point);
  const shape = graph.shape(graph.outputs[0] as number);
  if (shape.length !== 0) throw new ShapeError(`a gradient needs a scalar value, and this is ${describeShape(shape)}.`);
  const positions = positionsOf(graph, wrt);
  const inputs = inputValues(graph, point);
  const evaluation = interpreter(graph)(inputs);
  const nodes = positions.map((i) => graph.inputs[i]?.node as number);
  const sites = findSites(graph, inputs, evaluation, nodes);
  const names = positions.map((i) => graph.inputs[i]?.name as string);
  const value = evaluation.outputs[0]?.data[0] as number;
  const begun = { at: point, value: Number.isFinite(value) ? value : null };
  const components = componentsOf(graph, positions);
  const isAffordable = ({ name }: Differentiator) => costOfOne(name, graph) * components.length <= budget;
  const reports = Object.fromEntries(
    methods.map((method) => [
      method.name,
      isAffordable(method) ? report(method, f, point, names) : { unsupported: refusal(method.name, components.length) },
    ]),
  );
  onMethods?.({ ...begun, methods: reports });
  const affordable = operations(graph) * components.length <= mostReferenceOperations;
  const reference = affordable ? atPoint(lower(graph), point, names) : undefined;
  const spots = methods
    .filter((method) => !isAffordable(method))
    .flatMap((method) => spotsOf(method, f, point, spread(components, spotCount(method.name, graph, budget))));
  const decision = decide({ value, graph, sites, reference, reports, components, spots });
  const parting =
    decision.verdict === "disagree" ? findCulprit({ graph, point, names, methods, reports, reference, components, sites }) : undefined;
  return {
    ...begun,
    ...decision,
    ...(parting === undefined ? {} : { message: `${decision.message} ${partingText(parting)}`, parting }),
    notes: [...decision.notes, ...unusedInputs(graph, names), ...(affordable ? [] : [tooLargeForReference])],
    // A two-sided quotient at a kink is the mean of two slopes, and no derivative.
    ...(reference === undefined
      ? {}
      : { reference: decision.oneSided === undefined ? reference.printed : { value: reference.printed.value, gradient: {} } }),
    methods: decision.verdict === "agree" || decision.verdict === "disagree" ? withDigits(reports, reference?.gradient) : reports,
  };
}

function report(method: Differentiator, f: Differentiable, point: Point, wrt: readonly string[]): MethodReport {
  try {
    const result = method.on("gradient", f, { wrt })(point);
    return described(method.name, result);
  } catch (error) {
    if (error instanceof UnsupportedError) return { unsupported: error.message };
    throw error;
  }
}

function described(name: MethodName, { value, gradient, bound, evaluations, operations }: ResultOf<"gradient">) {
  const boundKind: "proven" | "estimate" = name === "numerical" ? "estimate" : "proven";
  return { value, gradient, bound: (bound ?? {}) as Structure, boundKind, operations, evaluations };
}

function withDigits(reports: Comparison["methods"], exact: Readonly<Record<string, readonly number[]>> | undefined): Comparison["methods"] {
  if (exact === undefined) return reports;
  return Object.fromEntries(
    Object.entries(reports).map(([name, result]) => [
      name,
      "unsupported" in result ? result : { ...result, digits: digitsOf(result.gradient, exact) },
    ]),
  );
}

function digitsOf(gradient: Structure, exact: Readonly<Record<string, readonly number[]>>): Structure {
  return Object.fromEntries(
    Object.entries(gradient).map(([name, part]): [string, NestedArray] => {
      const expected = exact[name] ?? [];
      return [name, mapStructure(part, (entry, i) => digitsCorrect(entry, expected[i] as number))];
    }),
  );
}

/** An input that does not matter has derivative 0, which deserves a word. */
function unusedInputs(graph: Graph, names: readonly string[]): string[] {
  const used = new Set<number>();
  for (let node = 0; node < graph.length; node++) for (const operand of graph.operands(node)) used.add(operand);
  for (const output of graph.outputs) used.add(output);
  return graph.inputs
    .filter(({ name, node }) => names.includes(name) && !used.has(node))
    .map(({ name }) => `${name} does not appear in the function, so its derivative is 0.`);
}
