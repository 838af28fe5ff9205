// The report of one submission: plain data, the same for the terminal, JSON and a page.

import type { Hints } from "./exercise.js";

export interface GradeReport {
  readonly schema: 1;
  readonly exercise: { readonly number: number; readonly name: string; readonly title: string };
  readonly points: number;
  readonly outOf: number;
  /** nothing could be run: why, in one message */
  readonly problem?: { readonly kind: string; readonly message: string; readonly file?: string; readonly line?: number };
  readonly properties: readonly PropertyReport[];
  /** the beginning of what the program wrote to the console */
  readonly output: string;
  readonly randomSeed: number;
  readonly runs: number;
  /** the command that gives this report again */
  readonly replay: string;
}

export interface PropertyReport {
  readonly name: string;
  readonly law: string;
  readonly verdict: "passed" | "failed" | "not-written" | "not-judged";
  readonly points: number;
  readonly outOf: number;
  /** inputs that were tried until the law broke, or all of them */
  readonly trials: number;
  readonly failure?: Failure;
}

export interface Failure {
  /** the calls of the smallest failing trial, as the student would write them */
  readonly calls: readonly string[];
  readonly expected?: string;
  readonly got: string;
  readonly misconception?: { readonly name: string; readonly text: string };
  readonly hints: Hints;
}
