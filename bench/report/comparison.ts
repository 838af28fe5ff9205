// What the rows say together: ratios to the code by hand, and where somebody else is ahead of us.

import type { Result, RowResult } from "../measure/row.js";

type Measured = Extract<Result, { outcome: "measured" }>;

export const isOurs = (contender: string) => contender.startsWith("trigrad");
const isByHand = (contender: string) => contender.startsWith("hand-written");

const measured = ({ results }: RowResult): readonly Measured[] => results.filter((result) => result.outcome === "measured");

/** Time over that of the code written by hand in JavaScript; undefined where one of the two was not measured. */
export function ratioOf(row: RowResult, contender: string): number | undefined {
  const own = measured(row).find((result) => result.contender === contender);
  const yardstick = measured(row).find((result) => result.contender === "hand-written");
  return own === undefined || yardstick === undefined ? undefined : own.timing.seconds / yardstick.timing.seconds;
}

/** A row on which a rival is faster than the fastest of ours. */
export interface Behind {
  readonly title: string;
  readonly best?: { readonly contender: string; readonly seconds: number };
  readonly rivals: readonly { readonly contender: string; readonly seconds: number }[];
}

export function rowsBehind(rows: readonly RowResult[]): readonly Behind[] {
  return rows.flatMap((row): Behind[] => {
    const all = measured(row).map(({ contender, timing }) => ({ contender, seconds: timing.seconds }));
    const best = all.filter(({ contender }) => isOurs(contender)).toSorted((a, b) => a.seconds - b.seconds)[0];
    const rivals = all
      .filter(
        ({ contender, seconds }) => !isOurs(contender) && !isByHand(contender) && seconds < (best?.seconds ?? Number.POSITIVE_INFINITY),
      )
      .toSorted((a, b) => a.seconds - b.seconds);
    return rivals.length === 0 ? [] : [{ title: row.title, ...(best === undefined ? {} : { best }), rivals }];
  });
}
