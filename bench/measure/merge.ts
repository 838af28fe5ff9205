// A row measured in several processes. The engine's optimised loops fall into one of two states, which last as long as the process: one
// takes some five cycles more for each pass, for code written by hand as for code that is generated.

import { timingOf } from "./interleaved.js";
import type { Result, RowResult } from "./row.js";

/** The middle process of each contender, and between which half of the processes it lies; what came to nothing in one came to nothing. */
export function mergedRow(rows: readonly [RowResult, ...RowResult[]]): RowResult {
  const results = rows[0].results.map((first): Result => {
    const all = rows.map(({ results: each }) => each.find(({ contender }) => contender === first.contender) ?? first);
    const bad = all.find(({ outcome }) => outcome !== "measured");
    if (bad !== undefined || first.outcome !== "measured") return bad ?? first;
    const { seconds, quartiles } = timingOf(all.flatMap((each) => (each.outcome === "measured" ? [each.timing.seconds] : [])));
    return { ...first, timing: { seconds, quartiles, turns: first.timing.turns * rows.length } };
  });
  return { ...rows[0], results };
}
