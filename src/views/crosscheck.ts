// What a cross-check found, as text.

import type { Comparison, Reason, Verdict } from "../verify/compare/comparison.js";
import type { ContradictionKind, Totals } from "../verify/crosscheck.js";
import { comparisonText, fold, type TableOptions } from "./comparison.js";
import { labTable } from "./lab-table.js";
import { formatCount, formatNumber } from "./numbers.js";

export interface CrosscheckReport {
  readonly what: "formulas" | "networks";
  readonly seed: number;
  readonly size: number;
  readonly wild: boolean;
  readonly count: number;
  readonly totals: Totals;
  readonly seconds: number;
  readonly ending: "count" | "time" | "contradiction" | "interrupted";
  readonly counterexample?: CounterexampleReport;
  /** how to go on with a run that was not finished */
  readonly resume?: string;
}

/** A contradiction without the case itself: the text says it. */
export interface ShownCounterexample {
  readonly kind: ContradictionKind;
  readonly message: string;
  readonly text: string;
  readonly original: string;
  /** number of the case, counted from 0, and fast-check's path from it to the smallest */
  readonly n: number;
  readonly path: string;
  readonly steps: number;
  readonly comparison?: Comparison;
}

export interface CounterexampleReport extends ShownCounterexample {
  /** the command that shows exactly this case again */
  readonly replay: string;
}

const verdicts: readonly (readonly [Verdict, string])[] = [
  ["agree", "all methods agree"],
  ["not-differentiable", "not differentiable there"],
  ["outside-domain", "on the edge of the domain"],
  ["inconclusive", "inconclusive"],
];

const reasons: Readonly<Record<Reason, string>> = {
  overflow: "numbers on the way are too large for doubles",
  cancellation: "rounding takes all digits on the way",
  "too-large": "the value is too large for a double",
  "kink-without-reference": "on a kink, and too large for the reference",
  "no-bound": "fewer than two methods know how far off they are",
};

const kinds: Readonly<Record<ContradictionKind, string>> = {
  disagreement: "the methods contradict each other",
  bound: "a bound is violated",
  failure: "a comparison failed",
};

/**
 * Running totals on one line.
 * @example
 * totalsLine({ done: 12, verdicts: { agree: 10, inconclusive: 2 }, inconclusive: {}, answered: {} }, 2)   // "10 agree, 2 inconclusive; 6 per second"
 */
export function totalsLine({ done, verdicts: counts }: Totals, seconds: number): string {
  const parts = verdicts.flatMap(([verdict]) => (counts[verdict] === undefined ? [] : [`${formatCount(counts[verdict])} ${verdict}`]));
  return `${parts.join(", ")}; ${speedText(done, seconds)}`;
}

const speedText = (done: number, seconds: number) => `${formatNumber(done / Math.max(seconds, 1e-3), 3)} per second`;

/** Totals, reasons and examples; a contradiction with its comparison and the command that replays it. */
export function crosscheckText(report: CrosscheckReport, options: TableOptions): string {
  const { totals, counterexample, resume } = report;
  return [
    heading(report, options),
    ...(totals.done === 0 ? [] : [labTable(verdictTable(totals), options), labTable(methodTable(totals), options)]),
    Object.keys(totals.inconclusive).length === 0 ? "" : labTable(reasonTable(totals), options),
    ...examples(totals, options),
    counterexample === undefined ? endingText(report, options) : contradictionText(counterexample, report, options),
    resume === undefined ? "" : `go on: ${resume}`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function heading({ what, seed, size, wild, totals, seconds }: CrosscheckReport, { width, paint }: TableOptions): string {
  const of = what === "formulas" ? `up to ${size} operations` : `up to ${size} neurons in a layer`;
  const points = wild ? ", points with extreme numbers" : "";
  const text = `${formatCount(totals.done)} random ${what} of ${of}${points}; seed ${seed}; ${formatNumber(seconds, 3)} s, ${speedText(totals.done, seconds)}`;
  return fold(text, width)
    .map((line) => paint.bold(line))
    .join("\n");
}

function verdictTable({ done, verdicts: counts }: Totals) {
  const rows = verdicts.map(([verdict, text]) => [text, counts[verdict] ?? 0, share(counts[verdict] ?? 0, done)]);
  return { title: "Verdicts", head: ["verdict", "cases", "share"], rows };
}

function methodTable({ done, answered }: Totals) {
  const rows = Object.entries(answered).map(([name, count]) => [name, count, share(count, done)]);
  return { title: "How often a method knew how far off it was", head: ["method", "cases", "share"], rows };
}

function reasonTable({ done, inconclusive }: Totals) {
  const rows = Object.entries(inconclusive).map(([reason, { count }]) => [reasons[reason as Reason], count, share(count, done)]);
  return { title: "Why cases were inconclusive", head: ["reason", "cases", "share"], rows };
}

/** Nothing else shows what is behind a count. */
function examples({ inconclusive }: Totals, { width, paint }: TableOptions): string[] {
  return Object.entries(inconclusive).flatMap(([reason, { first }]) =>
    fold(`first ${reason}: ${first.length > 400 ? `${first.slice(0, 400)}...` : first}`, width).map((line) => paint.dim(line)),
  );
}

const share = (count: number, done: number) => `${formatNumber((100 * count) / done, 3)} %`;

function endingText({ ending, totals, count }: CrosscheckReport, { width, paint }: TableOptions): string {
  const stopped = { count: "", time: "The time is over. ", interrupted: "Interrupted. ", contradiction: "" }[ending];
  const rest = totals.done < count ? ` ${formatCount(count - totals.done)} cases were left.` : "";
  return fold(`${stopped}No contradiction in ${formatCount(totals.done)} cases.${rest}`, width)
    .map((line) => paint.good(line))
    .join("\n");
}

function contradictionText(found: CounterexampleReport, { seed }: CrosscheckReport, options: TableOptions): string {
  const { kind, message, text, original, n, path, steps, comparison, replay } = found;
  const { width, paint } = options;
  const short = (given: string) => (given.length > 600 ? `${given.slice(0, 600)}...` : given);
  return [
    ...fold(`CONTRADICTION in case ${formatCount(n + 1)}: ${kinds[kind]}.`, width).map((line) => paint.bad(line)),
    ...(comparison === undefined || kind !== "disagreement" ? fold(message, width) : []),
    comparison === undefined ? short(text) : comparisonText(comparison, formulaOf(text) ?? "the network", options),
    ...(steps === 0 ? [] : fold(`shrunk in ${steps} steps from ${short(original)}`, width)),
    `replay: ${replay}`,
    paint.dim(`fast-check: random seed ${seed}, case ${n}, path ${path}`),
  ].join("\n");
}

function formulaOf(text: string): string | undefined {
  const { formula } = JSON.parse(text) as { readonly formula?: string };
  return formula;
}
