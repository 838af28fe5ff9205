// How far a calculation has come.

/** How far a long calculation has come: a part of 1, and what is being done; `partial` is whatever can be shown already. */
export interface Progress {
  readonly done: number;
  readonly text?: string;
  readonly partial?: unknown;
}

/** Tells progress from the middle of a step. */
export type Report = (progress: Progress) => void;
