// The judgement of one input, and how numbers are compared.

import type { Plain } from "./plain.js";
import { show } from "./show.js";

export type Verdict<M extends string = string> = Passed | Mistake<M>;

export interface Passed {
  readonly passed: true;
}

export interface Mistake<M extends string = string> {
  readonly passed: false;
  readonly expected: string;
  readonly got: string;
  /** all that would explain this result */
  readonly misconceptions: readonly M[];
}

export const passed: Passed = { passed: true };

/** A result that breaks the law, in words. */
export function mistake<M extends string = never>(expected: string, got: string, ...misconceptions: readonly M[]): Mistake<M> {
  return { passed: false, expected, got, misconceptions };
}

export interface Agreement<M extends string> {
  readonly got: Plain;
  readonly expected: Plain;
  /** how far a right solution may be off by rounding, for each number or from its expected value; 0 unless given */
  readonly within?: number | ((expected: number) => number);
  /** for each misconception, what it would make of this input */
  readonly suspects?: Partial<Readonly<Record<M, Plain>>>;
}

/**
 * Is it what was expected? NaN is NaN, -0 is 0; lists and records agree when all parts do.
 * @example
 * agree({ got: -3, expected: 3, suspects: { sign: -3 } })   // { passed: false, expected: "3", got: "-3", misconceptions: ["sign"] }
 */
export function agree<M extends string = never>({ got, expected, within = 0, suspects = {} }: Agreement<M>): Verdict<M> {
  if (same(got, expected, within)) return passed;
  // A wrong formula may be off by a multiple of what the right one is.
  const near = typeof within === "number" ? 2 * within : (value: number) => 2 * within(value);
  const misconceptions = (Object.keys(suspects) as M[]).filter((name) => same(got, suspects[name], near));
  return { passed: false, expected: show(expected), got: show(got), misconceptions };
}

/**
 * The same up to rounding, with the same structure.
 * @example
 * same([1, { x: 2 }], [1, { x: 2.5 }], 0.5)   // true
 */
export function same(got: Plain, expected: Plain, within: number | ((expected: number) => number) = 0): boolean {
  if (typeof expected === "number") {
    if (typeof got !== "number") return false;
    const allowed = typeof within === "number" ? within : within(expected);
    return Object.is(got, expected) || got === expected || Math.abs(got - expected) <= allowed;
  }
  if (typeof expected !== "object" || expected === null) return got === expected;
  if (typeof got !== "object" || got === null || Array.isArray(got) !== Array.isArray(expected)) return false;
  const [names, others] = [Object.keys(expected), Object.keys(got)];
  return (
    names.length === others.length && names.every((name) => Object.hasOwn(got, name) && same(part(got, name), part(expected, name), within))
  );
}

function part(whole: object, name: string): Plain {
  return (whole as Readonly<Record<string, Plain>>)[name];
}

/** Machine epsilon u = 2^-53: the relative rounding error of one operation. */
export const u = 2 ** -53;
