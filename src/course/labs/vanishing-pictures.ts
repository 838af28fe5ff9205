// Plots and tables of the lab on vanishing gradients and dead units.

import { activations } from "../networks/activations.js";
import { comparedActivations, type GradientRow } from "./gradient-by-layer.js";
import { grouped } from "./grouped.js";
import type { Plot } from "./plot.js";
import type { LabTable } from "./report.js";
import { medianByEpoch } from "./run-to-goal.js";
import { median } from "./statistics.js";
import { deadText, deepest, initialisationText, type VanishingData } from "./vanishing-judge.js";
import { say } from "./words.js";

/** A plot without a positive number is left out. */
export function vanishingPlots(data: VanishingData): readonly Plot[] {
  return [arrivalPlot(data), weightPlot(data), depthPlot(data), deadPlot(data)].filter((plot) => plot.series.length > 0);
}

export function vanishingTables(data: VanishingData): readonly LabTable[] {
  return [factorTable(data), deadTable(data)];
}

/** Each activation with the first weights that are usual for it, of those that were tried. */
function usual(rows: readonly GradientRow[]): GradientRow[] {
  return comparedActivations.flatMap((activation) => {
    const scheme = activation === "relu" || activation === "leakyRelu" ? "he" : "glorot";
    const distance = ({ initialisation }: GradientRow) =>
      (initialisation.scheme === scheme ? 0 : 1000) + Math.abs(Math.log(initialisation.gain));
    return rows.filter((row) => row.activation === activation).toSorted((a, b) => distance(a) - distance(b))[0] ?? [];
  });
}

function seriesName({ activation, initialisation }: GradientRow): string {
  return `${activations[activation].title} (${initialisationText(initialisation)})`;
}

/** A logarithmic axis has no place for 0: a series that is 0 throughout is named in the title instead. */
function withoutZeros(title: string, series: Plot["series"]): Pick<Plot, "title" | "series"> {
  const positive = series.map((each) => ({ ...each, points: each.points.filter(({ y }) => y > 0) }));
  const nothing = positive.filter(({ points }) => points.length === 0).map((each) => each.name);
  return {
    title: nothing.length === 0 ? title : `${title}; 0 everywhere: ${nothing.join(", ")}`,
    series: positive.filter(({ points }) => points.length > 0),
  };
}

function byLayer(name: string, title: string, label: string, data: VanishingData, of: (row: GradientRow) => readonly number[]): Plot {
  const rows = usual(deepest(data.gradients));
  const series = rows.map((row) => ({ name: seriesName(row), points: of(row).map((y, i) => ({ x: i + 1, y })) }));
  return {
    name,
    x: { label: "hidden layer, 1 next to the inputs", scale: "linear" },
    y: { label, scale: "log" },
    ...withoutZeros(title, series),
  };
}

function arrivalPlot(data: VanishingData): Plot {
  return byLayer(
    "adjoint-by-layer",
    "The gradient that arrives at each layer",
    "norm of dl/da of the layer",
    data,
    ({ adjoints }) => adjoints,
  );
}

function weightPlot(data: VanishingData): Plot {
  return byLayer(
    "weight-gradient-by-layer",
    "The gradient of each layer's weights",
    "norm of dl/dW of the layer",
    data,
    ({ weights }) => weights,
  );
}

function depthPlot({ gradients }: VanishingData): Plot {
  const series = usual(deepest(gradients)).map(({ activation, initialisation }) => ({
    name: seriesName({ activation, initialisation } as GradientRow),
    points: gradients
      .filter((row) => row.activation === activation && row.initialisation === initialisation)
      .map(({ depth, arrives }) => ({ x: depth, y: arrives })),
  }));
  return {
    name: "arrives-by-depth",
    x: { label: "hidden layers", scale: "linear" },
    y: { label: "part of dl/da of the last that arrives at the first", scale: "log" },
    ...withoutZeros("What arrives at the first layer, by depth", series),
  };
}

function deadPlot({ training }: VanishingData): Plot {
  const largest = Math.max(...training.map(({ rate }) => rate));
  // The units of Leaky ReLU hardly ever die: one rate of it says enough, and hides less.
  const shown = training.filter(({ activation, rate }) => activation === "relu" || rate === largest);
  const groups = grouped(shown, ({ activation, rate }) => `${activations[activation].title}, rate ${say(rate)}`);
  return {
    name: "dead-units",
    title: `Dead units while training: those that answer all instances alike (median of ${new Set(training.map(({ seed }) => seed)).size} runs)`,
    x: { label: "epoch", scale: "linear" },
    y: { label: "dead hidden units", scale: "linear" },
    series: [...groups].map(([name, runs]) => ({ name, points: medianByEpoch(runs.map(({ dead }) => dead)) })),
  };
}

function factorTable({ gradients }: VanishingData): LabTable {
  const rows = deepest(gradients);
  const initialisations = rows
    .filter(({ activation }) => activation === comparedActivations[0])
    .map(({ initialisation }) => initialisation);
  return {
    title: `Factor on dl/da from a layer to the one before it, fitted over ${rows[0]?.depth} hidden layers, by first weights`,
    head: ["activation", ...initialisations.map(initialisationText)],
    rows: comparedActivations.map((activation) => [
      activations[activation].title,
      ...rows
        .filter((row) => row.activation === activation)
        .map(({ factor, arrives }) => (factor === undefined ? say(arrives) : say(factor))),
    ]),
  };
}

function deadTable({ training }: VanishingData): LabTable {
  const groups = [...grouped(training, ({ activation, rate }) => `${activation} ${rate}`).values()];
  return {
    title: `Dead units of the ${training[0]?.units} hidden ones, before -> after training, seed by seed`,
    head: ["activation", "learning rate", "dead units", "median", "median loss"],
    rows: groups.map((runs) => [
      activations[runs[0].activation].title,
      say(runs[0].rate),
      runs.map(({ dead }) => `${dead[0]} -> ${dead.at(-1)}`).join(", "),
      deadText(runs),
      say(median(runs.map(({ loss }) => loss))),
    ]),
  };
}
