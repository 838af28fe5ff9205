// Formula, point and names from the command line, mistakes as data.

import type { Point } from "../../core/graph/tensor.js";
import { type CaseRecord, describeError, schemaVersion } from "../../verify/compare/record.js";
import { PointTextError, parsePoint } from "../../views/point-text.js";
import { unprotected } from "./formula-argument.js";

export interface ReadArguments {
  readonly formula: string;
  readonly at: Point;
  readonly wrt?: readonly string[];
}

/** @param namesOf the free names of a formula, for values that come without one */
export function readArguments(
  typed: string,
  { at = "", wrt }: { readonly at?: string; readonly wrt?: string },
  namesOf: (formula: string) => readonly string[],
): ReadArguments | { readonly error: CaseRecord } {
  const formula = unprotected(typed);
  try {
    const point = parsePoint(at, namesOf(formula));
    const names = wrt?.split(",").map((name) => name.trim());
    return { formula, at: point, ...(names === undefined ? {} : { wrt: names }) };
  } catch (error) {
    const described = error instanceof PointTextError ? ({ kind: "bad-value", message: error.message } as const) : describeError(error);
    const record = {
      schema: schemaVersion,
      formula,
      at: readable(at),
      verdict: "error",
      message: described.message,
      error: described,
    } as const;
    return { error: record };
  }
}

/** The point as far as it can be read without the formula, so that an error record repeats what was given. */
function readable(at: string): Point {
  try {
    return parsePoint(at, []);
  } catch {
    return {};
  }
}
