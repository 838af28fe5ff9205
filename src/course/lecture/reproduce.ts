// A slide's formula computed by all four methods at every node, beside the slide's own numbers.

import type { MethodName } from "../../core/differentiators/differentiator.js";
import { recorder } from "../../core/differentiators/program.js";
import { parseFormula } from "../../core/formula/index.js";
import { cutAt } from "../../core/primitives/cut.js";
import { lower } from "../../core/primitives/lower.js";
import { passes } from "../../verify/explain/passes.js";
import { boundedMethods } from "../../verify/methods.js";
import { type SlideFormula, type SlideNode, slideTolerance } from "./figures.js";

export interface NodeRow {
  readonly slide: SlideNode;
  readonly value: number;
  /** derivative of the result by this node, by each method: the graph is cut open there */
  readonly derivatives: Readonly<Record<MethodName, number>>;
  /** the slide's figures are right to one unit of their fourth decimal */
  readonly matches: boolean;
}

/**
 * Every node of the slide's graph: value, and its derivative by the four methods.
 * @example
 * import { circuit } from "./figures.js";
 * reproduce(circuit).every(({ matches }) => matches)   // true
 */
export function reproduce({ formula, at, nodes }: SlideFormula): readonly NodeRow[] {
  const graph = lower(recorder(parseFormula(formula))(at).graph);
  const computed = passes(graph, at).filter(({ kind }) => kind !== "constant");
  return nodes.map((slide, i) => {
    const pass = computed[i];
    if (pass === undefined) throw new Error(`the slide has a node ${slide.name} that the formula has not`);
    const cut = cutAt(graph, pass.node, "node");
    const point = { ...at, node: pass.value };
    const derivatives = Object.fromEntries(
      boundedMethods.map((method) => [method.name, method.derivative(cut, { wrt: ["node"] })(point).derivative as number]),
    ) as Record<MethodName, number>;
    const close = (computedValue: number, printed: number) => Math.abs(computedValue - printed) <= slideTolerance;
    const matches = close(pass.value, slide.value) && Object.values(derivatives).every((entry) => close(entry, slide.derivative));
    return { slide, value: pass.value, derivatives, matches };
  });
}
