// Methods disagree: which of them is wrong, and which operation made it so.

import type { Differentiator, MethodName } from "../../core/differentiators/differentiator.js";
import type { Graph } from "../../core/graph/graph.js";
import type { Point } from "../../core/graph/tensor.js";
import { localise } from "../localise/localise.js";
import type { Parting } from "../localise/parting.js";
import type { AtPoint } from "./at-point.js";
import type { MethodReport } from "./comparison.js";
import type { Component } from "./components.js";
import { entryOf, results } from "./decide.js";
import { type Claim, intervalsMeet, referenceClaim } from "./judge.js";
import type { Sites } from "./sites.js";

export interface Disagreement {
  readonly graph: Graph;
  readonly point: Point;
  /** of the inputs that are differentiated by */
  readonly names: readonly string[];
  readonly methods: readonly Differentiator[];
  readonly reports: Readonly<Partial<Record<MethodName, MethodReport>>>;
  readonly reference: AtPoint | undefined;
  readonly components: readonly Component[];
  readonly sites: Sites;
}

/** Reverse first: going backwards it finds a row of the primitives table that forward shares. */
const order: readonly MethodName[] = ["reverse", "symbolic", "forward"];

/** Undefined when no method with rules is found wrong, or the function is too large to look into. */
export function findCulprit(disagreement: Disagreement): Parting | undefined {
  const { graph, point, names, methods, reports, sites } = disagreement;
  const answered = results(reports).map(([name]) => name);
  const [first, ...others] = order.flatMap((name) => methods.filter((method) => method.name === name && answered.includes(name)));
  if (sites.kinks.length + sites.singular.length > 0) {
    // On a kink there are conventions only: what parts is what two methods say.
    const partings = others.map((trusted) => first && localise(graph, point, first, { wrt: names, trusted }));
    return partings.find((parting) => parting !== undefined);
  }
  for (const method of [first, ...others]) {
    if (method === undefined || !isSuspect(disagreement, method.name)) continue;
    const parting = localise(graph, point, method, { wrt: names });
    if (parting !== undefined) return parting;
  }
  return undefined;
}

/** It contradicts the reference, or numerical differentiation where there is none. */
function isSuspect({ components, reports, reference }: Disagreement, method: MethodName): boolean {
  const claimOf = (name: MethodName, component: Component): Claim | undefined => {
    const report = reports[name];
    if (report === undefined || "unsupported" in report) return undefined;
    return { method: name, value: entryOf(report.gradient, component), bound: entryOf(report.bound, component) };
  };
  return components.some((component) => {
    const exact = reference?.gradient[component.input]?.[component.entry];
    const truth = exact !== undefined && Number.isFinite(exact) ? referenceClaim(exact) : claimOf("numerical", component);
    const claim = claimOf(method, component);
    return truth !== undefined && claim !== undefined && !intervalsMeet(claim, truth);
  });
}
