// One fault, and how many samples trigrad's own verification takes to see it.

import fc from "fast-check";
import type { Differentiator } from "../../../src/core/differentiators/differentiator.js";
import { rowOf } from "../../../src/core/primitives/row.js";
import { type Comparison, compare, type Parting } from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import type { LibraryFault } from "./fault.js";
import { templateAt, withWrongPull, withWrongPush, withWrongTemplate } from "./inject.js";
import { type Sample, samplesOf } from "./samples.js";

export interface Detection {
  /** samples it took, or undefined when none of them saw it */
  readonly samples: number | undefined;
  /** the row, the rule or the sum that is wrong was named */
  readonly isNamed: boolean;
  readonly message: string;
}

/** Sweeps are wrong where a value is used twice: products and powers of sums have that. */
const rowOfSweeps = "mul";

export const rowUnder = ({ where }: LibraryFault): string => (where.table === "sweeps" ? rowOfSweeps : where.row);

export function detect(fault: LibraryFault, { most, seed }: { readonly most: number; readonly seed: number }): Detection {
  const samples = fc.sample(samplesOf(rowUnder(fault)), { numRuns: most, seed });
  for (const [i, sample] of samples.entries()) {
    const { verdict, message, parting } = underFault(fault, () => verify(sample, methodsUnder(fault)));
    if (verdict === "disagree") return { samples: i + 1, isNamed: names(fault, parting), message };
  }
  return { samples: undefined, isNamed: false, message: "" };
}

/** Runs `body` while the fault is in its table; a flawed sweep is a method of its own. */
export function underFault<T>({ where }: LibraryFault, body: () => T): T {
  switch (where.table) {
    case "rows":
      return withWrongPull(where.row, where.operand, where.wrong, body);
    case "pushes":
      return withWrongPush(where.row, where.push, body);
    case "sweeps":
      return body();
    default:
      return withWrongTemplate(where, where.wrong(templateAt(where)), body);
  }
}

export function methodsUnder({ where }: LibraryFault): readonly Differentiator[] {
  if (where.table !== "sweeps") return boundedMethods;
  return boundedMethods.map((method) => (method.name === where.method.name ? where.method : method));
}

function verify({ program, point }: Sample, methods: readonly Differentiator[]): Pick<Comparison, "verdict" | "message" | "parting"> {
  return compare(program, point, { methods });
}

/** One rule for any number of operands. */
const isForAll = (row: string) => typeof rowOf(row).pull === "function";

function names({ where }: LibraryFault, parting: Parting | undefined): boolean {
  const culprit = parting?.culprit;
  if (parting === undefined || culprit === undefined) return false;
  switch (where.table) {
    case "rows":
      return culprit.kind === "rule" && culprit.primitive === where.row && (isForAll(where.row) || culprit.operand === where.operand);
    case "pushes":
      return culprit.kind === "rule" && culprit.primitive === where.row;
    case "sweeps":
      return culprit.kind !== "rule" && parting.method === where.method.name;
    default:
      // On a kink the rules of two methods differ, and one of the two is this one.
      return culprit.kind === "rule" && culprit.primitive === where.row && (culprit.rule !== undefined || parting.trusted === "symbolic");
  }
}
