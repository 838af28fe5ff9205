// What a cross-check runs, from what was typed and from a run that is resumed.

import { countOption, numberOption, OptionError } from "./option-value.js";

export interface CrosscheckOptions {
  readonly formulas?: boolean;
  readonly networks?: boolean;
  readonly wild?: boolean;
  readonly count?: string;
  readonly seed?: string;
  readonly size?: string;
  readonly time?: string;
}

/** Everything that decides which cases there are. */
export interface CrosscheckRun {
  readonly what: "formulas" | "networks";
  readonly seed: number;
  readonly size: number;
  /** points with extreme numbers */
  readonly wild: boolean;
}

export interface CrosscheckSettings extends CrosscheckRun {
  readonly count: number;
  /** seconds; as long as it takes unless given */
  readonly time: number | undefined;
}

const usual = {
  formulas: { count: 1000, size: 12, sizeMeans: "operations of a formula", largest: 300 },
  networks: { count: 100, size: 8, sizeMeans: "neurons of a layer", largest: 64 },
} as const;

/**
 * @param stored  the run that goes on: what was not typed is as it was
 * @throws {OptionError} for what cannot be used
 */
export function crosscheckSettings(options: CrosscheckOptions, stored?: CrosscheckRun): CrosscheckSettings {
  const { formulas, networks, count, seed, size, time } = options;
  if (formulas === true && networks === true) throw new OptionError("--formulas --networks: choose one of them for a run.");
  const what = networks === true ? "networks" : formulas === true ? "formulas" : (stored?.what ?? "formulas");
  const wild = options.wild ?? stored?.wild ?? false;
  if (wild && what === "networks") throw new OptionError("--wild: only formulas have wild points.");
  const { largest, sizeMeans } = usual[what];
  return {
    what,
    wild,
    seed:
      seed === undefined
        ? (stored?.seed ?? 1)
        : numberOption("--seed", seed, {
            accepts: "a whole number from 0 to 4294967295",
            fits: (x) => Number.isSafeInteger(x) && x >= 0 && x < 2 ** 32,
          }),
    size:
      size === undefined
        ? stored?.what === what
          ? stored.size
          : usual[what].size
        : numberOption("--size", size, {
            accepts: `how many ${sizeMeans} there may be, from 1 to ${largest}`,
            fits: (x) => Number.isSafeInteger(x) && x >= 1 && x <= largest,
          }),
    count: count === undefined ? usual[what].count : countOption("--count", count, 1),
    time: time === undefined ? undefined : numberOption("--time", time, { accepts: "seconds, a number larger than 0", fits: (x) => x > 0 }),
  };
}

/** The options that say which run it is, for a command that repeats a case of it. */
export function optionsOf({ what, seed, size, wild }: CrosscheckRun): string {
  return `--${what}${wild ? " --wild" : ""} --size ${size} --seed ${seed}`;
}
