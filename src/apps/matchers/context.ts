// What a test framework hands to a matcher and expects back: the part of it that vitest and jest share.

import isUnicodeSupported from "is-unicode-supported";
import type { TableOptions } from "../../views/comparison.js";
import { type Paint, plainPaint } from "../../views/paint.js";

type Colour = (text: string) => string;

/** `this` inside a matcher. */
export interface MatcherContext {
  /** `expect(f).not` was written */
  readonly isNot?: boolean;
  /** colours that the framework has switched off where the terminal shows none */
  readonly utils?: { readonly [Name in "BOLD_WEIGHT" | "DIM_COLOR" | "EXPECTED_COLOR" | "RECEIVED_COLOR"]?: Colour };
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** @param text why it failed, or, behind `not`, what holds although it should not */
export function answered(pass: boolean, text: () => string): MatcherResult {
  return { pass, message: text };
}

/** What was not decided fails, with `not` as without. */
export function undecided({ isNot = false }: MatcherContext, text: () => string): MatcherResult {
  return { pass: isNot, message: text };
}

/** Frameworks indent messages and wrap none: what fits into 100 columns can be read everywhere. */
const width = 100;

export function tableOptions({ utils }: MatcherContext): TableOptions {
  const { BOLD_WEIGHT: bold, DIM_COLOR: dim, EXPECTED_COLOR: good, RECEIVED_COLOR: bad } = utils ?? {};
  const paint: Paint = { ...plainPaint, ...(bold && { bold }), ...(dim && { dim }), ...(good && { good }), ...(bad && { bad }) };
  return { width, unicode: isUnicodeSupported(), paint };
}
