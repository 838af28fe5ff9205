// A comparison as a table for the terminal: one row for each method, one column for each component.

import Table from "cli-table3";
import stringWidth from "string-width";
import type { Comparison, MethodResult, Verdict } from "../verify/compare/comparison.js";
import { flatten } from "../verify/compare/components.js";
import { allDigits } from "../verify/compare/digits.js";
import { fold, wrap } from "./fold.js";
import { formatCount, formatNumber } from "./numbers.js";
import type { Paint } from "./paint.js";

export { fold, wrap };

export interface TableOptions {
  readonly width: number;
  readonly unicode: boolean;
  readonly paint: Paint;
}

/** Value, table, verdict and notes of a comparison. */
export function comparisonText(comparison: Comparison, formula: string, options: TableOptions): string {
  return [comparisonTable(comparison, formula, options), ...verdictLines(comparison, options)].join("\n");
}

/** A gradient that somebody claims, as a row above those of the methods. */
export type ClaimedRow = Pick<MethodResult, "gradient" | "digits">;

/** Value and table alone. */
export function comparisonTable(comparison: Comparison, formula: string, options: TableOptions, claimed?: ClaimedRow): string {
  const { paint } = options;
  const value = comparison.value === null ? "none" : formatNumber(comparison.value as number, 17);
  const lines = [heading(comparison, formula, options), `value  ${paint.value(value)}`];
  const results = Object.entries(comparison.methods).filter((pair): pair is [string, MethodResult] => !("unsupported" in pair[1]));
  if (Object.keys(comparison.methods).length > 0)
    lines.push(table([...(claimed === undefined ? [] : [["claimed", claimed] as const]), ...results], options));
  return lines.join("\n");
}

/** The verdict in one sentence, then the notes. */
export function verdictLines(
  { verdict, message, notes }: Pick<Comparison, "verdict" | "message" | "notes">,
  { paint, width }: Pick<TableOptions, "paint" | "width">,
): string[] {
  const colour = verdict === "agree" ? paint.good : verdict === "disagree" ? paint.bad : paint.note;
  return [wrap(`${colour(verdictText[verdict])}: ${message}`, width), ...notes.map((note) => wrap(paint.dim(`note: ${note}`), width))];
}

const verdictText: Readonly<Record<Verdict, string>> = {
  agree: "AGREE",
  disagree: "DISAGREE",
  "not-differentiable": "NOT DIFFERENTIABLE HERE",
  "outside-domain": "OUTSIDE THE DOMAIN",
  inconclusive: "INCONCLUSIVE",
  error: "ERROR",
};

export function pointText(at: Readonly<Record<string, unknown>>): string {
  return Object.entries(at)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(", ");
}

/** Formula and point on one line where they fit, else folded. */
function heading({ at }: Comparison, formula: string, { width, paint }: TableOptions): string {
  const point = pointText(at);
  if (stringWidth(`${formula}  at  ${point}`) <= width) return `${paint.bold(formula)}  at  ${point}`;
  return [...fold(formula, width).map((line) => paint.bold(line)), ...fold(`at  ${point}`, width)].join("\n");
}

/** A claim costs nothing that we know of. */
type Row = readonly [name: string, result: ClaimedRow & Partial<Pick<MethodResult, "operations" | "evaluations">>];

/** Components side by side where they fit, else one below another: methods side by side, then in a narrow table, then as a list. */
function table(usable: readonly Row[], options: TableOptions): string {
  const labels = usable[0] === undefined ? [] : labelsOf(usable[0][1]);
  const wide = render(
    ["method", ...labels.map((label) => `d/d${label}`), "digits", "operations", "evaluations"],
    methodRows(usable, labels.length),
    options,
  );
  if (visibleWidth(wide) <= options.width) return wide;
  const turned = render(["", ...usable.map(([name]) => name)], turnedRows(usable, labels), options);
  if (visibleWidth(turned) <= options.width) return turned;
  const rows = labels.flatMap((label, i) =>
    usable.map(([name, result]) => [`d/d${label}`, name, formatNumber(entries(result)[i] as number), digitsText([digitsOf(result)[i]])]),
  );
  const tall = render(["component", "method", "derivative", "digits"], rows, options);
  const spent = (what: "operations" | "evaluations") =>
    wrap(
      `${what}: ${usable
        .filter(([, result]) => result[what] !== undefined)
        .map(([name, result]) => `${name} ${spentText(result[what])}`)
        .join(", ")}`,
      options.width,
    );
  return [visibleWidth(tall) <= options.width ? tall : list(rows, options), spent("operations"), spent("evaluations")].join("\n");
}

