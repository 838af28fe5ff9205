// A graded submission as a tutor would put it: what holds, what does not, the smallest example, and a hint.

import type { GradeReport, PropertyReport } from "../course/grading/report.js";
import { fold, type TableOptions } from "./comparison.js";
import { plainPaint } from "./paint.js";

/** How much help is shown: the first hint, two, or all three. */
export type HintLevel = 1 | 2 | 3;

/**
 * The report as text.
 * @param hintLevel hints up to this level are shown below a failure
 */
export function gradeText(report: GradeReport, hintLevel: HintLevel, options: TableOptions): string {
  const { paint, unicode } = options;
  const { exercise, points, outOf, problem, output } = report;
  const parts = [paint.bold(`Exercise ${String(exercise.number).padStart(2, "0")}  ${exercise.title}`)];
  if (problem !== undefined) parts.push(paint.bad(problem.message));
  else parts.push(report.properties.map((one) => propertyText(one, { hintLevel, options })).join("\n"));
  if (output.trim() !== "") parts.push(`${paint.dim("Your program wrote")}\n${outputText(output, options)}`);
  const score = `${points} of ${outOf} points`;
  parts.push(`${points === outOf ? paint.good(score) : paint.bold(score)}${closing(report, unicode)}`);
  parts.push(paint.dim(`The same inputs again: ${report.replay}`));
  return parts.join("\n\n");
}

/** The same for a student who checks at every save: the first failure only, no hints, and no command for the same inputs. */
export function shortGradeText(report: GradeReport, options: TableOptions): string {
  const { paint } = options;
  const { exercise, points, outOf, problem, output } = report;
  const first = report.properties.find(({ failure }) => failure !== undefined);
  const rows = report.properties.map((one) => propertyText(one === first ? one : withoutFailure(one), { hintLevel: 0, options }));
  const parts = [paint.bold(`Exercise ${String(exercise.number).padStart(2, "0")}  ${exercise.title}`)];
  parts.push(problem === undefined ? rows.join("\n").trimEnd() : paint.bad(problem.message));
  if (output.trim() !== "") parts.push(`${paint.dim("Your program wrote")}\n${outputText(output, options)}`);
  const score = `${points} of ${outOf} points`;
  parts.push(points === outOf ? paint.good(score) : paint.bold(score));
  return parts.join("\n\n");
}

function withoutFailure({ failure: _, ...rest }: PropertyReport): PropertyReport {
  return rest;
}

/** 0 where hints are asked for one by one. */
type ShownHints = 0 | HintLevel;

function propertyText(report: PropertyReport, { hintLevel, options }: { hintLevel: ShownHints; options: TableOptions }): string {
  const { paint, unicode } = options;
  const marks = unicode
    ? { passed: "✓", failed: "✗", "not-written": "·", "not-judged": "?" }
    : { passed: "+", failed: "x", "not-written": ".", "not-judged": "?" };
  const colour = report.verdict === "passed" ? paint.good : report.verdict === "failed" ? paint.bad : paint.dim;
  const points = `${report.points}/${report.outOf}`.padStart(5);
  const said = { passed: "", failed: "", "not-written": "  (not written yet)", "not-judged": "  (not judged: the time was used up)" }[
    report.verdict
  ];
  const [first = "", ...rest] = fold(`${report.law}${said}`, options.width - 10);
  const lines = [`${colour(marks[report.verdict])} ${points}  ${first}`, ...rest.map((line) => `         ${line}`)];
  if (report.failure !== undefined) lines.push("", ...failureLines(report.failure, { hintLevel, options }), "");
  return lines.join("\n");
}

/** A failure without colours, for formats that others show. */
export function failureText(failure: NonNullable<PropertyReport["failure"]>, hintLevel: HintLevel): string {
  const lines = failureLines(failure, { hintLevel, options: { width: 120, unicode: true, paint: plainPaint } });
  return lines.map((line) => line.slice(margin)).join("\n");
}

/** Failures stand below their laws. */
const margin = 9;

function failureLines(
  failure: NonNullable<PropertyReport["failure"]>,
  { hintLevel, options }: { hintLevel: ShownHints; options: TableOptions },
): string[] {
  const { paint } = options;
  const labelled = (label: string, text: string, colour: (text: string) => string = (t) => t) => {
    const [first = "", ...rest] = fold(text, options.width - 21);
    return [
      `${" ".repeat(margin)}${paint.dim(label.padEnd(9))}  ${colour(first)}`,
      ...rest.map((line) => `${" ".repeat(margin + 11)}${colour(line)}`),
    ];
  };
  const { calls, expected, got, misconception, hints } = failure;
  return [
    ...calls.flatMap((call, i) => labelled(i === 0 ? "call" : "", call)),
    ...(expected === undefined ? [] : labelled("expected", expected, paint.good)),
    ...labelled("got", got, paint.bad),
    ...(misconception === undefined ? [] : labelled("probably", misconception.text, paint.note)),
    ...hints.slice(0, hintLevel).flatMap((hint, i) => labelled(`hint ${i + 1}`, hint)),
  ];
}

function outputText(output: string, { width }: TableOptions): string {
  const lines = output.replace(/\n$/, "").split("\n");
  const shown = lines.slice(0, 10).map((line) => `  ${line.replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, width - 4)}`);
  return [...shown, ...(lines.length > 10 ? [`  ... ${lines.length - 10} lines more`] : [])].join("\n");
}

function closing({ points, outOf, properties, problem }: GradeReport, unicode: boolean): string {
  const dash = unicode ? "–" : "-";
  if (problem !== undefined) return "";
  if (points === outOf) return ` ${dash} every law holds.`;
  const unwritten = properties.filter(({ verdict }) => verdict === "not-written").length;
  if (unwritten === properties.length) return ` ${dash} nothing is written yet: begin with the file's first function.`;
  return "";
}
