// Lab: squared error against cross entropy on outputs that are sure of a wrong answer.

import { advancing } from "./advancing.js";
import { comparedLosses, type LossCurve, lossCurves, outputNames } from "./loss-over-logit.js";
import { judgeFading, judgeTraining, type LossesData, lossRaces } from "./losses-judge.js";
import { lossesPlots, lossesTables } from "./losses-pictures.js";
import { costText } from "./race.js";
import type { Lab, LabReport } from "./report.js";
import { saturatedTraining } from "./saturated-training.js";
import { positive, randomSeeds, type Settings, settingsOf, settingsShown, whole } from "./settings.js";
import { list, say } from "./words.js";

const about = {
  name: "losses",
  title: "Squared error against cross entropy",
  question: "A sigmoid or softmax output is sure of a wrong answer: which loss brings it back?",
  predict:
    "A sigmoid unit should answer 1, and its logit is -10: it answers 0.00005. Guess dl/da for the squared error 1/2 (1 - s(a))^2 and for the cross entropy -log s(a). Which unit learns faster, and is that still so from small first weights?",
  options: {
    limit: { default: 10, meaning: "the curves go from a logit of minus this to this" },
    points: { default: 41, meaning: "logits on each curve" },
    classes: { default: 3, meaning: "classes of the softmax on the curves" },
    gains: { default: "1, 10", meaning: "factors on the first weights of the training runs: large ones saturate the outputs" },
    rates: { default: "1, 3, 10, 30, 100", meaning: "learning rates; each loss is judged at its best one" },
    epochs: { default: 150, meaning: "most epochs of a training run" },
    goal: { default: 0.95, meaning: "share of the instances of iris to be named rightly" },
    seeds: { default: 3, meaning: "first weights drawn, for each output and size" },
    randomSeed: { default: 1, meaning: "first of the random seeds; the others follow it" },
  },
} as const satisfies Omit<Lab, "run">;

export const losses: Lab = { ...about, run };

function run(given: Settings, progress?: (fraction: number) => void): LabReport<LossesData> {
  const settings = readSettings(given);
  const { limit, points, classes, gains, rates, seeds, randomSeed } = settings;
  const logits = Array.from({ length: points }, (_, i) => limit * ((2 * i) / (points - 1) - 1));
  const advance = advancing(outputNames.length * comparedLosses.length * gains.length * rates.length * seeds, progress);
  const runs = outputNames.flatMap((output) =>
    comparedLosses.flatMap((loss) => {
      const train = saturatedTraining(output, loss, settings);
      return gains.flatMap((gain) =>
        rates.flatMap((rate) => Array.from({ length: seeds }, (_, i) => advance(train({ gain, rate, seed: randomSeed + i })))),
      );
    }),
  );
  return report({ curves: lossCurves(logits, classes), runs }, settings);
}

type LossesSettings = ReturnType<typeof readSettings>;

function readSettings(given: Settings) {
  const read = settingsOf(about, given);
  return {
    limit: read.number("limit", positive(700)),
    points: read.number("points", whole(2, 2000)),
    classes: read.number("classes", whole(2, 100)),
    gains: read.numbers("gains", positive(1000)),
    rates: read.numbers("rates", positive(10_000)),
    epochs: read.number("epochs", whole(1, 100_000)),
    goal: read.number("goal", positive(1)),
    seeds: read.number("seeds", whole(1, 100)),
    randomSeed: read.number("randomSeed", randomSeeds),
  };
}

function report(data: LossesData, settings: LossesSettings): LabReport<LossesData> {
  const races = lossRaces(data.runs);
  const { name, title, question, predict } = about;
  const findings = [judgeFading(data.curves), judgeTraining(races, settings.goal)];
  return {
    name,
    title,
    question,
    predict,
    settings: settingsShown(settings),
    randomSeed: settings.randomSeed,
    data,
    plots: lossesPlots(data, settings.goal),
    tables: lossesTables(data),
    findings,
    seen: paragraph(data),
  };
}

function paragraph({ curves, runs }: LossesData): string {
  const left = (loss: LossCurve["loss"]) =>
    list(curves.filter((curve) => curve.loss === loss).map(({ output, remains }) => `${say(remains, 2)} (${output})`));
  const races = lossRaces(runs).map(({ output, gain, squared, crossEntropy }) => {
    return `${output} and first weights x ${say(gain)}: ${costText({ cost: squared.median })} against ${costText({ cost: crossEntropy.median })}`;
  });
  return [
    `At a logit of ${say(curves[0]?.points[0]?.logit ?? 0)}, where the answer is most wrong, squared error has ${left("squared")} of its steepest slope left,`,
    `cross entropy ${left("cross-entropy")}.`,
    `Trained on iris, each at its best learning rate, squared error and cross entropy took these epochs to the goal (medians): ${races.join("; ")}.`,
  ].join(" ");
}
