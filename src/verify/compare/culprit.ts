// Methods disagree: which of them is wrong, and which operation made it so.

import type { Differentiator, MethodName } from "../../core/differentiators/differentiator.js";
import type { Graph } from "../../core/graph/graph.js";
import type { Point } from "../../core/graph/tensor.js";
import { localise } from "../localise/localise.js";
import type { Parting } from "../localise/parting.js";
import type { AtPoint } from "./at-point.js";
import type { MethodReport, MethodResult } from "./comparison.js";
import type { Component } from "./components.js";
import { claimOf, results } from "./decide.js";
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
  const answered = new Map(results(reports));
  const asked = order.flatMap((name) => methods.filter((method) => method.name === name && answered.has(name)));
  if (sites.kinks.length + sites.singular.length > 0) {
    // On a kink there are conventions only: what parts is what two methods say.
    const [first, ...others] = asked;
    const partings = others.map((trusted) => first && localise(graph, point, first, { wrt: names, trusted }));
    return partings.find((parting) => parting !== undefined);
  }
  for (const method of asked) {
    if (!isSuspect(disagreement, method.name, answered)) continue;
    const parting = localise(graph, point, method, { wrt: names });
    if (parting !== undefined) return parting;
  }
  return undefined;
}

/** It contradicts the reference, or numerical differentiation where there is none. */
function isSuspect({ components, reference }: Disagreement, method: MethodName, answered: ReadonlyMap<MethodName, MethodResult>): boolean {
  const claimBy = (name: MethodName, component: Component): Claim | undefined => {
    const result = answered.get(name);
    return result && claimOf(name, result, component);
  };
  return components.some((component) => {
    const exact = reference?.gradient[component.input]?.[component.entry] ?? Number.NaN;
    const truth = Number.isFinite(exact) ? referenceClaim(exact) : claimBy("numerical", component);
    const claim = claimBy(method, component) as Claim;
    return truth !== undefined && !intervalsMeet(claim, truth);
  });
}
