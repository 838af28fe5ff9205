// Lab: how many epochs networks with different activations take to reach a loss.

import { type ActivationName, activations, defaultAlpha } from "../networks/activations.js";
import { type DataSetName, dataSet, networkFor } from "../networks/data/index.js";
import { optimiserNamed, optimiserNames } from "../networks/training/optimiser.js";
import { advancing } from "./advancing.js";
import { type ConvergenceRun, convergenceResults, judgeConvergence } from "./convergence-judge.js";
import { convergencePlots, convergenceTables } from "./convergence-pictures.js";
import { grouped } from "./grouped.js";
import { costText } from "./race.js";
import type { Lab, LabReport } from "./report.js";
import { runToGoal } from "./run-to-goal.js";
import { positive, randomSeeds, type Settings, settingsOf, settingsShown, whole } from "./settings.js";
import { count, list, say } from "./words.js";

export interface ConvergenceData {
  /** one for each depth, activation, learning rate and seed */
  readonly runs: readonly ConvergenceRun[];
}

const compared = ["sigmoid", "tanh", "relu"] as const satisfies readonly ActivationName[];
const learnable = ["circles", "moons", "spirals", "iris", "xor"] as const satisfies readonly DataSetName[];

const about = {
  name: "convergence",
  title: "Which activation converges faster",
  question:
    "How many epochs does a network take to reach a loss with sigmoid, with tanh and with ReLU, each at its own best learning rate?",
  predict:
    "Three networks differ in nothing but the activation of their hidden layers, and each may choose its learning rate. With one hidden layer, which one reaches the loss first? And with four?",
  options: {
    data: { default: "moons", meaning: "data set to learn" },
    size: { default: 80, meaning: "its instances (iris has its own 150, xor its 4)" },
    layers: { default: "1, 4", meaning: "numbers of hidden layers; the claim is judged at the largest" },
    width: { default: 8, meaning: "units of each hidden layer" },
    goal: { default: 0.1, meaning: "the loss to reach, a mean over the instances" },
    optimiser: { default: "sgd", meaning: "sgd, momentum or adam" },
    rates: { default: "0.3, 1, 3, 10", meaning: "learning rates; each activation is judged at its best one" },
    batch: { default: 16, meaning: "instances of a step" },
    epochs: { default: 80, meaning: "most epochs of a run" },
    seeds: { default: 3, meaning: "runs for each depth, activation and learning rate" },
    randomSeed: { default: 1, meaning: "first of the random seeds; the others follow it" },
  },
} as const satisfies Omit<Lab, "run">;

export const convergence: Lab = { ...about, run };

function run(given: Settings, progress?: (fraction: number) => void): LabReport<ConvergenceData> {
  const settings = readSettings(given);
  const { layers, rates, seeds, randomSeed } = settings;
  const advance = advancing(layers.length * compared.length * rates.length * seeds, progress);
  const runs = layers.flatMap((depth) =>
    compared.flatMap((activation) =>
      rates.flatMap((rate) =>
        Array.from({ length: seeds }, (_, i) => advance(runOf(settings, { activation, layers: depth, rate, seed: randomSeed + i }))),
      ),
    ),
  );
  return report({ runs }, settings);
}

type ConvergenceSettings = ReturnType<typeof readSettings>;

function readSettings(given: Settings) {
  const read = settingsOf(about, given);
  return {
    data: read.choice("data", learnable),
    size: read.number("size", whole(4, 10_000)),
    layers: read.numbers("layers", whole(1, 50)),
    width: read.number("width", whole(1, 256)),
    goal: read.number("goal", positive(100)),
    optimiser: read.choice("optimiser", optimiserNames),
    rates: read.numbers("rates", positive(1000)),
    batch: read.number("batch", whole(1, 10_000)),
    epochs: read.number("epochs", whole(1, 100_000)),
    seeds: read.number("seeds", whole(1, 100)),
    randomSeed: read.number("randomSeed", randomSeeds),
  };
}

type One = Pick<ConvergenceRun, "activation" | "layers" | "rate" | "seed">;

function runOf({ data: name, size, width, goal, optimiser, batch, epochs }: ConvergenceSettings, one: One): ConvergenceRun {
  const { activation, layers, rate, seed } = one;
  const data = dataSet(name, name === "iris" || name === "xor" ? { seed } : { seed, size });
  const network = networkFor(data, { hidden: Array.from({ length: layers }, () => width), activation });
  const { cost, history } = runToGoal(
    { data, seed, network, optimiser: optimiserNamed(optimiser, { rate }), batch, epochs },
    ({ loss }) => loss <= goal,
  );
  return { ...one, cost, loss: history.map(({ loss }) => loss) };
}

function report(data: ConvergenceData, settings: ConvergenceSettings): LabReport<ConvergenceData> {
  const { name, title, question, predict } = about;
  return {
    name,
    title,
    question,
    predict,
    settings: { ...settingsShown(settings), alpha: defaultAlpha },
    randomSeed: settings.randomSeed,
    data,
    plots: convergencePlots(data.runs, settings.goal),
    tables: convergenceTables(data.runs),
    findings: [judgeConvergence(convergenceResults(data.runs), settings.goal)],
    seen: paragraph(data, settings),
  };
}

function paragraph({ runs }: ConvergenceData, { data, goal, width, epochs, seeds }: ConvergenceSettings): string {
  const results = convergenceResults(runs);
  const sentences = [...grouped(results, ({ layers }) => layers).values()].map((group) => {
    const each = group.map(({ activation, best: { rate, median } }) => {
      return `${activations[activation].title} ${costText({ cost: median })} (learning rate ${say(rate)})`;
    });
    return `With ${count(group[0].layers, "hidden layer")} of ${width}: ${list(each)}.`;
  });
  return [
    `Epochs to a loss of ${say(goal)} on ${data}, at most ${epochs}, as medians of ${count(seeds, "seed")} and at the best learning rate of each.`,
    ...sentences,
    `First weights were drawn as is usual for each: Glorot for sigmoid and tanh, He for ReLU.`,
  ].join(" ");
}
