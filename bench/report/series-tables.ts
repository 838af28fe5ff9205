// The tables of what is measured over a series of sizes.

import { methodNames } from "../../src/course/labs/cost-measure.js";
import type { PowerLaw } from "../../src/course/labs/fit.js";
import { dominated, type Growth } from "../measure/complexity.js";
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
      "Cost of the gradient over that of f: scalar operations, counted, and time, both in place and with the interpreter, the same road for all four; there an array operation such as a dot product is one loop, and an elementwise one a call for each entry, which is why reverse mode's time on the log-loss is more of f's than its operations. Beside it the time of value and gradient by compiled reverse mode over that of the compiled value. A method is left out where it would take too long.",
      `Fitted, in operations: ${powers(laws.operations)}; in time, ${Object.keys(laws.seconds).length === 0 ? "too few sizes" : powers(laws.seconds, true)}. Times count where both f and one evaluation of what the method runs take ${dominated} times the least that they take at any n: below, they say more about what any evaluation costs (the walk from node to node, the bookkeeping of a call) than about n. Numerical differentiation takes more samples for each input where n is small: its times count from where their number stays the same.`,
    ],
    tables: [
      {
        title: "",
        head: [
          "n",
          ...methodNames,
          ...methodNames.map((method) => `${method}, time`),
          "reverse, compiled, time",
          "symbolic as trees",
          "shared",
        ],
        rows: rows.map(({ n, operations, seconds, compiledReverse, symbolicTree, symbolicShared }) => [
          n,
          ...[operations, seconds].flatMap((by) => methodNames.map((method) => (by[method] === undefined ? "" : times(by[method])))),
          times(compiledReverse),
          symbolicTree ?? "",
          symbolicShared ?? "",
        ]),
      },
    ],
  }));
}

function powers(laws: Growth["laws"]["seconds"], from = false): string {
  const known = methodNames.filter((method) => laws[method] !== undefined);
  return known.map((method) => `${method} ${power(laws[method])}${from ? ` from n = ${laws[method]?.from} on` : ""}`).join(", ");
}

export function reverseTable({ reverse }: Report): Section[] {
  if (reverse === undefined) return [];
  const inOperations = reverse.map(({ value, valueAndGradient }) => valueAndGradient / value);
  const inTime = reverse.map(({ ratio }) => ratio);
  return [
    {
      title: "Complexity: reverse mode on every task",
      words: [
        `Value and gradient over the value alone: in scalar operations at most ${times(Math.max(...inOperations))}; in time, both compiled and in place, at most ${times(Math.max(...inTime))}.`,
      ],
      tables: [
        {
          title: "",
          head: ["row", "value", "value and gradient", "ratio", "ratio of times"],
          rows: reverse.map(({ title, value, valueAndGradient, ratio }) => [
            title,
            value,
            valueAndGradient,
            times(valueAndGradient / value),
            times(ratio),
          ]),
        },
      ],
    },
  ];
}
