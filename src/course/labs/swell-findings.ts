// What the sizes say about expression swell: judged for each map, then for all.

import { seenIn } from "./judge.js";
import type { Finding } from "./report.js";
import type { SwellFamily, SwellRow } from "./swell-sizes.js";
import { inFull, say, span } from "./words.js";

export function swellFindings(families: readonly SwellFamily[]): readonly Finding[] {
  return [swells(families), exponential(families), asSmall(families), fewTimes(families)];
}

export const last = ({ rows }: SwellFamily) => rows.at(-1) as SwellRow;
export const swell = ({ tree, derivativeTree }: SwellRow) => derivativeTree / tree;

function swells(families: readonly SwellFamily[]): Finding {
  return {
    claim: "Written out, the symbolic derivative grows faster than the function itself (expression swell).",
    seen: seenIn(families.map(growsFaster)),
    because: sentence(families, (family) => {
      const [middle, end] = [middleOf(family), last(family)];
      return `the tree of the derivative is ${say(swell(middle))} times that of f at n = ${middle.n} and ${say(swell(end))} times at n = ${end.n}`;
    }),
  };
}

const middleOf = ({ rows }: SwellFamily) => rows[Math.ceil(rows.length / 2) - 1] as SwellRow;

/** From the middle to the end the ratio rises by at least a quarter: of n + c it rises by more, of a constant by nothing. */
function growsFaster(family: SwellFamily): boolean {
  return swell(last(family)) > 1.25 * swell(middleOf(family));
}

function exponential(families: readonly SwellFamily[]): Finding {
  return {
    claim: "The tree of the derivative grows exponentially with the number of times that the map is applied.",
    seen: seenIn(families.map((family) => stepGrowth(family) > multiplied)),
    because: sentence(families, (family) => `the last application multiplied it by ${say(stepGrowth(family))}`),
  };
}

/** A power of n is multiplied by ever less, which by n = 8 is below this for squares; c^n by c. */
const multiplied = 1.5;

function stepGrowth({ rows }: SwellFamily): number {
  const [before, after] = rows.slice(-2) as [SwellRow, SwellRow];
  return after.derivativeTree / before.derivativeTree;
}

function asSmall(families: readonly SwellFamily[]): Finding {
  return {
    claim: "With shared subexpressions the symbolic derivative is as small as that of reverse mode.",
    seen: seenIn(families.map(({ rows }) => rows.every((row) => row.symbolic <= alike * row.reverse))),
    because: sentence(families, (family) => {
      const { n, symbolic, reverse, derivativeTree } = last(family);
      return `at n = ${n} a tree of ${inFull(derivativeTree)} nodes is ${symbolic} operations when shared, and reverse mode has ${reverse}`;
    }),
  };
}

/** A tenth more counts as "as small". */
const alike = 1.1;

function fewTimes(families: readonly SwellFamily[]): Finding {
  const ratio = ({ reverse, operations }: SwellRow) => reverse / operations;
  const ratios = ({ rows }: SwellFamily) => rows.filter(({ operations }) => operations > 0).map(ratio);
  return {
    claim: "The derivative by reverse mode takes at most 4 times the operations of f, however often the map is applied.",
    seen: seenIn(families.map((family) => ratios(family).every((each) => each <= 4))),
    because: `${sentence(families, (family) => `${span(ratios(family))} times`)} A call of exp counts as one operation, as + does.`,
  };
}

function sentence(families: readonly SwellFamily[], words: (family: SwellFamily) => string): string {
  return `${families
    .map((family) => `for ${family.map}, ${words(family)}`)
    .join("; ")
    .replace(/^f/, "F")}.`;
}
