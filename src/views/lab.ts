// A lab's report as text for the terminal: the question, what to guess, plots and tables, what was seen, and how to repeat it.

import type { Finding, Lab, LabReport } from "../course/labs/report.js";
import { fold, type TableOptions } from "./comparison.js";
import { columns } from "./graph/canvas.js";
import { oneLine, spellAscii } from "./graph/spell.js";
import { labTable } from "./lab-table.js";
import { plotText } from "./plots/terminal.js";

/** The settings as they were typed, for the line that repeats the run. */
export type Typed = Readonly<Record<string, string | number>>;

/**
 * Everything a report holds except its typed data.
 * @param typed the settings that were given; those left out are the lab's defaults
 * @example
 * import { plainPaint } from "./paint.js";
 * const report = { name: "demo", title: "A demo", question: "Why?", predict: "Guess.", settings: {}, data: 0, plots: [], tables: [], findings: [], seen: "It rose." };
 * labText(report, { h: 1 }, { width: 60, unicode: false, paint: plainPaint }).split("\n").at(-1)   // "  trigrad lab demo --set h=1"
 */
export function labText(report: LabReport, typed: Typed, options: TableOptions): string {
  const { paint } = options;
  const parts = [
    questionText(report, options),
    ...report.plots.map((plot) => plotText(plot, options)),
    ...report.tables.map((table) => labTable(table, options)),
    ["What was seen", report.seen],
    report.findings.length === 0 ? "" : findingsText(report.findings, options),
    madeWith(report, typed, options),
  ];
  return parts
    .map((part) => (typeof part === "string" ? part : `${paint.bold(part[0] ?? "")}\n${paragraphs(part[1] ?? "", options)}`))
    .filter((part) => part !== "")
    .join("\n\n");
}

/**
 * Title, question and what to guess: all that a student sees before running the lab.
 * @example
 * import { plainPaint } from "./paint.js";
 * questionText({ title: "A demo", question: "Why?", predict: "Guess." }, { width: 60, unicode: false, paint: plainPaint })   // "A demo\nQuestion: Why?\nPredict first: Guess."
 */
export function questionText({ title, question, predict }: Pick<Lab, "title" | "question" | "predict">, options: TableOptions): string {
  const { paint } = options;
  return [
    ...lines(title, options).map((line) => paint.bold(line)),
    ...labelled("Question:", question, options),
    ...labelled("Predict first:", predict, options),
  ].join("\n");
}

/**
 * Names, titles and questions of all labs.
 * @example
 * import { plainPaint } from "./paint.js";
 * labListText([{ name: "demo", title: "A demo", question: "Why?" }], { width: 40, unicode: false, paint: plainPaint })   // "demo  A demo\n      Why?"
 */
export function labListText(labs: readonly Pick<Lab, "name" | "title" | "question">[], options: TableOptions): string {
  const indent = Math.max(0, ...labs.map(({ name }) => columns(name))) + 2;
  return labs
    .flatMap(({ name, title, question }) => {
      const room = { ...options, width: options.width - indent };
      const texts = [...lines(title, room).map((line) => options.paint.bold(line)), ...lines(question, room)];
      return texts.map(
        (line, i) => `${i === 0 ? options.paint.value(name) + " ".repeat(indent - columns(name)) : " ".repeat(indent)}${line}`,
      );
    })
    .join("\n");
}

/**
 * The settings of a lab with their defaults, one a line.
 * @example
 * import { plainPaint } from "./paint.js";
 * labOptionsText({ options: { h: { default: 1e-8, meaning: "the step size" } } }, { width: 60, unicode: false, paint: plainPaint })   // "  h=1e-8  the step size"
 */
