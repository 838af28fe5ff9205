// The wall around a student's program: what any sandbox offers, on Node and in a page.

import type { Argument, Plain } from "../plain.js";

/** What a call came to. Whatever the student's program does, it is one of these. */
export type Outcome =
  | { readonly kind: "value"; readonly value: Plain }
  /** it threw; `what` is one line such as `TypeError: x is not a function`, `where` a place such as `main.ts, line 3` */
  | { readonly kind: "threw"; readonly what: string; readonly where?: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "memory" }
  | { readonly kind: "stack"; readonly where?: string }
  /** a result that may not leave the sandbox; `what` names it, such as `a Promise` */
  | { readonly kind: "not-plain-value"; readonly what: string }
  /** the files export no function of this name */
  | { readonly kind: "missing"; readonly exports: readonly string[] };

export type Failed = Exclude<Outcome, { readonly kind: "value" }>;

export interface Limits {
  /** loop rounds and calls, in units of ten thousand: the same verdict on a fast and on a slow machine */
  readonly work: number;
  /** of the sandbox's clock, for what does not count as work */
  readonly milliseconds: number;
  readonly memoryBytes: number;
  readonly stackBytes: number;
  /** characters of console output that are kept */
  readonly output: number;
}

/** Generous for every exercise; an endless loop is ended after a tenth of a second or so. */
export const defaultLimits: Limits = {
  work: 200,
  milliseconds: 2_000,
  memoryBytes: 32 * 2 ** 20,
  stackBytes: 192 * 2 ** 10,
  output: 10_000,
};

/** The files of a submission by name, as they were written: TypeScript. */
export type Files = Readonly<Record<string, string>>;

export interface LoadOptions {
  /** what `Math.random` starts from in there */
  readonly randomSeed: number;
  readonly limits?: Limits;
}

/** Asynchronous, because a sandbox in a page is a frame that answers by messages. */
export interface Sandbox {
  /** Milliseconds since some moment: of processor time where that is known, so that a busy machine changes no verdict. */
  readonly clock: () => number;
  /**
   * Runs the files in a world of their own, the first one as the main file.
   * @returns a submission also when the files ended badly: then every call gives that outcome
   * @throws {SubmissionError} for files that are no program: a mistake of syntax, an import of what is not there
   */
  load(files: Files, options: LoadOptions): Promise<Submission>;
}

/** A loaded program. It keeps its state between calls and is independent of every other submission. */
export interface Submission {
  /** undefined when the files ran to their end */
  readonly failed: Failed | undefined;
  /** Calls a function that the main file exports. Arguments are copied, so that the program cannot change those of the check. */
  call(name: string, args: readonly Argument[]): Promise<Outcome>;
  /** what it wrote to the console so far, cut at its limit */
  output(): string;
  dispose(): void;
}
