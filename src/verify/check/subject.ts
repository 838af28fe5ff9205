// The function whose derivative is claimed, whatever it was given as.

import { type Differentiable, recorder } from "../../core/differentiators/program.js";
import { type Formula, parseFormula } from "../../core/formula/index.js";
import { Graph } from "../../core/graph/graph.js";
import type { Point } from "../../core/graph/tensor.js";
import { type TracedFunction, TraceError } from "../../core/graph/trace.js";
import { requireRepeatable } from "../compare/repeatable.js";
import { type BlackBox, type BlackBoxFunction, calledSafely, NotAFunction } from "./black-box.js";

/** A formula as text or parsed, a program that can be traced, a graph, or a black box. */
export type Checkable = string | Formula | TracedFunction | Graph | BlackBox;

export type Subject =
  | { readonly kind: "traced"; readonly f: Differentiable; readonly names: readonly string[] | undefined }
  | { readonly kind: "black box"; readonly f: BlackBox; readonly names: undefined };

/** What f is, before any point is known. @throws {FormulaError} for text that is no formula; {NotAFunction} for what is none */
export function subjectOf(f: Checkable): Subject {
  if (typeof f === "string") return subjectOf(parseFormula(f));
  if (f instanceof Graph) return { kind: "traced", f, names: f.inputs.map(({ name }) => name) };
  if (typeof f === "function") return { kind: "traced", f, names: undefined };
  if (isObject(f) && "kind" in f && f.kind === "black box") return { kind: "black box", f, names: undefined };
  if (isObject(f) && "evaluate" in f) return { kind: "traced", f, names: f.names };
  throw new NotAFunction(
    `there is nothing to differentiate in ${JSON.stringify(f)}: expected a formula as text, a function, or blackBox(function).`,
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * The same, now that there is a point: a function that cannot be traced is a black box after all.
 * @throws {NotAFunction} when f is random or changes its arguments
 */
export function settled(subject: Subject, point: Point): Subject {
  if (subject.kind === "traced") {
    try {
      requireRepeatable(subject.f, recorder(subject.f)(point), point);
      return subject;
    } catch (error) {
      if (typeof subject.f !== "function") throw error;
      if (error instanceof TraceError && /not the same when it is called again|changes its input/.test(error.message)) {
        throw new NotAFunction(error.message);
      }
      // JavaScript's operators, or another library: it can be called all the same.
      return settled(
        { kind: "black box", f: { kind: "black box", call: subject.f as unknown as BlackBoxFunction }, names: undefined },
        point,
      );
    }
  }
  calledSafely("the function", subject.f.call, point);
  return subject;
}