/** One column for each method: a row for each component, then what the method cost. */
function turnedRows(usable: readonly Row[], labels: readonly string[]): string[][] {
  const results = usable.map(([, result]) => result);
  return [
    ...labels.map((label, i) => [`d/d${label}`, ...results.map((result) => formatNumber(entries(result)[i] as number))]),
    ["digits", ...results.map((result) => digitsText(digitsOf(result)))],
    ["operations", ...results.map(({ operations }) => spentText(operations))],
    ["evaluations", ...results.map(({ evaluations }) => spentText(evaluations))],
  ];
}

function list(rows: readonly (readonly string[])[], { width, paint }: TableOptions): string {
  const lines = rows.flatMap(([label = "", method = "", derivative = "", digits = ""], i) => [
    ...(label === rows[i - 1]?.[0] ? [] : fold(label, width).map((line) => paint.bold(line))),
    `  ${method.padEnd(9)}  ${derivative.padEnd(15)}  ${digits}`,
  ]);
  return [`  ${"method".padEnd(9)}  ${"derivative".padEnd(15)}  digits`, ...lines].join("\n");
}

function methodRows(usable: readonly Row[], count: number): string[][] {
  return usable.map(([name, result]) => [
    name,
    ...entries(result)
      .slice(0, count)
      .map((entry) => formatNumber(entry)),
    digitsText(digitsOf(result)),
    spentText(result.operations),
    spentText(result.evaluations),
  ]);
}

const spentText = (count: number | undefined) => (count === undefined ? "-" : formatCount(count));

const entries = (result: ClaimedRow) => Object.values(result.gradient).flatMap(flatten);
const digitsOf = (result: ClaimedRow) => Object.values(result.digits ?? {}).flatMap(flatten);

/** Of several components the least exact one counts. */
export function digitsText(digits: readonly (number | undefined)[]): string {
  const known = digits.filter((digit): digit is number => digit !== undefined && !Number.isNaN(digit));
  if (known.length === 0) return "-";
  const least = Math.min(...known);
  return least >= allDigits ? "all" : least.toFixed(1);
}

function labelsOf(result: ClaimedRow): string[] {
  return Object.entries(result.gradient).flatMap(([name, part]) => {
    const all = flatten(part);
    return typeof part === "number" ? [name] : all.map((_, i) => `${name}[${position(part, i)}]`);
  });
}

function position(part: MethodResult["gradient"][string], i: number): string {
  const first = Array.isArray(part) ? part[0] : undefined;
  if (!Array.isArray(first)) return String(i + 1);
  return `${Math.floor(i / first.length) + 1},${(i % first.length) + 1}`;
}

const plainBorders = {
  top: "-",
  "top-mid": "+",
  "top-left": "+",
  "top-right": "+",
  bottom: "-",
  "bottom-mid": "+",
  "bottom-left": "+",
  "bottom-right": "+",
  left: "|",
  "left-mid": "+",
  mid: "-",
  "mid-mid": "+",
  right: "|",
  "right-mid": "+",
  middle: "|",
};

/** Frames that a terminal without Unicode can show. */
export function borders({ unicode }: Pick<TableOptions, "unicode">): { chars?: typeof plainBorders } {
  return unicode ? {} : { chars: plainBorders };
}

function render(head: readonly string[], rows: readonly (readonly string[])[], { unicode, paint }: TableOptions): string {
  const drawn = new Table({
    head: head.map((cell) => paint.bold(cell)),
    style: { head: [], border: [], compact: true },
    ...borders({ unicode }),
    colAligns: head.map((_, i) => (i === 0 ? "left" : "right")),
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

function visibleWidth(text: string): number {
  return Math.max(...text.split("\n").map((line) => stringWidth(line)));
}
