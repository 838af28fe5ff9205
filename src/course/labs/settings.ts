// Reading the settings of a lab: numbers and lists of numbers, from numbers or from text as typed; bad ones are named.

import type { Lab } from "./report.js";

export type Settings = Readonly<Record<string, string | number>>;

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** whole numbers only */
  readonly integer?: boolean;
  /** `min` itself is not allowed */
  readonly above?: boolean;
}

/** Whole numbers from `min` to `max`. */
export function whole(min: number, max: number): NumberRange {
  return { min, max, integer: true };
}

/** Numbers above 0, up to `max`. */
export function positive(max: number): NumberRange {
  return { min: 0, max, above: true };
}

/** What random seeds may be. */
export const randomSeeds: NumberRange = whole(0, 2 ** 31 - 1);

/**
 * Settings as a report shows them, and as they can be given again: a list as text.
 * @example
 * settingsShown({ rates: [0.1, 1], seeds: 3 })   // { rates: "0.1, 1", seeds: 3 }
 */
export function settingsShown(
  settings: Readonly<Record<string, string | number | readonly (string | number)[]>>,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, typeof value === "object" ? value.join(", ") : value]));
}

/** The settings of one lab: each is the user's, or the default that the lab states. */
export interface SettingReader {
  number(name: string, range: NumberRange): number;
  /** "0.1, 0.3, 1": at least one number, each in the range, none twice */
  numbers(name: string, range: NumberRange): readonly number[];
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice;
  /** "tanh, relu": at least one of the choices, none twice */
  choices<Choice extends string>(name: string, choices: readonly Choice[]): readonly Choice[];
}

/**
 * @throws {RangeError} for a setting that the lab does not have, and on reading one that is out of its range: the message says the name, what was given and
 * what is allowed
 * @example
 * const read = settingsOf({ name: "demo", options: { depth: { default: "2, 5", meaning: "hidden layers" } } }, { depth: "3" });
 * read.numbers("depth", { min: 1, max: 9, integer: true })   // [3]
 * read.numbers("depth", { min: 5, max: 9, integer: true })   // throws RangeError: depth: each is a whole number from 5 to 9, not 3.
 */
export function settingsOf({ name: lab, options }: Pick<Lab, "name" | "options">, given: Settings): SettingReader {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(options, name)) continue;
    const known = Object.keys(options);
    throw new RangeError(
      `the lab ${lab} has no setting ${name}: ${known.length === 0 ? "it has none." : `its settings are ${known.join(", ")}.`}`,
    );
  }
  const asked = (name: string): string | number => given[name] ?? (options[name]?.default as string | number);
  return {
    number(name, range) {
      const value = numberIn(asked(name), range);
      if (value === undefined) throw new RangeError(`${name}: it is ${allowed(range)}, not ${shown(asked(name))}.`);
      return value;
    },
    numbers(name, range) {
      const entries = entriesOf(asked(name));
      return distinct(name, entries, (entry) => {
        const value = numberIn(entry, range);
        if (value === undefined) throw new RangeError(`${name}: each is ${allowed(range)}, not ${shown(entry)}.`);
        return value;
      });
    },
    choice(name, choices) {
      const value = choices.find((choice) => choice === asked(name));
      if (value === undefined) throw new RangeError(`${name}: it is one of ${choices.join(", ")}, not ${shown(asked(name))}.`);
      return value;
    },
    choices(name, choices) {
      return distinct(name, entriesOf(asked(name)), (entry) => {
        const value = choices.find((choice) => choice === entry);
        if (value === undefined) throw new RangeError(`${name}: each is one of ${choices.join(", ")}, not ${shown(entry)}.`);
        return value;
      });
    },
  };
}

function entriesOf(value: string | number): readonly (string | number)[] {
  return typeof value === "number" ? [value] : value.split(",").map((entry) => entry.trim());
}

function distinct<T extends string | number>(
  name: string,
  entries: readonly (string | number)[],
  read: (entry: string | number) => T,
): T[] {
  const values = entries.map(read);
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice !== undefined) throw new RangeError(`${name}: ${twice} stands there twice; each value once is enough.`);
  return values;
}

function numberIn(value: string | number, { min, max, integer = false, above = false }: NumberRange): number | undefined {
  const number = typeof value === "number" ? value : value.trim() === "" ? Number.NaN : Number(value);
  const fits = number >= min && number <= max && !(above && number === min) && (!integer || Number.isInteger(number));
  return fits ? number : undefined;
}

function allowed({ min, max, integer = false, above = false }: NumberRange): string {
  const kind = integer ? "a whole number" : "a number";
  return above ? `${kind} above ${min}, up to ${max}` : `${kind} from ${min} to ${max}`;
}

function shown(value: string | number): string {
  return value === "" ? "nothing" : String(value);
}
