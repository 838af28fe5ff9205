// Plots and tables of the lab on the speed of convergence.

import { activations } from "../networks/activations.js";
import { type ConvergenceResult, type ConvergenceRun, convergenceResults } from "./convergence-judge.js";
import { grouped } from "./grouped.js";
import type { Plot } from "./plot.js";
import { costText, edgeNote, rateText } from "./race.js";
import type { LabTable } from "./report.js";
import { medianByEpoch, untilSettled } from "./run-to-goal.js";
import { median } from "./statistics.js";
import { count, say } from "./words.js";

/** For each depth the loss of all activations while training. */
export function convergencePlots(runs: readonly ConvergenceRun[], goal: number): readonly Plot[] {
  return [...grouped(convergenceResults(runs), ({ layers }) => layers).values()].map((results) => lossPlot(results, goal));
}

function lossPlot(results: readonly [ConvergenceResult, ...ConvergenceResult[]], goal: number): Plot {
  const { layers, best } = results[0];
  return {
    name: `loss-${layers}-layers`,
    title: `${count(layers, "hidden layer")}: the loss at each activation's best learning rate (median of ${count(best.attempts.length, "seed")})`,
    x: { label: "epoch", scale: "linear" },
    y: { label: "loss", scale: "log" },
    series: results.map((result) => ({
      name: `${activations[result.activation].title}, rate ${say(result.best.rate)}`,
      points: untilSettled(medianByEpoch(result.best.attempts.map(({ loss }) => loss))),
    })),
    guides: [{ at: goal, axis: "y", label: "goal" }],
  };
}

export function convergenceTables(runs: readonly ConvergenceRun[]): readonly LabTable[] {
  return [
    {
      title: `Epochs to the loss, each activation at its best learning rate (${edgeNote})`,
      head: ["hidden layers", "activation", "best rate", "epochs, seed by seed", "median", "median of the last loss"],
      rows: convergenceResults(runs).map(({ layers, activation, best }) => [
        layers,
        activations[activation].title,
        rateText(best),
        best.attempts.map(costText).join(", "),
        costText({ cost: best.median }),
        say(median(best.attempts.map(({ loss }) => loss.at(-1) as number))),
      ]),
    },
  ];
}
