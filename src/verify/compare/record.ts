// One case as the documented JSON record: formula and point in; values, gradients, bounds and verdict out; errors as data.

import { PointError } from "../../core/differentiators/errors.js";
import { FormulaError, parseFormula } from "../../core/formula/index.js";
import { ShapeError } from "../../core/graph/shape.js";
import type { Point } from "../../core/graph/tensor.js";
import { TraceError } from "../../core/graph/trace.js";
import { type ClaimVerdict, judgeClaim } from "./claim.js";
import { compare } from "./compare.js";
import type { Comparison } from "./comparison.js";
import { requirePoint } from "./require-point.js";

export const schemaVersion = 1;

export type ErrorKind = "syntax" | "unknown-name" | "missing-value" | "not-scalar" | "unsupported" | "too-large" | "bad-value";

export interface CaseError {
  readonly kind: ErrorKind;
  readonly message: string;
  /** where in the formula, counted from 0 */
  readonly position?: number;
}

export interface CaseInput {
  readonly id?: unknown;
  readonly formula: string;
  readonly at: Point;
  readonly gradient?: unknown;
  readonly value?: unknown;
  readonly wrt?: readonly string[];
}

export interface CaseRecord extends Partial<Comparison> {
  readonly schema: typeof schemaVersion;
  readonly id?: unknown;
  readonly formula: string;
  readonly verdict: Comparison["verdict"];
  readonly message: string;
  readonly error?: CaseError;
  readonly claim?: ClaimVerdict;
}

/**
 * Compares a formula at a point. Bad input does not throw: it becomes a record with the verdict "error".
 * @example
 * compareCase({ formula: "x^2", at: { x: 3 } }).verdict   // "agree"
 */
export function compareCase(input: CaseInput): CaseRecord {
  const { formula, at, wrt, id } = input;
  const head = { schema: schemaVersion, ...(id === undefined ? {} : { id }), formula } as const;
  try {
    const parsed = parseFormula(formula);
    requirePoint(parsed, at, wrt);
    const comparison = compare(parsed, at, wrt === undefined ? {} : { wrt });
    const claim = judgeClaim(comparison, input);
    return { ...head, ...comparison, ...(claim === undefined ? {} : { claim }) };
  } catch (error) {
    const described = describeError(error);
    return { ...head, at, verdict: "error", message: described.message, error: described };
  }
}

/** @throws whatever is not a mistake of the input */
export function describeError(error: unknown): CaseError {
  if (error instanceof FormulaError) {
    return { kind: error.kind, message: error.message, ...(error.position === undefined ? {} : { position: error.position }) };
  }
  if (error instanceof PointError) return { kind: "bad-value", message: error.message };
  if (error instanceof ShapeError) return { kind: /scalar value/.test(error.message) ? "not-scalar" : "bad-value", message: error.message };
  if (error instanceof TraceError) return { kind: "unsupported", message: error.message };
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return { kind: "too-large", message: "The formula is nested too deeply: split it into smaller parts." };
  }
  throw error;
}
