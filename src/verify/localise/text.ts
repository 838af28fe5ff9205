// A parting in two sentences.

import type { Culprit, Parting } from "./parting.js";

/**
 * Where the method first goes wrong, and why; or, where another method stood for the truth, where the two first part.
 * @example
 * const culprit = { kind: "rule", node: 3, primitive: "sin", operands: 1, operand: 0 } as const;
 * const parting = { method: "reverse", kind: "adjoint", node: 2, label: "x", claimed: -0.5, expected: 0.5, culprit } as const;
 * partingText(parting).split(". ")[1]   // "The rule of sin is wrong."
 */
export function partingText(parting: Parting): string {
  const { method, trusted, kind, label, claimed, expected, culprit } = parting;
  const way = kind === "adjoint" ? "Going backwards from the result" : "Going forwards from the inputs";
  const [a, b] = apart(claimed, expected);
  if (trusted === undefined)
    return `${way}, ${method} first goes wrong in the ${kind} of ${label}: ${a} instead of ${b}. ${blame(culprit)}`;
  const who = culprit.kind === "rule" ? `Their rules for ${operation(culprit)} differ.` : blame(culprit);
  return `${way}, ${method} and ${trusted} first part in the ${kind} of ${label}: ${a} and ${b}. ${who}`;
}

function blame(culprit: Culprit): string {
  if (culprit.kind === "seed") return "The pass starts with a wrong number.";
  if (culprit.kind === "sum") {
    return culprit.shares > 1
      ? `Its ${culprit.shares} shares are right one by one, and are not added up.`
      : "What is sent is right on its own, and arrives changed: the pass itself is wrong.";
  }
  return culprit.rule === undefined ? `The rule of ${operation(culprit)} is wrong.` : `The rule "${culprit.rule}" is wrong.`;
}

function operation({ primitive, operands, operand }: Extract<Culprit, { kind: "rule" }>): string {
  return operands > 1 && operand !== undefined ? `${primitive}, operand ${operand + 1} of ${operands},` : primitive;
}

/** As many digits as it takes to tell two numbers apart, and two more. */
function apart(a: number, b: number): [string, string] {
  let digits = 4;
  while (digits < 15 && a.toPrecision(digits) === b.toPrecision(digits)) digits++;
  const text = (x: number) => String(Number(x.toPrecision(digits + 2)));
  return [text(a), text(b)];
}
