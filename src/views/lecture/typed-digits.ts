// What a loss typed as on the slide has lost, in few words: for the terminal and for the page.

import { digitsOfADouble, type LossRow } from "../../course/lecture/losses.js";
import { allDigits, digitsCorrect } from "../../verify/compare/digits.js";
import { formatNumber } from "../numbers.js";

export const isLost = ({ typed, infinite }: LossRow): boolean =>
  typed.digits.value < digitsOfADouble || (!infinite && typed.digits.gradient < digitsOfADouble);

/** The right digits of the worst entry, or what stands there instead. */
export function typedText(entries: readonly number[], exact: readonly string[]): string {
  const digits = entries.map((entry, i) => digitsCorrect(entry, Number(exact[i])));
  const least = Math.min(...digits);
  const worst = entries[digits.indexOf(least)] as number;
  if (least >= allDigits) return "all";
  if (least >= 1) return least.toFixed(1);
  return Number.isNaN(worst) ? "undefined" : `none: ${formatNumber(worst, 3)}`;
}
