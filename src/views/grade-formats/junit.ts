// JUnit XML, as test dashboards and continuous integration read it: a test case for each law.

import { folderOf } from "../../course/grading/exercise.js";
import type { GradeReport, PropertyReport } from "../../course/grading/report.js";
import { failureText, type HintLevel } from "../grade-report.js";

/**
 * One suite for the exercise. A law that fails or is not written yet is a failure, one that could not be judged an error.
 * @see https://github.com/testmoapp/junitxml
 */
export function junitXml(report: GradeReport, hintLevel: HintLevel): string {
  const { exercise, points, outOf, properties, output, problem } = report;
  const name = folderOf(exercise);
  const failures = properties.filter(({ verdict }) => verdict === "failed" || verdict === "not-written").length;
  const errors = properties.filter(({ verdict }) => verdict === "not-judged").length;
  const counts = `tests="${properties.length}" failures="${failures}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="trigrad" ${counts}>`,
    `  <testsuite name="${escaped(name)}" ${counts} skipped="0">`,
    "    <properties>",
    ...[
      ["points", points],
      ["outOf", outOf],
      ["randomSeed", report.randomSeed],
      ["replay", report.replay],
    ].map(([key, value]) => `      <property name="${key}" value="${escaped(String(value))}"/>`),
    "    </properties>",
    ...properties.map((one) => testCase(one, name, problem?.message, hintLevel)),
    ...(output === "" ? [] : [`    <system-out>${escaped(output)}</system-out>`]),
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

/** A submission that could not be graded: one test case that says why. */
export function junitRefusal(message: string): string {
  const counts = 'tests="1" failures="0" errors="1"';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="trigrad" ${counts}>`,
    `  <testsuite name="submission" ${counts} skipped="0">`,
    '    <testcase classname="trigrad.submission" name="the submission can be graded">',
    `      <error message="${escaped(message)}" type="bad-submission">${escaped(message)}</error>`,
    "    </testcase>",
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

function testCase(one: PropertyReport, suite: string, problem: string | undefined, hintLevel: HintLevel): string {
  const head = `    <testcase classname="${escaped(`trigrad.${suite}`)}" name="${escaped(one.law)}"`;
  if (one.verdict === "passed") return `${head}/>`;
  const type = one.failure?.misconception?.name ?? one.verdict;
  const said = {
    failed: one.failure?.misconception?.text ?? one.failure?.got ?? "",
    "not-written": "not written yet",
    "not-judged": problem ?? "the time was used up",
  }[one.verdict];
  const tag = one.verdict === "not-judged" ? "error" : "failure";
  const text = one.failure === undefined ? said : failureText(one.failure, hintLevel);
  return `${head}>\n      <${tag} message="${escaped(said)}" type="${escaped(type)}">${escaped(text)}</${tag}>\n    </testcase>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;" };

/** Characters that XML 1.0 cannot hold, escaped or not, become U+FFFD. */
function escaped(text: string): string {
  const holdable = text.replaceAll(/\r\n?/g, "\n").replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
  return holdable.replaceAll(/[&<>"\n\t]/g, (letter) => entities[letter] ?? letter);
}
