// Lab: how much of the gradient arrives in the first layers of a deep network, and which units die in training.

import { type ActivationName, activations, defaultAlpha } from "../networks/activations.js";
import { dataSetNames } from "../networks/data/index.js";
import { advancing } from "./advancing.js";
import { deadUnitRun } from "./dead-units.js";
import { comparedActivations, gradientByLayer } from "./gradient-by-layer.js";
import { grouped } from "./grouped.js";
import type { Lab, LabReport } from "./report.js";
import { positive, randomSeeds, type Settings, settingsOf, settingsShown, whole } from "./settings.js";
import {
  deadText,
  deepest,
  factorText,
  initialisationText,
  judgeDying,
  judgeStep,
  judgeVanishing,
  type VanishingData,
} from "./vanishing-judge.js";
import { vanishingPlots, vanishingTables } from "./vanishing-pictures.js";
import { count, list, say } from "./words.js";

const trained = ["relu", "leakyRelu"] as const satisfies readonly ActivationName[];

const about = {
  name: "vanishing",
  title: "Vanishing gradients and dead units",
  question: "How much of the gradient reaches the first layers of a deep network, and which units stop learning for good?",
  predict:
    "The derivative of the sigmoid is at most 1/4, that of tanh at most 1, that of ReLU 0 or 1, that of the step 0. The gradient goes back through 20 layers: which part of it arrives at the first? Does it help to begin with larger weights?",
  options: {
    depths: { default: "2, 5, 10, 20", meaning: "numbers of hidden layers; the claims are judged at the largest" },
    width: { default: 16, meaning: "units of each hidden layer" },
    schemes: { default: "glorot, he", meaning: "how the first weights are drawn" },
    gains: { default: "0.5, 1, 2", meaning: "factors on the first weights" },
    networks: { default: 5, meaning: "networks drawn for each kind; medians are over networks and instances" },
    instances: { default: 2, meaning: "instances shown to each network" },
    threshold: { default: 0.01, meaning: "a gradient vanishes when less than this part of it arrives at the first hidden layer" },
    data: { default: "moons", meaning: "data set of the training runs" },
    size: { default: 100, meaning: "its instances (iris has its own 150)" },
    trainedLayers: { default: 2, meaning: "hidden layers of the trained networks" },
    rates: { default: "0.3, 1, 3", meaning: "learning rates of the training runs" },
    batch: { default: 20, meaning: "instances of a step" },
    epochs: { default: 30, meaning: "epochs of the training runs" },
    seeds: { default: 3, meaning: "training runs for each activation and learning rate" },
    randomSeed: { default: 1, meaning: "first of the random seeds; the others follow it" },
  },
} as const satisfies Omit<Lab, "run">;

export const vanishing: Lab = { ...about, run };

function run(given: Settings, progress?: (fraction: number) => void): LabReport<VanishingData> {
  const settings = readSettings(given);
  const { depths, schemes, gains, seeds, rates, randomSeed } = settings;
  const initialisations = schemes.flatMap((scheme) => gains.map((gain) => ({ scheme, gain })));
  const parts = depths.length * comparedActivations.length + trained.length * rates.length * seeds;
  const advance = advancing(parts, progress);
  const drawn = { width: settings.width, seeds: settings.networks, instances: settings.instances, randomSeed };
  const gradients = comparedActivations.flatMap((activation) =>
    depths.flatMap((depth) => advance(gradientByLayer(activation, depth, initialisations, drawn))),
  );
  const training = trained.flatMap((activation) =>
    rates.flatMap((rate) =>
      Array.from({ length: seeds }, (_, i) =>
        advance(deadUnitRun(activation, rate, randomSeed + i, { ...settings, layers: settings.trainedLayers })),
      ),
    ),
  );
  return report({ gradients, training }, settings);
}

type VanishingSettings = ReturnType<typeof readSettings>;

function readSettings(given: Settings) {
  const read = settingsOf(about, given);
  return {
    depths: read.numbers("depths", whole(2, 100)),
    width: read.number("width", whole(1, 128)),
    schemes: read.choices("schemes", ["glorot", "he"]),
    gains: read.numbers("gains", positive(100)),
    networks: read.number("networks", whole(1, 100)),
    instances: read.number("instances", whole(1, 100)),
    threshold: read.number("threshold", positive(1)),
    data: read.choice("data", dataSetNames),
    size: read.number("size", whole(4, 10_000)),
    trainedLayers: read.number("trainedLayers", whole(1, 20)),
    rates: read.numbers("rates", positive(1000)),
    batch: read.number("batch", whole(1, 10_000)),
    epochs: read.number("epochs", whole(1, 10_000)),
    seeds: read.number("seeds", whole(1, 100)),
    randomSeed: read.number("randomSeed", randomSeeds),
  };
}

function report(data: VanishingData, settings: VanishingSettings): LabReport<VanishingData> {
  const { threshold, randomSeed } = settings;
  const findings = [
    judgeStep(data.gradients),
    judgeVanishing(data.gradients, "sigmoid", threshold, true),
    judgeVanishing(data.gradients, "tanh", threshold, true),
    judgeVanishing(data.gradients, "relu", threshold, false),
    judgeDying(data.training),
  ];
  const { name, title, question, predict } = about;
  return {
    name,
    title,
    question,
    predict,
    settings: { ...settingsShown(settings), alpha: defaultAlpha },
    randomSeed,
    data,
    plots: vanishingPlots(data),
    tables: vanishingTables(data),
    findings,
    seen: paragraph(data, settings),
  };
}

function paragraph(
  { gradients, training }: VanishingData,
  { threshold, networks, instances, rates, data, seeds }: VanishingSettings,
): string {
  const rows = deepest(gradients);
  const by = grouped(rows, ({ activation }) => activation);
  const factors = [...by].map(([activation, cases]) => `${factorText(cases)} (${activations[activation].title})`);
  const kinds = by.get("step")?.length ?? 0;
  const those = (holds: (arrives: number) => boolean) =>
    [...by].flatMap(([activation, cases]) => {
      const held = cases.filter(({ arrives }) => holds(arrives)).map(({ initialisation }) => initialisationText(initialisation));
      if (held.length === 0) return [];
      return `${activations[activation].title} (${held.length === kinds ? "always" : held.join(", ")})`;
    });
  const vanished = those((arrives) => arrives < threshold);
  const exploded = those((arrives) => arrives > 1 / threshold);
  const fate = (activation: ActivationName) => {
    const runs = training.filter((run) => run.activation === activation);
    const each = [...grouped(runs, ({ rate }) => rate).values()].map(deadText);
    return `${activations[activation].title} ${list(each)}`;
  };
  return [
    `On its way back through a layer the gradient was multiplied by ${list(factors)}.`,
    `Over ${rows[0]?.depth} hidden layers it vanished with ${vanished.length === 0 ? "none" : list(vanished)}.`,
    exploded.length === 0 ? "" : `It grew more than ${say(1 / threshold)} times with ${list(exploded)}.`,
    `(Medians over ${count(networks * instances, "gradient")}: ${count(networks, "network")} of a kind, ${count(instances, "instance")} each.)`,
    `Trained on ${data} with the learning ${rates.length === 1 ? "rate" : "rates"} ${list(rates.map((rate) => say(rate)))}, dead units before -> after were, in this order, ${trained.map(fate).join("; ")} (medians of ${count(seeds, "run")}).`,
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
