// What stands below the sentence of a failure: the claim beside the methods where they can be compared, else beside what is trusted.

import { type Nested, type NestedArray, toTensor } from "../../core/graph/tensor.js";
import { comparable } from "../../verify/check/check-agreement.js";
import type { CheckedEntry, CheckReport, Counterexample } from "../../verify/check/report.js";
import type { Checkable } from "../../verify/check/subject.js";
import { compare } from "../../verify/compare/compare.js";
import type { Comparison, MethodResult } from "../../verify/compare/comparison.js";
import { labelOf, mapStructure } from "../../verify/compare/components.js";
import { digitsCorrect } from "../../verify/compare/digits.js";
import { claimTable } from "../../views/claim.js";
import { type ClaimedRow, comparisonTable, wrap } from "../../views/comparison.js";
import { type MatcherContext, tableOptions } from "./context.js";
import { nameOf } from "./name-of.js";

/** More columns or rows are no table that one looks through. */
const mostComponents = 8;

export function evidenceAgainst(derivative: string, f: Checkable, { counterexample }: CheckReport, context: MatcherContext): string[] {
  if (counterexample === undefined) return [];
  const options = tableOptions(context);
  const comparison = derivative === "gradient" ? comparedAt(f, counterexample) : undefined;
  const result = comparison === undefined ? undefined : resultsOf(comparison)[0];
  if (comparison === undefined || result === undefined) {
    // A single number stands in the sentence already.
    return counterexample.entries.length > 1 ? [claimTable(counterexample, options)] : [];
  }
  return [
    comparisonTable(
      comparison,
      nameOf(f as Parameters<typeof nameOf>[0], counterexample.at),
      options,
      claimedRow(counterexample.entries, result),
    ),
    wrap(`The methods among themselves: ${comparison.message}`, options.width),
  ];
}

const resultsOf = ({ methods }: Comparison) =>
  Object.values(methods).filter((report): report is MethodResult => !("unsupported" in report));

/** Undefined for a black box, and where there is too much to look at. */
function comparedAt(f: Checkable, { at, entries }: Counterexample): Comparison | undefined {
  const wrt = Object.keys(at).filter((name) => entries.some(({ component }) => component === name || component.startsWith(`${name}[`)));
  if (entries.length > mostComponents) return undefined;
  try {
    return compare(comparable(f as Parameters<typeof comparable>[0]), at, { wrt });
  } catch {
    // A function that cannot be traced.
    return undefined;
  }
}

/** The claim in the structure of a method's gradient. */
function claimedRow(entries: readonly CheckedEntry[], { gradient }: MethodResult): ClaimedRow {
  const known = new Map(entries.map((entry) => [entry.component, entry]));
  const shaped = (number: (entry: CheckedEntry) => number) =>
    Object.fromEntries(
      Object.entries(gradient).map(([name, part]): [string, NestedArray] => {
        const { shape } = toTensor(part as Nested);
        const filled = mapStructure(part, (_, i) => {
          const entry = known.get(labelOf(name, shape, i));
          return entry === undefined ? Number.NaN : number(entry);
        });
        return [name, filled];
      }),
    );
  return { gradient: shaped(({ claimed }) => claimed), digits: shaped(({ claimed, expected }) => digitsCorrect(claimed, expected)) };
}
