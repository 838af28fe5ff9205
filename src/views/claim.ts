// The numbers of a derivative that somebody claims, beside what they should be.

import type { CheckedEntry, Counterexample } from "../verify/check/report.js";
import type { TableOptions } from "./comparison.js";
import { labTable } from "./lab-table.js";
import { formatNumber } from "./numbers.js";

const mostRows = 10;

/**
 * A row for each number that is off by more than its bound, the one that was accused first; at most ten.
 * @example
 * import { plainPaint } from "./paint.js";
 * const entry = { component: "w[2]", claimed: 3, expected: 1.5, bound: 2.2e-16 };
 * claimTable({ ...entry, entries: [entry] }, { width: 60, unicode: false, paint: plainPaint }).split("\n").length   // 6
 */
export function claimTable(accused: CheckedEntry & Pick<Counterexample, "entries">, options: TableOptions): string {
  const off = accused.entries.filter((entry) => entry.component !== accused.component && isOff(entry));
  const rows = [accused, ...off];
  const omitted = rows.length > mostRows ? `; the first ${mostRows} of them` : "";
  return labTable(
    {
      title: `${rows.length} of ${count(accused.entries.length, "number")} off by more than the bound${omitted}`,
      head: ["component", "claimed", "it is", "off by", "bound"],
      rows: rows
        .slice(0, mostRows)
        .map(({ component, claimed, expected, bound }) => [
          component,
          formatNumber(claimed),
          formatNumber(expected),
          formatNumber(Math.abs(claimed - expected), 2),
          formatNumber(bound, 2),
        ]),
    },
    options,
  );
}

const isOff = ({ claimed, expected, bound }: CheckedEntry) => !(Math.abs(claimed - expected) <= bound);
const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
