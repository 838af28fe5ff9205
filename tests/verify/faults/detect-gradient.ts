// One gradient written by hand, and how many samples `checkGradient` takes to see what is wrong with it.

import fc from "fast-check";
import type { Nested, NestedArray } from "../../../src/core/graph/tensor.js";
import { type CheckReport, checkGradient } from "../../../src/index.js";
import type { Detection } from "./detect.js";
import type { Arrays, HandWritten } from "./fault.js";
import type { HandWrittenFunction } from "./gradients/hand-written.js";

interface Budget {
  readonly most: number;
  readonly seed: number;
}

export interface GradientDetection extends Detection {
  readonly report: CheckReport;
  /** an operation of the program was named, too */
  readonly hasNode: boolean;
}

export function detectGradient(
  { f, inputs, right }: HandWrittenFunction,
  gradient: HandWritten,
  { most, seed }: Budget,
): GradientDetection {
  // Shrinking takes most of the time, and finds nothing that was not found.
  const unshrunk = Object.fromEntries(Object.entries(inputs).map(([name, domain]) => [name, fc.noShrink(domain)]));
  const report = checkGradient(f, gradient as never, { inputs: unshrunk, samples: most, seed });
  const { verdict, samples, message, counterexample } = report;
  const found = verdict === "wrong" && counterexample !== undefined;
  return {
    samples: found ? samples : undefined,
    isNamed: found && isWrongThere(right(counterexample.at as Arrays), counterexample),
    message,
    report,
    hasNode: counterexample?.node !== undefined,
  };
}

/** The component that is shown is one that the mistake changed: its right value is the expected one, not the claimed one. */
function isWrongThere(right: Arrays, { component, claimed, expected }: NonNullable<CheckReport["counterexample"]>): boolean {
  const value = entryAt(right, component);
  return Math.abs(value - expected) < Math.abs(value - claimed);
}

/** x, w[2] or W[1,3], counted from 1. */
function entryAt(arrays: Arrays, label: string): number {
  const [, name = "", positions = ""] = /^(\w+)(?:\[(.*)\])?$/.exec(label) ?? [];
  const indices = positions === "" ? [] : positions.split(",").map((text) => Number(text) - 1);
  return indices.reduce<Nested | NestedArray>(
    (part, i) => (part as NestedArray[])[i] as NestedArray,
    arrays[name] as NestedArray,
  ) as number;
}
