// Plots and tables of the lab on stochastic gradients.

import type { CostRun } from "./cost-to-loss.js";
import type { Plot } from "./plot.js";
import { costText, edgeNote, rateText } from "./race.js";
import type { LabTable } from "./report.js";
import { median } from "./statistics.js";
import { batchText, type CostCurve, costCurves } from "./stochastic-judge.js";
import { inFull, say } from "./words.js";

export function stochasticPlots(runs: readonly CostRun[], goal: number): readonly Plot[] {
  return [costPlot(costCurves(runs)), lossPlot(costCurves(runs), goal)].filter(({ series }) => series.length > 0);
}

const spent = { label: "gradients of single instances", scale: "log" } as const;
const named = ({ batch, rate }: CostCurve) => `${batchText(batch)} a step, rate ${say(rate)}`;

function costPlot(curves: readonly CostCurve[]): Plot {
  return {
    name: "cost-by-size",
    title: `The cost to reach the loss as the data set grows (median of ${curves[0]?.sizes[0]?.runs.length} seeds)`,
    x: { label: "instances in the data set", scale: "log" },
    y: spent,
    series: curves.flatMap((curve) => {
      const points = curve.sizes.flatMap(({ size, median: y }) => (y === null || y === 0 ? [] : { x: size, y }));
      return points.length === 0 ? [] : { name: named(curve), points };
    }),
  };
}

/** The first seed's runs on the largest data set. */
function lossPlot(curves: readonly CostCurve[], goal: number): Plot {
  const largest = curves.flatMap((curve) => curve.sizes.at(-1)?.runs[0] ?? []);
  return {
    name: "loss-by-cost",
    title: `The loss on the largest data set, ${largest[0]?.size} instances, seed ${largest[0]?.seed}`,
    x: spent,
    y: { label: "loss over all instances", scale: "log" },
    series: curves.map((curve, i) => ({
      name: named(curve),
      points: (largest[i]?.trace ?? []).flatMap(({ instances, loss }) =>
        instances > 0 && loss > 0 && Number.isFinite(loss) ? { x: instances, y: loss } : [],
      ),
    })),
    guides: [{ at: goal, axis: "y", label: "goal" }],
  };
}

/** @param edges batch sizes whose best learning rate stands at an end of the grid */
export function stochasticTables(runs: readonly CostRun[], edges: ReadonlySet<number | null>): readonly LabTable[] {
  const curves = costCurves(runs);
  const sizes = curves[0]?.sizes.map(({ size }) => `N = ${size}`) ?? [];
  const table = (title: string, cell: (runs: readonly CostRun[]) => string): LabTable => ({
    title,
    head: ["a step takes", ...sizes],
    rows: curves.map((curve) => [batchText(curve.batch), ...curve.sizes.map((entry) => cell(entry.runs))]),
  });
  return [
    {
      title: `How the cost grows with the data set (${edgeNote}), and the power of N fitted to it`,
      head: ["a step takes", "best rate", "power"],
      rows: curves.map(({ batch, rate, power }) => [
        batchText(batch),
        rateText({ rate, atEdge: edges.has(batch) }),
        power === undefined ? "never reached twice" : `N^${power.toFixed(2)}`,
      ]),
    },
    table("Gradients of single instances until the loss is reached, seed by seed", (own) => own.map(costText).join(", ")),
    table("Scalar operations of these gradients (medians)", operationsText),
  ];
}

function operationsText(runs: readonly CostRun[]): string {
  const middle = median(runs.map(({ operations }) => operations ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(middle) ? inFull(Number(middle.toPrecision(2))) : "never";
}
