// Gradescope's results.json: a test for each law, with its points.

import { folderOf } from "../../course/grading/exercise.js";
import type { GradeReport, PropertyReport } from "../../course/grading/report.js";
import { failureText, type HintLevel } from "../grade-report.js";

/** @see https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
export interface GradescopeResults {
  readonly score: number;
  readonly output: string;
  readonly output_format: "text";
  readonly visibility: "visible";
  /** what the grader itself prints is for staff */
  readonly stdout_visibility: "hidden";
  readonly extra_data: Readonly<Record<string, string | number>>;
  readonly tests: readonly GradescopeTest[];
}

export interface GradescopeTest {
  readonly number: string;
  readonly name: string;
  readonly score: number;
  readonly max_score: number;
  readonly status: "passed" | "failed";
  readonly output: string;
  readonly output_format: "text";
  readonly visibility: "visible";
}

const shared = { output_format: "text", visibility: "visible" } as const;

export function gradescopeResults(report: GradeReport, hintLevel: HintLevel): GradescopeResults {
  const { exercise, points, outOf, problem, properties, output, randomSeed, replay } = report;
  const said = output.trim() === "" ? "" : `\n\nYour program wrote\n${output}`;
  return {
    score: points,
    output: `${problem?.message ?? `${points} of ${outOf} points (random seed ${randomSeed}).`}${said}`,
    ...shared,
    stdout_visibility: "hidden",
    extra_data: { exercise: folderOf(exercise), randomSeed, replay },
    tests: properties.map((one, i) => test(one, `${exercise.number}.${i + 1}`, problem?.message, hintLevel)),
  };
}

/** Gradescope shows nothing useful unless there is a file: so there is one for a submission that cannot be read, too. */
export function gradescopeRefusal(message: string): GradescopeResults {
  return { score: 0, output: message, ...shared, stdout_visibility: "hidden", extra_data: {}, tests: [] };
}

function test(one: PropertyReport, number: string, problem: string | undefined, hintLevel: HintLevel): GradescopeTest {
  const said = { passed: "", failed: "", "not-written": "Not written yet.", "not-judged": problem ?? "Not judged: the time was used up." };
  return {
    number,
    name: one.law,
    score: one.points,
    max_score: one.outOf,
    status: one.verdict === "passed" ? "passed" : "failed",
    output: one.failure === undefined ? said[one.verdict] : failureText(one.failure, hintLevel),
    ...shared,
  };
}
