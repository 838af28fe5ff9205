// Plots and tables of the lab on depth and width.

import { activations } from "../networks/activations.js";
import { type DepthData, type DepthResult, depthResults } from "./depth-judge.js";
import { grouped } from "./grouped.js";
import type { Plot } from "./plot.js";
import { costText, edgeNote, rateText } from "./race.js";
import type { LabTable } from "./report.js";
import { medianByEpoch, untilSettled } from "./run-to-goal.js";
import type { Sawtooth } from "./sawtooth.js";
import { median } from "./statistics.js";
import { count, say } from "./words.js";

/** The sawtooth, then for each activation the accuracy of all depths while training. */
export function depthPlots({ sawtooth, runs }: DepthData, goal: number): readonly Plot[] {
  const byActivation = grouped(depthResults(runs), ({ activation }) => activation);
  return [sawtoothPlot(sawtooth), ...[...byActivation.values()].map((results) => accuracyPlot(results, goal))];
}

function sawtoothPlot({ folds, weights, points }: Sawtooth): Plot {
  return {
    name: "sawtooth",
    title: `What ${count(folds, "hidden layer")} of 2 ReLU units can do: ${weights} weights, set by hand`,
    x: { label: "input x", scale: "linear" },
    y: { label: "output", scale: "linear" },
    series: [{ name: "deep network", points }],
  };
}

function accuracyPlot(results: readonly [DepthResult, ...DepthResult[]], goal: number): Plot {
  const { activation, best } = results[0];
  return {
    name: `accuracy-${activation.toLowerCase()}`,
    title: `${activations[activation].title}: accuracy at the best learning rate of each depth (median of ${count(best.attempts.length, "seed")})`,
    x: { label: "epoch", scale: "linear" },
    y: { label: "accuracy", scale: "linear" },
    series: results.map(({ shape: { depth, width }, best: { attempts } }) => ({
      name: `${count(depth, "hidden layer")} of ${width}`,
      points: untilSettled(medianByEpoch(attempts.map(({ accuracy }) => accuracy))),
    })),
    guides: [{ at: goal, axis: "y", label: "goal" }],
  };
}

export function depthTables({ runs }: DepthData): readonly LabTable[] {
  return [
    {
      title: `Epochs until the network fits, each depth at its best learning rate (${edgeNote})`,
      head: ["activation", "hidden layers", "units each", "weights", "best rate", "epochs, seed by seed", "best accuracy", "final loss"],
      rows: depthResults(runs).map(({ activation, shape, best }) => [
        activations[activation].title,
        shape.depth,
        shape.width,
        shape.weights,
        rateText(best),
        best.attempts.map(costText).join(", "),
        best.attempts.map(({ accuracy }) => say(Math.max(...accuracy), 2)).join(", "),
        say(median(best.attempts.map(({ loss }) => loss.at(-1) as number))),
      ]),
    },
  ];
}
