// The student's program as a judge sees it: calls that give plain values, or end the trial.

import type { Argument, Plain } from "./plain.js";
import type { Failed, Outcome, Submission } from "./sandbox/sandbox.js";
import { show, showCall } from "./show.js";

export interface Student {
  /** Calls an export. A call that gives no plain value ends the trial as a failure; the judge need not look. */
  call(name: string, ...args: readonly Argument[]): Promise<Plain>;
  /** The same for a function that gives a number; NaN is one. */
  number(name: string, ...args: readonly Argument[]): Promise<number>;
  /** The same for a list of numbers. */
  numbers(name: string, ...args: readonly Argument[]): Promise<readonly number[]>;
  /** The same for a list of texts. */
  texts(name: string, ...args: readonly Argument[]): Promise<readonly string[]>;
  /** What came of a call, whatever it is: for laws such as "it throws". A loop without end still ends the trial. */
  outcome(name: string, ...args: readonly Argument[]): Promise<Outcome>;
}

/** A call that gave no value, or one of the wrong type: it ends the trial. */
export class CallFailed extends Error {
  override readonly name = "CallFailed";
  readonly outcome: Failed | { readonly kind: "wrong-type"; readonly expected: string; readonly got: string };

  constructor(outcome: CallFailed["outcome"]) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** @param called is told every call as text, for the report */
export function studentOf(submission: Submission, called: (call: string) => void): Student {
  async function outcome(name: string, ...args: readonly Argument[]): Promise<Outcome> {
    called(showCall(name, args));
    const result = await submission.call(name, args);
    if (result.kind === "timeout" || result.kind === "memory" || result.kind === "missing") throw new CallFailed(result);
    return result;
  }
  async function call(name: string, ...args: readonly Argument[]): Promise<Plain> {
    const result = await outcome(name, ...args);
    if (result.kind === "value") return result.value;
    throw new CallFailed(result);
  }
  async function typed<T extends Plain>(
    expected: string,
    is: (value: Plain) => value is T,
    name: string,
    args: readonly Argument[],
  ): Promise<T> {
    const value = await call(name, ...args);
    if (is(value)) return value;
    throw new CallFailed({ kind: "wrong-type", expected, got: value === undefined ? "undefined (is there a return?)" : show(value) });
  }
  return {
    call,
    outcome,
    number: (name, ...args) => typed("a number", isNumber, name, args),
    numbers: (name, ...args) => typed("a list of numbers", (value) => isList(value, isNumber), name, args),
    texts: (name, ...args) => typed("a list of strings", (value) => isList(value, isText), name, args),
  };
}

const isNumber = (value: Plain): value is number => typeof value === "number";
const isText = (value: Plain): value is string => typeof value === "string";

function isList<T extends Plain>(value: Plain, is: (part: Plain) => part is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}
