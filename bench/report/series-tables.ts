// The tables of what is measured over a series of sizes.

import { methodNames } from "../../src/course/labs/cost-measure.js";
import type { PowerLaw } from "../../src/course/labs/fit.js";
import { fewestTimed } from "../measure/complexity.js";
import type { Report } from "../run.js";
import type { Section } from "./tables.js";
import { digits, duration, times } from "./words.js";

/** n^1.02 (+- 0.01) */
function power(law: PowerLaw | undefined, of = "n"): string {
  return law === undefined ? "" : `${of}^${law.exponent.toFixed(2)} (+- ${law.standardError.toFixed(2)})`;
}

export function preparationTables({ preparation }: Report): Section[] {
  if (preparation === undefined) return [];
  return [
    {
      title: "(f) Preparing reverse mode",
      words: [
        "Tracing the function into a graph, then the graph of value and gradient, what its evaluation needs, and the first evaluation; per node of the function.",
      ],
      tables: preparation.map(({ title, rows, growth }) => ({
        title: `${title}${growth === undefined ? "" : `: time of preparing goes with ${power(growth, "nodes")}`}`,
        head: ["nodes", "tracing", "preparing", "preparing, a node"],
        rows: rows.map(({ nodes, tracing, preparing }) => [nodes, duration(tracing), duration(preparing), duration(preparing / nodes)]),
      })),
    },
  ];
}

export function throughputTables({ crosschecks, training }: Report): Section[] {
  return [
    ...(crosschecks === undefined
      ? []
      : [
          {
            title: "(h) Cross-checks",
            words: [
              `Random formulas at random points, each compared by all four methods and the 64-digit reference. ${
                crosschecks.growth === undefined ? "" : `The time of one goes with ${power(crosschecks.growth, "operations")}.`
              }`,
            ],
            tables: [
              {
                title: "",
                head: ["operations at most", "median", "cross-checks", "a second"],
                rows: crosschecks.rows.map(({ size, operations, checks, perSecond }) => [size, operations, checks, digits(perSecond, 3)]),
              },
            ],
          },
        ]),
    ...(training === undefined
      ? []
      : [
          {
            title: "(h) Training",
            words: [
              "Steps of stochastic gradient descent a second: `train`, with its bookkeeping, and the gradient by hand with an update in place.",
            ],
            tables: [
              {
                title: "",
                head: ["network", "trigrad", "hand-written", "ratio of times"],
                rows: training.map(({ title, trigrad, handWritten }) => [
                  title,
                  digits(trigrad, 3),
                  digits(handWritten, 3),
                  times(handWritten / trigrad),
                ]),
              },
            ],
          },
        ]),
  ];
}

export function growthTables({ growth }: Report): Section[] {
  if (growth === undefined) return [];
  return growth.map(({ title, rows, laws }) => ({
    title: `Complexity: ${title}`,
    words: [
      `Cost of the gradient over that of f: scalar operations, counted, and time, all with the interpreter. A method is left out where it would take too long. Below n = ${fewestTimed} times say more about what a call costs at any n (names, copies, the walk from node to node) than about n. For the log-loss they do so longer: f is one dot product, whose entries take the interpreter less than its nodes do up to some thousand, while each pass of forward and reverse mode computes entry by entry; there the ratio in time grows faster than that in operations.`,
      `Fitted, in operations: ${methodNames.map((method) => `${method} ${power(laws.operations[method])}`).join(", ")}; in time, from n = ${fewestTimed} on: ${methodNames
        .filter((method) => laws.seconds[method] !== undefined)
        .map((method) => `${method} ${power(laws.seconds[method])}`)
        .join(", ")}.`,
    ],
    tables: [
      {
        title: "",
        head: ["n", ...methodNames, ...methodNames.map((method) => `${method}, time`), "symbolic as trees", "shared"],
        rows: rows.map(({ n, operations, seconds, symbolicTree, symbolicShared }) => [
          n,
          ...[operations, seconds].flatMap((by) => methodNames.map((method) => (by[method] === undefined ? "" : times(by[method])))),
          symbolicTree ?? "",
          symbolicShared ?? "",
        ]),
      },
    ],
  }));
}

export function reverseTable({ reverse }: Report): Section[] {
  if (reverse === undefined) return [];
  const ratios = reverse.map(({ value, valueAndGradient }) => valueAndGradient / value);
  return [
    {
      title: "Complexity: reverse mode on every task",
      words: [`Scalar operations of value and gradient, over those of the value alone: at most ${times(Math.max(...ratios))}.`],
      tables: [
        {
          title: "",
          head: ["row", "value", "value and gradient", "ratio"],
          rows: reverse.map(({ title, value, valueAndGradient }) => [title, value, valueAndGradient, times(valueAndGradient / value)]),
        },
      ],
    },
  ];
}
