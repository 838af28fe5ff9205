// Plots and tables of the lab on losses.

import { type LossCurve, type LossPoint, type OutputName, outputNames } from "./loss-over-logit.js";
import { type LossesData, type LossRace, lossRaces } from "./losses-judge.js";
import type { Plot } from "./plot.js";
import { type Champion, costText, edgeNote, rateText } from "./race.js";
import type { LabTable } from "./report.js";
import type { SaturatedRun } from "./saturated-training.js";
import { say } from "./words.js";

const spoken = { squared: "squared error", "cross-entropy": "cross entropy" } as const;

export function lossesPlots({ curves, runs }: LossesData, goal: number): readonly Plot[] {
  const races = lossRaces(runs);
  return [...outputNames.flatMap((output) => overLogit(output, curves)), ...races.map((race) => training(race, goal))];
}

export function lossesTables({ curves, runs }: LossesData): readonly LabTable[] {
  return [...outputNames.map((output) => logitTable(output, curves)), raceTable(lossRaces(runs))];
}

const unit = {
  sigmoid: "a sigmoid unit that should answer 1",
  softmax: "a softmax that should choose the first class",
} as const;

function overLogit(output: OutputName, curves: readonly LossCurve[]): Plot[] {
  const own = curves.filter((curve) => curve.output === output);
  const plot = (name: string, title: string, label: string, y: (point: LossPoint) => number): Plot => ({
    name: `${output}-${name}`,
    title: `${title}, ${unit[output]}`,
    x: { label: "logit a (left: wrong, right: right)", scale: "linear" },
    y: { label, scale: "linear" },
    series: own.map(({ loss, points }) => ({ name: spoken[loss], points: points.map((point) => ({ x: point.logit, y: y(point) })) })),
  });
  return [plot("loss", "The loss", "loss", ({ loss }) => loss), plot("gradient", "The gradient", "dl/da", ({ derivative }) => derivative)];
}

/** The first seed's runs, at the best learning rates. */
function training({ output, gain, squared, crossEntropy }: LossRace, goal: number): Plot {
  const series = ({ rate, attempts }: Champion<SaturatedRun>, name: string) => ({
    name: `${name}, rate ${say(rate)}`,
    points: (attempts[0]?.accuracy ?? []).map((y, x) => ({ x, y })),
  });
  return {
    name: `training-${output}-${say(gain)}`,
    title: `Training on iris from first weights x ${say(gain)}, ${output} outputs, seed ${squared.attempts[0]?.seed}`,
    x: { label: "epoch", scale: "linear" },
    y: { label: "accuracy", scale: "linear" },
    series: [series(squared, spoken.squared), series(crossEntropy, spoken["cross-entropy"])],
    guides: [{ at: goal, axis: "y", label: "goal" }],
  };
}

/** About as many rows as a person reads. */
const rowsShown = 9;

function logitTable(output: OutputName, curves: readonly LossCurve[]): LabTable {
  const [squared, crossEntropy] = curves.filter((curve) => curve.output === output) as [LossCurve, LossCurve];
  const every = Math.max(1, Math.ceil((squared.points.length - 1) / (rowsShown - 1)));
  const shown = squared.points.map((point, i) => [point, crossEntropy.points[i] as LossPoint] as const).filter((_, i) => i % every === 0);
  return {
    title: `Loss and gradient over the logit, ${unit[output]}`,
    head: ["logit a", "squared error", "dl/da of it", "cross entropy", "dl/da of that"],
    rows: shown.map(([left, right]) => [left.logit, left.loss, left.derivative, right.loss, right.derivative].map((x) => say(x))),
  };
}

function raceTable(races: readonly LossRace[]): LabTable {
  return {
    title: `Epochs to the goal, each loss at its best learning rate (${edgeNote})`,
    head: ["output", "first weights", "loss", "best rate", "epochs, seed by seed", "median"],
    rows: races.flatMap(({ output, gain, squared, crossEntropy }) =>
      [squared, crossEntropy].map(({ rate, attempts, median, atEdge }) => [
        output,
        `x ${say(gain)}`,
        spoken[attempts[0]?.loss ?? "squared"],
        rateText({ rate, atEdge }),
        attempts.map(costText).join(", "),
        costText({ cost: median }),
      ]),
    ),
  };
}
