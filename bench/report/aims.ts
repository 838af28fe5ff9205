// What prepared reverse mode is meant to reach, first of all as multiples of the code written by hand, and where it does not.

import type { Report } from "../run.js";
import { ratioOf } from "./comparison.js";
import type { Reach } from "./reach.js";
import { seriesAims } from "./series-aims.js";
import type { Section } from "./tables.js";
import { times } from "./words.js";

interface Aim {
  readonly id: string;
  /** time over that of the code written by hand, at most */
  readonly most: number;
}

const aims: readonly Aim[] = [
  { id: "product", most: 1.3 },
  ...[3, 100, 10_000].map((n) => ({ id: `log-loss ${n}`, most: 1.3 })),
  ...[10, 100, 1000, 10_000].map((n) => ({ id: `rosenbrock ${n} vectors`, most: 2 })),
  ...[10, 100].map((n) => ({ id: `rosenbrock ${n} scalars`, most: 1.5 })),
  { id: "network 2-3-2-1", most: 1.3 },
  { id: "network 4-16-16-3", most: 1 },
  { id: "network 64-64-64-10", most: 0.45 },
  { id: "network 784-128-10", most: 0.35 },
  { id: "chain 1000000", most: 3 },
];

/** Bytes an operation of the long chain. */
const mostBytes = 120;

const reasons: Readonly<Record<string, string>> = {
  "log-loss 10000":
    "The sum is added up in the order of its terms, because all ways of evaluation give the same bits; by hand it is added in four parts at once.",
  "rosenbrock 100 scalars":
    "Straight-line code of some two thousand operations is more machine code than the processor reads as fast as it computes; by hand it is a loop. Loops over runs of equal operations took 2.4 at this size; they are taken from the next one on.",
  "network 2-3-2-1":
    "A factor 0 wins over infinity and NaN, which takes a comparison at each product of an adjoint; by hand there is none.",
  "chain 1000000":
    "A million different steps are too long for code that the engine optimises: they run as a program of numbers, which reads for each where its operands stand. By hand it is a loop.",
};

/** Where an aim is missed, with the reason. */
export function aimsSection(report: Report): Section[] {
  const all = [...rowAims(report), ...memoryAim(report), ...seriesAims(report)];
  if (all.length === 0) return [];
  const missed = all.filter(({ reached }) => !reached);
  return [
    {
      title: "Where an aim is missed",
      words: [
        missed.length === 0
          ? `Nowhere: all ${all.length} hold.`
          : `On ${missed.length} of ${all.length}. Times are multiples of the code written by hand, if nothing else is said.`,
      ],
      tables:
        missed.length === 0
          ? []
          : [
              {
                title: "",
                head: ["row", "measured", "aim", "reason"],
                rows: missed.map(({ title, measured, aim, reason }) => [title, measured, aim, reason]),
              },
            ],
    },
  ];
}

function rowAims({ rows }: Report): Reach[] {
  return aims.flatMap(({ id, most }) => {
    const row = rows.find((each) => each.id === id);
    const ratio = row === undefined ? undefined : ratioOf(row, "trigrad reverse");
    if (row === undefined || ratio === undefined) return [];
    const reason = reasons[id] ?? "";
    return [{ title: row.title, measured: times(ratio), aim: `at most ${times(most)}`, reached: ratio <= most, reason }];
  });
}

function memoryAim({ memory }: Report): Reach[] {
  const bytes = memory.find(({ contender }) => contender === "trigrad reverse")?.bytesPerOperation;
  if (bytes === undefined) return [];
  return [
    {
      title: "memory of the long chain, bytes an operation",
      measured: times(bytes),
      aim: `at most ${times(mostBytes)}`,
      reached: bytes <= mostBytes,
      reason:
        "The graph of value and gradient (three times as long as that of f), its program of numbers and the memory that it runs on are there at one time.",
    },
  ];
}
