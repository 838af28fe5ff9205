// Why a number has no place on an axis, and the sentences that say so under a plot.

import type { Axis } from "../../course/labs/plot.js";
import { formatCount } from "../numbers.js";

export type Refused = "not finite" | "zero" | "negative";

/**
 * Undefined where the number has a place.
 * @example
 * whyRefused(0, "log")   // "zero"
 */
export function whyRefused(value: number, scale: Axis["scale"]): Refused | undefined {
  if (!Number.isFinite(value)) return "not finite";
  if (scale === "linear" || value > 0) return undefined;
  return value === 0 ? "zero" : "negative";
}

const sentences: Readonly<Record<Refused, (count: string, one: boolean) => string>> = {
  zero: (count) => `${count} at 0 cannot be shown on a log axis`,
  negative: (count) => `${count} below 0 cannot be shown on a log axis`,
  "not finite": (count, one) => `${count} ${one ? "is" : "are"} infinite or undefined and cannot be shown`,
};

/**
 * One sentence for each reason; it names the series where there are several.
 * @example
 * refusedNotes([{ name: "forward", refused: ["zero", "zero"] }])   // ["2 points at 0 cannot be shown on a log axis."]
 */
export function refusedNotes(series: readonly { readonly name: string; readonly refused: readonly Refused[] }[]): string[] {
  const reasons: readonly Refused[] = ["zero", "negative", "not finite"];
  return reasons.flatMap((reason) => {
    const counts = series.map(({ name, refused }) => ({ name, count: refused.filter((other) => other === reason).length }));
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    if (total === 0) return [];
    const names = counts.filter(({ count }) => count > 0).map(({ name, count }) => `${name}: ${formatCount(count)}`);
    const where = series.length > 1 ? ` (${names.join(", ")})` : "";
    return [`${sentences[reason](`${formatCount(total)} ${total === 1 ? "point" : "points"}`, total === 1)}${where}.`];
  });
}
