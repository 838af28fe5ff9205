// A slide's formula computed by all four methods at every node, beside the slide's own numbers.

import type { MethodName } from "../../core/differentiators/differentiator.js";
import { recorder } from "../../core/differentiators/program.js";
import { parseFormula } from "../../core/formula/index.js";
import { cutAt } from "../../core/primitives/cut.js";
import { lower } from "../../core/primitives/lower.js";
import { passes } from "../../verify/explain/passes.js";
import { boundedMethods } from "../../verify/methods.js";
import type { Computed } from "./figure.js";
import { circuit, exercise, type SlideFormula, type SlideNode, slideTolerance } from "./figures.js";
import { type LocalDerivative, localDerivatives } from "./local-derivatives.js";

export interface NodeRow {
  readonly slide: SlideNode;
  readonly value: number;
  /** derivative of the result by this node, by each method: the graph is cut open there */
  readonly derivatives: Readonly<Record<MethodName, number>>;
  /** what the rule of the operation gives for each operand, beside what the slide's expression gives */
  readonly local: readonly LocalDerivative[];
  /** the slide's figures are right to one unit of their fourth decimal */
  readonly matches: boolean;
}

/**
 * Every node of the slide's graph: value, local derivatives, and the derivative of the result by the four methods.
 * @example
 * import { circuit } from "./figures.js";
 * reproduce(circuit).every(({ matches }) => matches)   // true
 */
export function reproduce({ formula, at, nodes }: SlideFormula): readonly NodeRow[] {
  const graph = lower(recorder(parseFormula(formula))(at).graph);
  const computed = passes(graph, at).filter(({ kind }) => kind !== "constant");
  const values = Object.fromEntries(nodes.map(({ name }, i) => [name, computed[i]?.value ?? Number.NaN]));
  return nodes.map((slide, i) => {
    const pass = computed[i];
    if (pass === undefined) throw new Error(`the slide has a node ${slide.name} that the formula has not`);
    const cut = cutAt(graph, pass.node, "node");
    const point = { ...at, node: pass.value };
    const derivatives = Object.fromEntries(
      boundedMethods.map((method) => [method.name, method.derivative(cut, { wrt: ["node"] })(point).derivative as number]),
    ) as Record<MethodName, number>;
    const local = localDerivatives(
      slide.local,
      values,
      pass.sends.map((sent) => sent.local),
    );
    return {
      slide,
      value: pass.value,
      derivatives,
      local,
      matches: figuresOf({ slide, value: pass.value, derivatives, local }).every(isRight),
    };
  });
}

const close = (computed: number, printed: number) => Math.abs(computed - printed) <= slideTolerance;
const isRight = ({ right }: { readonly right: boolean }) => right;

function figuresOf({ slide, value, derivatives, local }: Omit<NodeRow, "matches">) {
  const methods = Object.values(derivatives);
  return [
    { says: `the value of ${slide.name} is ${slide.value}`, right: close(value, slide.value) },
    {
      says: `the derivative of the result by ${slide.name} is ${slide.derivative}, by each of the four methods`,
      right: methods.length === 4 && methods.every((derivative) => close(derivative, slide.derivative)),
    },
    ...local.map(({ written, matches }, k) => ({
      says: `the local derivative of ${slide.name} by operand ${k + 1} is ${written}`,
      right: matches,
    })),
  ];
}

/** Section 5, and the first part of section 6. */
export function nodesSection(slide: SlideFormula): Computed<NodesData> {
  const nodes = reproduce(slide);
  return { data: { formula: slide.formula, at: slide.at, nodes }, figures: nodes.flatMap(figuresOf) };
}

export interface NodesData {
  readonly formula: string;
  readonly at: SlideFormula["at"];
  readonly nodes: readonly NodeRow[];
}

export const circuitSection = () => nodesSection(circuit);
export const exerciseNodes = () => nodesSection(exercise);
