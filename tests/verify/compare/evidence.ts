// Evidence for a verdict as plain data: what sites, reference and methods would have said.

import { record, type Value } from "../../../src/index.js";
import type { AtPoint, SideOfDerivative } from "../../../src/verify/compare/at-point.js";
import type { MethodResult } from "../../../src/verify/compare/comparison.js";
import type { Component } from "../../../src/verify/compare/components.js";
import { type Decision, decide, type Evidence } from "../../../src/verify/compare/decide.js";
import type { Site, Sites } from "../../../src/verify/compare/sites.js";

type Numbers = Readonly<Record<string, number>>;

const plain = record(({ x }) => x as Value, { x: 1 }).graph;
const smooth: Sites = { outside: [], overflow: [], lost: [], extreme: [], singular: [], kinks: [] };

export const site = (primitive: string, operands: readonly number[], text = ""): Site => ({ node: 1, primitive, operands, text });

export const numbersCalled = (...names: readonly string[]): readonly Component[] =>
  names.map((name) => ({ input: name, entry: 0, label: name }));

/** A method that answers, with the same bound on every number. */
export function says(gradient: Numbers, bound = 0): MethodResult {
  const bounds = Object.fromEntries(Object.keys(gradient).map((name) => [name, bound]));
  return { value: 0, gradient, bound: bounds, boundKind: "proven", operations: 1, evaluations: 1 };
}

export const slope = (of: number): SideOfDerivative => ({ kind: "finite", slope: of });

type Sides = readonly [left: SideOfDerivative, right: SideOfDerivative];

/** The reference: both sides are those of a smooth function unless given. */
export function reference(value: number, gradient: Numbers, sides: Readonly<Record<string, Sides>> = {}, error = 0): AtPoint {
  const lists = (of: (name: string) => number) => Object.fromEntries(Object.keys(gradient).map((name) => [name, [of(name)]]));
  return {
    value,
    gradient: lists((name) => gradient[name] as number),
    error: lists(() => error),
    printed: { value: String(value), gradient: {} },
    oneSided: ({ input }) => {
      const [left, right] = sides[input] ?? [slope(gradient[input] as number), slope(gradient[input] as number)];
      return { left, right };
    },
  };
}

/** By x alone, with the value 1, everywhere smooth, by no method and without a reference, unless given. */
export function decideOn(given: Partial<Omit<Evidence, "sites">> & { readonly sites?: Partial<Sites> }): Decision {
  const evidence = { value: 1, graph: plain, reference: undefined, reports: {}, components: numbersCalled("x"), ...given };
  return decide({ ...evidence, sites: { ...smooth, ...given.sites } });
}
