// For GitHub: annotations in the log of a workflow, and the result that GitHub Classroom's reporter adds up.

import { folderOf } from "../../course/grading/exercise.js";
import type { GradeReport, PropertyReport } from "../../course/grading/report.js";
import { failureText, type HintLevel } from "../grade-report.js";

/**
 * One error for each law that does not hold, and a notice with the points.
 * @param file the main file of the submission, from the root of the repository
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubAnnotations(report: GradeReport, file: string, hintLevel: HintLevel): string {
  const { exercise, points, outOf, problem, properties } = report;
  const notice = command("notice", { title: `${folderOf(exercise)}` }, `${points} of ${outOf} points`);
  if (problem !== undefined) {
    const line = problem.line === undefined ? {} : { line: String(problem.line) };
    return [command("error", { file, ...line, title: folderOf(exercise) }, problem.message), notice].join("\n");
  }
  const errors = properties.filter(({ verdict }) => verdict !== "passed");
  return [
    ...errors.map((one) => command("error", { file, title: `${one.law} (0 of ${one.outOf} points)` }, said(one, hintLevel))),
    notice,
  ].join("\n");
}

export function githubRefusal(message: string): string {
  return command("error", { title: "trigrad" }, message);
}

/** What `education/autograding-grading-reporter` reads, before it is written in base64. */
export interface ClassroomResult {
  readonly version: 1;
  readonly status: "pass" | "fail" | "error";
  readonly max_score: number;
  readonly tests: readonly {
    readonly name: string;
    readonly status: "pass" | "fail" | "error";
    readonly score: number;
    readonly message: string;
    readonly test_code: string;
    readonly filename: string;
    readonly line_no: number;
    readonly execution_time: number;
  }[];
}

export function classroomResult(report: GradeReport, file: string, hintLevel: HintLevel): ClassroomResult {
  const { exercise, points, outOf, problem, properties } = report;
  return {
    version: 1,
    status: problem !== undefined ? "error" : points === outOf ? "pass" : "fail",
    max_score: outOf,
    tests: properties.map((one) => ({
      name: one.law,
      status: one.verdict === "passed" ? "pass" : one.verdict === "not-judged" ? "error" : "fail",
      score: one.points,
      message: one.verdict === "passed" ? "" : (problem?.message ?? said(one, hintLevel)),
      test_code: folderOf(exercise),
      filename: file,
      line_no: problem?.line ?? 0,
      // A report does not depend on the clock.
      execution_time: 0,
    })),
  };
}

/** The result of a submission that could not be graded; without it the reporter would stop, and report no other exercise either. */
export function classroomRefusal(message: string, outOf: number): ClassroomResult {
  const test = {
    name: "the submission can be graded",
    status: "error",
    score: 0,
    message,
    test_code: "",
    filename: "",
    line_no: 0,
    execution_time: 0,
  } as const;
  return { version: 1, status: "error", max_score: outOf, tests: [test] };
}

function said({ verdict, failure }: PropertyReport, hintLevel: HintLevel): string {
  if (failure !== undefined) return failureText(failure, hintLevel);
  return verdict === "not-written" ? "Not written yet." : "Not judged: the time was used up.";
}

/** Escaped, so that nothing that a student's program says is a command of its own. */
function command(name: string, parameters: Readonly<Record<string, string>>, message: string): string {
  const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const value = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const given = Object.entries(parameters).map(([key, text]) => `${key}=${value(text)}`);
  return `::${name} ${given.join(",")}::${data(message)}`;
}
