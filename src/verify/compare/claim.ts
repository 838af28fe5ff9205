// Is a claimed value or gradient right?

import type { NestedArray } from "../../core/graph/tensor.js";
import type { Comparison, MethodResult } from "./comparison.js";
import { flatten, labelOf } from "./components.js";

export interface ClaimVerdict {
  readonly verdict: "right" | "wrong" | "undecided";
  /** the component that is furthest off, "value" for the value */
  readonly worst?: string;
}

/** Relative error that a number written with about 12 digits may have; a claim is text that a person or another program rounded. */
const writtenPrecision = 1e-9;

/** Undefined when nothing is claimed. A claim about an entry that is not there, or of another structure, is wrong. */
export function judgeClaim(
  comparison: Comparison,
  claim: { readonly gradient?: unknown; readonly value?: unknown },
): ClaimVerdict | undefined {
  if (claim.gradient === undefined && claim.value === undefined) return undefined;
  if (comparison.verdict !== "agree" && comparison.verdict !== "disagree") return { verdict: "undecided" };
  const distances: [string, number][] = [];
  if (claim.value !== undefined) distances.push(["value", distance(claim.value, comparison.value as number, 0)]);
  if (claim.gradient !== undefined) distances.push(...gradientDistances(claim.gradient, comparison));
  const worst = distances.reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
  if (worst[1] > 1) return { verdict: "wrong", worst: worst[0] };
  // Where the methods found no number, nothing says that the claim is right.
  return { verdict: distances.some(([, size]) => Number.isNaN(size)) ? "undecided" : "right" };
}

/** In units of what is allowed. */
function distance(claimed: unknown, exact: number, bound: number): number {
  if (typeof claimed !== "number" || !Number.isFinite(claimed)) return Number.POSITIVE_INFINITY;
  const error = Math.abs(claimed - exact);
  return error === 0 ? 0 : error / (writtenPrecision * Math.abs(exact) + bound);
}

function gradientDistances(claimed: unknown, { methods, reference }: Comparison): [string, number][] {
  if (typeof claimed !== "object" || claimed === null || Array.isArray(claimed)) return [["gradient", Number.POSITIVE_INFINITY]];
  const best = (methods.reverse ?? methods.forward) as MethodResult;
  return Object.entries(claimed as Record<string, unknown>).flatMap(([name, part]): [string, number][] => {
    const own = best.gradient[name];
    if (own === undefined) return [[name, Number.POSITIVE_INFINITY]];
    const exact = exactEntries(reference?.gradient[name], own);
    const given = flattenUnknown(part);
    if (given.length !== exact.length) return [[name, Number.POSITIVE_INFINITY]];
    const bounds = flatten(best.bound[name] ?? 0);
    return given.map((entry, i): [string, number] => {
      const label = labelOf(name, shapeOfNested(own), i);
      return [label, distance(entry, exact[i] as number, finiteOrZero(bounds[i]))];
    });
  });
}

const finiteOrZero = (bound: number | undefined) => (bound !== undefined && Number.isFinite(bound) ? bound : 0);

function exactEntries(printed: unknown, own: NestedArray): number[] {
  const fallback = flatten(own);
  if (printed === undefined) return fallback;
  return flattenUnknown(printed).map((digits, i) => (typeof digits === "string" ? Number(digits) : (fallback[i] as number)));
}

function shapeOfNested(part: NestedArray): number[] {
  return typeof part === "number" ? [] : [part.length, ...shapeOfNested(part[0] ?? 0)];
}

function flattenUnknown(part: unknown): unknown[] {
  return Array.isArray(part) ? part.flatMap(flattenUnknown) : [part];
}
