// What an exercise is: files to write, properties to hold, and what a wrong answer probably believes.

import type { Arbitrary } from "fast-check";
import type { Failed, Limits } from "./sandbox/sandbox.js";
import type { Student } from "./student.js";
import type { Verdict } from "./verdict.js";

/** From a nudge to the last step before the answer, which none of them tells. */
export type Hints = readonly [nudge: string, pointer: string, nearly: string];

/** A wrong idea that explains wrong results. */
export interface Misconception {
  /** what seems to have happened, addressed to the student: "The contributions of two branches overwrite each other." */
  readonly text: string;
  readonly hints: Hints;
}

export interface Exercise<M extends string = string> {
  readonly number: number;
  /** as in the folder's name: "difference-quotient" for 01-difference-quotient */
  readonly name: string;
  readonly title: string;
  /** files that the student writes, the main one first */
  readonly files: readonly string[];
  /** functions that the main file exports, with their signatures in TypeScript */
  readonly exports: Readonly<Record<string, string>>;
  readonly misconceptions: Readonly<Record<M, Misconception>>;
  /** where a right solution needs more than the usual work or memory */
  readonly limits?: Partial<Limits>;
  readonly properties: readonly Property<M>[];
}

/** A law that a right solution obeys for every input. */
export interface Property<M extends string = string> {
  /** short and stable: wrong answers in the tests name it */
  readonly name: string;
  /** a sentence, true of a right solution */
  readonly law: string;
  readonly points: number;
  /** for a failure that no misconception explains */
  readonly hints: Hints;
  /** what it means when a call ends badly: an endless loop, a stack that overflows */
  readonly whenCallFails: Partial<Readonly<Record<Failed["kind"], M>>>;
  /** a trial draws an input and judges the student's program on it */
  readonly trials: Arbitrary<Trial<M>>;
  readonly always: readonly Trial<M>[];
  /** at most so many trials */
  readonly runs: number;
}

export type Trial<M extends string = string> = (student: Student) => Promise<Verdict<M>>;

export interface PropertyParts<Input, M extends string> {
  readonly name: string;
  readonly law: string;
  readonly points: number;
  readonly hints: Hints;
  readonly whenCallFails?: Property<M>["whenCallFails"];
  /** draws inputs that shrink towards simple ones */
  readonly input: Arbitrary<Input>;
  /** edge cases that every run tries first */
  readonly always?: readonly Input[];
  /** at most so many trials, for a property whose trials cost much or differ little */
  readonly runs?: number;
  readonly judge: (student: Student, input: Input) => Promise<Verdict<M>>;
}

/** A property from the arbitrary of its inputs and the judge of one input. */
export function property<Input, M extends string>(parts: PropertyParts<Input, M>): Property<M> {
  const { name, law, points, hints, whenCallFails = {}, input, always = [], runs = Number.POSITIVE_INFINITY, judge } = parts;
  const trial =
    (one: Input): Trial<M> =>
    (student) =>
      judge(student, one);
  return { name, law, points, hints, whenCallFails, trials: input.map(trial), always: always.map(trial), runs };
}

/** An exercise whose properties may name its own misconceptions only. */
export function exercise<M extends string>(parts: Exercise<M>): Exercise<M> {
  return parts;
}

/**
 * The name of the exercise's folder.
 * @example
 * folderOf({ number: 7, name: "topological-order" })   // "07-topological-order"
 */
export function folderOf({ number, name }: Pick<Exercise, "number" | "name">): string {
  return `${String(number).padStart(2, "0")}-${name}`;
}
