// Values of options: from what was typed to what is meant, mistakes with the option's name.

import { nearest } from "../../core/formula/distance.js";

/** An option that cannot be used; the message begins with what was typed. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * @param accepts what the number must be, in words
 * @throws {OptionError}
 * @example
 * numberOption("--rate", "0.5", { accepts: "a number larger than 0", fits: (x) => x > 0 })   // 0.5
 */
export function numberOption(
  option: string,
  typed: string,
  { accepts, fits }: { readonly accepts: string; readonly fits: (x: number) => boolean },
): number {
  const value = number.test(typed) ? Number(typed) : Number.NaN;
  if (Number.isFinite(value) && fits(value)) return value;
  throw new OptionError(`${option} ${typed}: expected ${accepts}.`);
}

export function countOption(option: string, typed: string, least: number): number {
  return numberOption(option, typed, {
    accepts: `a whole number from ${least} on`,
    fits: (x) => Number.isSafeInteger(x) && x >= least,
  });
}

/** @throws {OptionError} naming what there is, and the nearest of it */
export function choiceOption<Name extends string>(option: string, typed: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === typed.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(typed, names);
  throw new OptionError(
    `${option} ${typed}: there is no such choice${meant === undefined ? "." : `: did you mean ${meant}?`} Choose from ${names.join(", ")}.`,
  );
}
