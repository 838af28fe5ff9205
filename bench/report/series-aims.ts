// What is meant to hold over a series of sizes: how costs grow, and what reverse mode costs beside the value.

import type { PowerLaw } from "../../src/course/labs/fit.js";
import type { Report } from "../run.js";
import { soon } from "./break-even-table.js";
import type { Reach } from "./reach.js";
import { duration, times } from "./words.js";

/** Value and gradient by reverse mode over the value. */
const mostOverValue = 4;
/** How far a fitted exponent may be from 1. */
const nearOne = 0.1;
/** Seconds of preparing a node, without compiling. */
const mostPreparing = 5e-6;
/** Seconds of an operation of a formula of scalars that is too long for straight-line code. */
const mostOperation = 8e-9;

export function seriesAims(report: Report): Reach[] {
  return [...longScalars(report), ...overValue(report), ...growthAims(report), ...preparationAims(report), ...breakEvenAim(report)];
}

/** Of the times of numerical differentiation. */
const besideF =
  "Time over operations falls along the series, as the table shows: the bookkeeping of a sample still counts where the fit begins.";

const reach = (title: string, measured: string, aim: string, reached: boolean, reason = ""): Reach => ({
  title,
  measured,
  aim,
  reached,
  reason,
});

function longScalars({ rows, reverse = [] }: Report): Reach[] {
  return rows.flatMap(({ id, title, results }) => {
    const operations = reverse.find((row) => row.title === title)?.valueAndGradient;
    const result = results.find(({ contender }) => contender === "trigrad reverse");
    if (!/^rosenbrock 10+00 scalars$/.test(id) || operations === undefined || result?.outcome !== "measured") return [];
    const each = result.timing.seconds / operations;
    return [reach(`${title}, an operation`, duration(each), `at most ${duration(mostOperation)}`, each <= mostOperation)];
  });
}

function overValue({ reverse = [], growth = [] }: Report): Reach[] {
  if (reverse.length === 0) return [];
  const operations = Math.max(...reverse.map(({ value, valueAndGradient }) => valueAndGradient / value));
  const compiled = [...reverse.map(({ ratio }) => ratio), ...growth.flatMap(({ rows }) => rows.map((row) => row.compiledReverse))];
  return (
    [
      ["operations of value and gradient over those of the value, on any task", operations],
      ["time of value and gradient over that of the value, compiled, on any task and at any n", Math.max(...compiled)],
    ] as const
  ).map(([title, ratio]) => reach(title, times(ratio), `at most ${times(mostOverValue)}`, ratio <= mostOverValue));
}

function growthAims({ growth = [] }: Report): Reach[] {
  return growth.flatMap(({ title, laws }) =>
    (["operations", "seconds"] as const).flatMap((measure) =>
      (["forward", "numerical"] as const).flatMap((method) =>
        exponentAim(
          `${title}: ${measure === "seconds" ? "time" : "operations"} of ${method} differentiation over n`,
          laws[measure][method],
          measure === "seconds" && method === "numerical" ? besideF : "",
        ),
      ),
    ),
  );
}

function preparationAims({ preparation = [] }: Report): Reach[] {
  return preparation.flatMap(({ title, rows, growth }) => {
    const worst = Math.max(...rows.map(({ nodes, preparing }) => preparing / nodes));
    return [
      ...exponentAim(`${title}: time of preparing over nodes`, growth),
      reach(`${title}: preparing a node`, duration(worst), `at most ${duration(mostPreparing)}`, worst <= mostPreparing),
    ];
  });
}

function exponentAim(title: string, law: PowerLaw | undefined, reason = ""): Reach[] {
  if (law === undefined) return [];
  const measured = `exponent ${law.exponent.toFixed(2)} (+- ${law.standardError.toFixed(2)})`;
  return [reach(title, measured, `1 +- ${nearOne}`, Math.abs(law.exponent - 1) <= nearOne, reason)];
}

function breakEvenAim({ breakEven }: Report): Reach[] {
  if (breakEven === undefined) return [];
  const late = breakEven.filter(({ compiles, pays }) => compiles && (pays.next ?? Number.POSITIVE_INFINITY) > soon);
  return [
    reach(
      "evaluations until compiling pays, where it is done",
      late.length === 0 ? "" : `later for ${late.map(({ title }) => title).join("; ")}`,
      `at most ${soon}`,
      late.length === 0,
    ),
  ];
}
