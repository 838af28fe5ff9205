// What the curves of the lab on step sizes say about the claims: decided by the fitted slopes and the errors alone.

import { isPower, type PowerLaw } from "./fit.js";
import { seenIn } from "./judge.js";
import type { Finding } from "./report.js";
import type { Curve, StepSizeData } from "./step-size-curves.js";
import { count, say } from "./words.js";

export function stepSizeFindings(data: StepSizeData): readonly Finding[] {
  return [truncation(data), rounding(data), centralBeatsForward(data), extrapolation(data)];
}

function truncation({ forward, central }: StepSizeData): Finding {
  return {
    claim: "The truncation error of a forward difference goes with h, that of a central difference with h^2.",
    seen: seenIn([isPower(forward.truncation, 1), isPower(central.truncation, 2)]),
    because: `Fitted: ${truncationWords(forward)}; ${truncationWords(central)}.`,
  };
}

function truncationWords({ name, truncation: law }: Curve): string {
  return law === undefined
    ? `${name}, no line, because at hardly any step there is more error than rounding can explain`
    : lineWords(name, law);
}

function lineWords(name: string, { exponent, standardError, points, from, to }: PowerLaw): string {
  const range = `${count(points, "step")} from ${say(from, 2)} to ${say(to, 2)}`;
  return `${name} h^${exponent.toFixed(2)} (standard error ${standardError.toFixed(2)}, ${range})`;
}

function rounding({ forward, central }: StepSizeData): Finding {
  return {
    claim: "Below the best step rounding takes over, and its error goes with 1/h.",
    seen: seenIn([isPower(forward.rounding, -1), isPower(central.rounding, -1)]),
    because: `Fitted: ${roundingWords(forward)}; ${roundingWords(central)}.`,
  };
}

function roundingWords({ name, rounding: law }: Curve): string {
  return law === undefined ? `${name}, no line, because the error never rises again as h shrinks` : lineWords(name, law);
}

function centralBeatsForward({ forward: { best: forward }, central: { best: central } }: StepSizeData): Finding {
  const alike = forward.error === central.error;
  return {
    claim: "At its best step a central difference is more exact than a forward difference at its own.",
    seen: alike ? "depends" : central.error < forward.error ? "seen here" : "not seen here",
    because: `Of the powers of ten, the smallest error of forward is ${at(forward)}, of central ${at(central)}.`,
  };
}

const at = ({ error, step }: Curve["best"]) => `${say(error)} at h = ${say(step)}`;

function extrapolation({ extrapolated: { error, bound, evaluations }, forward, central }: StepSizeData): Finding {
  const claim = "Extrapolation, which chooses its steps itself, is at least as exact as the best step, and its own bound holds.";
  const best = Math.min(forward.best.error, central.best.error);
  if (bound === undefined) {
    return { claim, seen: "not seen here", because: `It found no steps on one smooth piece of f in ${count(evaluations, "evaluation")}.` };
  }
  return {
    claim,
    seen: seenIn([error <= best, error <= bound]),
    because:
      `Its error is ${say(error)} after ${count(evaluations, "evaluation")}, its bound ${say(bound)}; ` +
      `the best difference quotient has an error of ${say(best)}.`,
  };
}
