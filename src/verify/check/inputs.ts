// Where the points of a check are drawn: what the user stated, completed by what the formula says.

import fc from "fast-check";
import type { Point } from "../../core/graph/tensor.js";
import { type InputDomain, like, real } from "./domain.js";
import { type Checkable, subjectOf } from "./subject.js";

/** What every check may be told about its inputs. */
export interface InputOptions<P> {
  /** where the inputs lie: `real()`, `vector(3)`, `matrix(2, 3)` with a range, or any arbitrary of fast-check. Numbers in [-3, 3] for a formula unless given */
  readonly inputs?: { readonly [Name in keyof P]?: fc.Arbitrary<P[Name]> | InputDomain };
  /** a point whose shapes the inputs have, in place of `inputs` */
  readonly like?: P | Point;
  /** names of the inputs to differentiate by; all of them unless given */
  readonly wrt?: readonly string[];
  /** points to judge; 100 unless given */
  readonly samples?: number;
  /** for repeating a run; drawn anew unless given (or fast-check's own, where `fc.configureGlobal` sets one), and reported */
  readonly seed?: number;
}

export interface Sampling {
  readonly domains: Readonly<Record<string, InputDomain>>;
  readonly points: fc.Arbitrary<Point>;
  readonly wrt: readonly string[];
  readonly samples: number;
  readonly randomSeed: number;
}

const defaultSamples = 100;

/** @throws {RangeError} for inputs that are missing or unknown, domains that are none, and a number of samples or a seed that is no integer */
export function samplingOf<P>(f: Checkable, options: InputOptions<P>): Sampling {
  const domains = domainsOf(f, options);
  const { wrt = Object.keys(domains), samples = defaultSamples, seed = fc.readConfigureGlobal()?.seed } = options;
  const unknown = wrt.find((name) => !Object.hasOwn(domains, name));
  if (unknown !== undefined)
    throw new RangeError(`there is no input ${unknown} to differentiate by: there are ${Object.keys(domains).join(", ")}.`);
  if (wrt.length === 0) throw new RangeError("wrt names no input: leave it out to differentiate by all of them.");
  if (!(Number.isSafeInteger(samples) && samples > 0))
    throw new RangeError(`samples is how many points to judge, 1 or more: not ${samples}.`);
  const randomSeed = seed ?? Math.floor(Math.random() * 2 ** 31);
  if (!Number.isSafeInteger(randomSeed))
    throw new RangeError(`seed is an integer, such as the one that a report names: not ${randomSeed}.`);
  return { domains, points: fc.record(domains) as fc.Arbitrary<Point>, wrt, samples, randomSeed };
}

function domainsOf<P>(f: Checkable, { inputs = {}, like: example = {} }: InputOptions<P>): Readonly<Record<string, InputDomain>> {
  const { names } = subjectOf(f);
  const stated = [...Object.keys(example as Point), ...Object.keys(inputs)];
  const unknown = names === undefined ? undefined : stated.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new RangeError(`the formula has no input ${unknown}: it has ${names?.join(", ") || "none"}.`);
  const all = {
    ...Object.fromEntries((names ?? []).map((name) => [name, real()])),
    ...Object.fromEntries(Object.entries(example as Point).map(([name, value]) => [name, like(value)])),
    ...inputs,
  } as Record<string, InputDomain>;
  if (Object.keys(all).length === 0) {
    throw new RangeError(
      names === undefined
        ? "a function does not say what its inputs are: state them, { inputs: { x: real(), w: vector(3) } }, or give a point, { like: { x: 1, w: [1, 2, 3] } }."
        : "there is nothing to differentiate by: the formula has no inputs.",
    );
  }
  for (const [name, domain] of Object.entries(all)) requireDomain(name, domain);
  return all;
}

function requireDomain(name: string, domain: unknown): void {
  // By what it can do: the user's fast-check may be another copy of it than ours.
  if (typeof (domain as Partial<InputDomain> | null | undefined)?.generate === "function") return;
  throw new RangeError(
    `inputs.${name} is ${JSON.stringify(domain)}: expected where it lies, such as real({ min: 0, max: 1 }), vector(3), or an arbitrary of fast-check.`,
  );
}
