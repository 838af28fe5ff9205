// Lab: one wide hidden layer against several narrow ones with nearly the same number of weights.

import { activationNames, activations, defaultAlpha } from "../networks/activations.js";
import { type DataSetName, dataSet, networkFor } from "../networks/data/index.js";
import { optimiserNamed, optimiserNames } from "../networks/training/optimiser.js";
import { advancing } from "./advancing.js";
import { type DepthData, type DepthRun, depthResults, judgeDepth, judgeSawtooth } from "./depth-judge.js";
import { depthPlots, depthTables } from "./depth-pictures.js";
import { shapeNear } from "./equal-weights.js";
import { grouped } from "./grouped.js";
import type { Lab, LabReport } from "./report.js";
import { runToGoal } from "./run-to-goal.js";
import { sawtooth } from "./sawtooth.js";
import { positive, randomSeeds, type Settings, settingsOf, settingsShown, whole } from "./settings.js";
import { count, list, say, span } from "./words.js";

/** Sets of which a network can name all instances or not. */
const fittable = ["spirals", "circles", "moons", "iris", "xor"] as const satisfies readonly DataSetName[];

const about = {
  name: "depth",
  title: "Deep and narrow, or shallow and wide",
  question: "With the same number of weights, does a network with more hidden layers fit what one with a single wide layer does not?",
  predict:
    "About 100 weights make one hidden layer of 25 units, two of 8 or three of 6. Two spirals wind around each other: which of these networks tells them apart? Is it the same one with tanh and with ReLU?",
  options: {
    folds: { default: 5, meaning: "hidden layers of the network whose weights are set by hand, to fold a sawtooth" },
    data: { default: "spirals", meaning: "data set to fit" },
    size: { default: 80, meaning: "its instances (iris has its own 150, xor its 4)" },
    weights: { default: 100, meaning: "weights and biases of every network, nearly" },
    depths: { default: "1, 2, 3", meaning: "numbers of hidden layers, the smallest against the others" },
    activations: { default: "tanh, relu", meaning: "activations of the hidden layers" },
    goal: { default: 0.95, meaning: "share of the instances that a network names when it is said to fit" },
    optimiser: { default: "adam", meaning: "sgd, momentum or adam" },
    rates: { default: "0.05, 0.1, 0.2", meaning: "learning rates; each depth is judged at its best one" },
    batch: { default: 20, meaning: "instances of a step" },
    epochs: { default: 120, meaning: "most epochs of a run" },
    seeds: { default: 3, meaning: "runs for each activation, depth and learning rate" },
    randomSeed: { default: 1, meaning: "first of the random seeds; the others follow it" },
  },
} as const satisfies Omit<Lab, "run">;

export const depth: Lab = { ...about, run };

function run(given: Settings, progress?: (fraction: number) => void): LabReport<DepthData> {
  const settings = readSettings(given);
  const { activations: chosen, depths, rates, seeds, randomSeed } = settings;
  const advance = advancing(chosen.length * depths.length * rates.length * seeds, progress);
  const runs = chosen.flatMap((activation) =>
    depths.flatMap((layers) =>
      rates.flatMap((rate) =>
        Array.from({ length: seeds }, (_, i) => advance(runOf(settings, { activation, layers, rate, seed: randomSeed + i }))),
      ),
    ),
  );
  return report({ sawtooth: sawtooth(settings.folds), runs }, settings);
}

type DepthSettings = ReturnType<typeof readSettings>;

function readSettings(given: Settings) {
  const read = settingsOf(about, given);
  const depths = read.numbers("depths", whole(1, 50));
  if (depths.length < 2) throw new RangeError(`depths: at least two, so that one can be deeper, not ${depths.join(", ")} alone.`);
  return {
    folds: read.number("folds", whole(1, 12)),
    data: read.choice("data", fittable),
    size: read.number("size", whole(4, 10_000)),
    weights: read.number("weights", whole(4, 100_000)),
    depths,
    activations: read.choices("activations", activationNames),
    goal: read.number("goal", positive(1)),
    optimiser: read.choice("optimiser", optimiserNames),
    rates: read.numbers("rates", positive(1000)),
    batch: read.number("batch", whole(1, 10_000)),
    epochs: read.number("epochs", whole(1, 100_000)),
    seeds: read.number("seeds", whole(1, 100)),
    randomSeed: read.number("randomSeed", randomSeeds),
  };
}

interface One {
  readonly activation: DepthRun["activation"];
  readonly layers: number;
  readonly rate: number;
  readonly seed: number;
}

function runOf(
  { data: name, size, weights, goal, optimiser, batch, epochs }: DepthSettings,
  { activation, layers, rate, seed }: One,
): DepthRun {
  const data = dataSet(name, name === "iris" || name === "xor" ? { seed } : { seed, size });
  const { classes = [], features } = data;
  const shape = shapeNear(weights, { inputs: features.length, outputs: classes.length > 2 ? classes.length : 1, depth: layers });
  const network = networkFor(data, { hidden: Array.from({ length: layers }, () => shape.width), activation });
  const { cost, history } = runToGoal(
    { data, seed, network, optimiser: optimiserNamed(optimiser, { rate }), batch, epochs },
    ({ accuracy = 0 }) => accuracy >= goal,
  );
  return {
    activation,
    shape,
    rate,
    seed,
    cost,
    accuracy: history.map(({ accuracy = 0 }) => accuracy),
    loss: history.map(({ loss }) => loss),
  };
}

function report(data: DepthData, settings: DepthSettings): LabReport<DepthData> {
  const { name, title, question, predict } = about;
  return {
    name,
    title,
    question,
    predict,
    settings: { ...settingsShown(settings), alpha: defaultAlpha },
    randomSeed: settings.randomSeed,
    data,
    plots: depthPlots(data, settings.goal),
    tables: depthTables(data),
    findings: [judgeSawtooth(data.sawtooth), judgeDepth(depthResults(data.runs), settings.goal)],
    seen: paragraph(data, settings),
  };
}

function paragraph(
  { runs, sawtooth: { folds, weights, deepMistakes, shallowUnits, shallowMistakes, points } }: DepthData,
  { data, goal, seeds, epochs }: DepthSettings,
): string {
  const results = depthResults(runs);
  const sentences = [...grouped(results, ({ activation }) => activation).values()].map((group) => {
    const each = group.map(({ shape, fitted, best }) => {
      const after = best.median === null ? "" : ` (median ${count(best.median, "epoch")})`;
      return `${fitted.filter((yes) => yes).length} with ${count(shape.depth, "hidden layer")} of ${shape.width}${after}`;
    });
    return `With ${activations[group[0].activation].title}, of ${count(seeds, "seed")}, these fitted: ${list(each)}.`;
  });
  return [
    `Weights set by hand let ${count(folds, "hidden layer")} of 2 ReLU units, ${weights} weights, fold a line into a sawtooth of ${points.length} points with ${count(deepMistakes, "mistake")}; a single layer of ${shallowUnits} units has as many weights and makes at least ${count(shallowMistakes, "mistake")}.`,
    "That a network can fit does not say that training finds the weights:",
    `networks of ${span(results.map(({ shape }) => shape.weights))} weights were trained on ${data} for at most ${count(epochs, "epoch")}, until they named ${say(100 * goal)} % of the instances.`,
    ...sentences,
  ].join(" ");
}
