// What a call that ended badly is told as: what was expected, what came instead.

import type { Failed } from "./sandbox/sandbox.js";
import { oneLine } from "./show.js";
import type { CallFailed } from "./student.js";

/** The two parts of a report's failure. */
export function callProblem(outcome: CallFailed["outcome"]): { readonly expected?: string; readonly got: string } {
  switch (outcome.kind) {
    case "wrong-type":
      return { expected: outcome.expected, got: outcome.got };
    default:
      return { got: failedText(outcome) };
  }
}

/** One sentence without its full stop. */
export function failedText(outcome: Failed): string {
  switch (outcome.kind) {
    case "threw":
      return `${outcome.what}${at(outcome.where)}`;
    case "timeout":
      return "it was stopped, because it did not come to an end: is there a loop without end?";
    case "memory":
      return "it was stopped, because it wanted more and more memory";
    case "stack":
      return `the call stack overflowed${at(outcome.where)}: a function calls itself too deeply, or without end`;
    case "not-plain-value":
      return `${outcome.what}, where numbers, strings, lists and records may be returned`;
    case "missing":
      return `no such function is exported${exported(outcome.exports)}`;
  }
}

/** The stub's own error: nothing is wrong, it is only not written yet. */
export function isUnwritten(outcome: CallFailed["outcome"]): boolean {
  return outcome.kind === "threw" && /\bnot (yet )?(written|implemented)\b/i.test(outcome.what);
}

const at = (where: string | undefined) => (where === undefined ? "" : ` (${where})`);

function exported(names: readonly string[]): string {
  if (names.length === 0) return "; the file exports nothing";
  if (names.includes("default")) return "; export it by its name: export function ...";
  const more = names.length > 10 ? ", ..." : "";
  return `; the file exports ${names.slice(0, 10).map(oneLine).join(", ")}${more}`;
}