export function labOptionsText({ options: settings }: Pick<Lab, "options">, options: TableOptions): string {
  const entries = Object.entries(settings).map(([name, option]) => ({ setting: `${name}=${option.default}`, meaning: option.meaning }));
  const beside = Math.min(24, Math.max(0, ...entries.map(({ setting }) => columns(setting))));
  return entries
    .flatMap(({ setting, meaning }) => {
      const texts = lines(meaning, { ...options, width: options.width - beside - 4 });
      const indent = `  ${" ".repeat(beside)}  `;
      if (columns(setting) > beside)
        return [
          ...lines(setting, { ...options, width: options.width - 2 }).map((line) => `  ${line}`),
          ...texts.map((line) => indent + line),
        ];
      return texts.map((line, i) => (i === 0 ? `  ${setting}${" ".repeat(beside - columns(setting))}  ${line}` : indent + line));
    })
    .join("\n");
}

/**
 * The command that makes the same run again, in parts that belong on one line each.
 * @example
 * repeatCommand({ name: "demo", randomSeed: 7 }, { formula: "x * y" })   // ["trigrad lab demo", "--set 'formula=x * y'", "--seed 7"]
 */
export function repeatCommand({ name, randomSeed }: Pick<LabReport, "name" | "randomSeed">, typed: Typed): string[] {
  const settings = Object.entries(typed).filter(([key]) => key !== "randomSeed" || randomSeed === undefined);
  const given = settings.map(([key, value]) => `--set ${quoted(`${key}=${value}`)}`);
  return [`trigrad lab ${name}`, ...given, ...(randomSeed === undefined ? [] : [`--seed ${randomSeed}`])];
}

/** Words that a shell would take apart stand in quotes. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function findingsText(findings: readonly Finding[], options: TableOptions): string {
  const { paint } = options;
  const colours: Readonly<Record<Finding["seen"], (text: string) => string>> = {
    "seen here": paint.good,
    "not seen here": paint.gradient,
    depends: paint.note,
  };
  const inner = { ...options, width: options.width - 2 };
  const texts = findings.flatMap(({ claim, seen, because }) => [
    ...lines(`${seen}: ${claim}`, inner).map((line, i) => (i === 0 ? line.replace(seen, colours[seen](seen)) : `  ${line}`)),
    ...lines(because, inner).map((line) => `  ${line}`),
  ]);
  return [paint.bold("Claims"), ...texts].join("\n");
}

function madeWith(report: LabReport, typed: Typed, options: TableOptions): string {
  const settings = Object.entries(report.settings).map(([name, value]) => `${name} = ${value}`);
  const named = report.randomSeed === undefined || Object.hasOwn(report.settings, "randomSeed");
  const made = [...settings, ...(named ? [] : [`randomSeed = ${report.randomSeed}`])].join("; ");
  return [...(made === "" ? [] : labelled("Settings:", made, options)), `Again:\n${commandText(report, typed, options)}`].join("\n");
}

/** The command that makes the same run again, folded so that a shell still reads it as one. */
export function commandText(report: Pick<LabReport, "name" | "randomSeed">, typed: Typed, options: TableOptions): string {
  const { paint, unicode, width } = options;
  const rows: string[] = [];
  for (const raw of repeatCommand(report, typed)) {
    const part = unicode ? oneLine(raw) : spellAscii(oneLine(raw));
    const row = rows.at(-1);
    if (row !== undefined && columns(row) + columns(part) + 3 <= width) rows[rows.length - 1] = `${row} ${part}`;
    else rows.push(`  ${part}`);
  }
  return rows.map((row) => paint.value(row)).join(" \\\n");
}

function labelled(label: string, text: string, options: TableOptions): string[] {
  return lines(`${label} ${text}`, options).map((line, i) => (i === 0 ? line.replace(label, options.paint.note(label)) : line));
}

function paragraphs(text: string, options: TableOptions): string {
  return text
    .split(/\n+/)
    .flatMap((paragraph) => lines(paragraph, options))
    .join("\n");
}

/** A text fit for the terminal, in lines no wider than it. */
function lines(text: string, { unicode, width }: TableOptions): string[] {
  return fold(unicode ? oneLine(text) : spellAscii(oneLine(text)), width);
}
