// What a comparison says, as plain data: terminal, JSON and web page only render it.

import type { MethodName, Structure } from "../../core/differentiators/differentiator.js";
import type { NestedArray, Point } from "../../core/graph/tensor.js";
import type { Parting } from "../localise/parting.js";

export type Verdict = "agree" | "disagree" | "not-differentiable" | "outside-domain" | "inconclusive" | "error";

/** Why a comparison decides nothing. */
export type Reason =
  /** numbers on the way are too large for doubles, or of the value as the formula is written */
  | "overflow"
  /** an operation leaves its domain by rounding alone */
  | "cancellation"
  /** the value itself is too large for a double */
  | "too-large"
  /** on a kink, and the function is too large for the reference, which would look at both sides */
  | "kink-without-reference"
  /** fewer than two of the methods and the reference can say how far off they are */
  | "no-bound";

export interface MethodResult {
  readonly value: NestedArray;
  readonly gradient: Structure;
  /** |error| of each entry is at most this; null where no bound could be found */
  readonly bound: Structure;
  /** proven: under the stated assumptions on rounding and rules; estimate: judged from the convergence of difference quotients */
  readonly boundKind: "proven" | "estimate";
  readonly operations: number;
  readonly evaluations: number;
  /** correct decimal digits of each entry against the reference, at most 17; "exact" has all of them */
  readonly digits?: Structure;
  /** nodes of the derivative as one tree, for the symbolic method */
  readonly treeSize?: number;
}

export type MethodReport = MethodResult | { readonly unsupported: string };

export interface Reference {
  /** 40 significant digits */
  readonly value: string;
  readonly gradient: Readonly<Record<string, unknown>>;
}

/** A one-sided derivative: a number, an infinite slope, a jump of the function, or nothing because f is not defined there. */
export interface OneSided {
  readonly input: string;
  readonly left: string;
  readonly right: string;
}

export interface Comparison {
  readonly at: Point;
  readonly value: NestedArray | null;
  readonly verdict: Verdict;
  /** one sentence in words */
  readonly message: string;
  /** of an inconclusive comparison */
  readonly reason?: Reason;
  readonly notes: readonly string[];
  readonly oneSided?: readonly OneSided[];
  /** of methods that disagree: where one of them first goes wrong, and by which rule */
  readonly parting?: Parting;
  readonly reference?: Reference;
  readonly methods: Readonly<Partial<Record<MethodName, MethodReport>>>;
}
