// Lab: steps over all instances against steps over a few or one, as the data set grows.

import { type DataSetName, dataSet } from "../networks/data/index.js";
import { advancing } from "./advancing.js";
import { type CostRun, costToLoss } from "./cost-to-loss.js";
import { atBestRate } from "./race.js";
import type { Lab, LabReport } from "./report.js";
import { positive, randomSeeds, type Settings, settingsOf, settingsShown, whole } from "./settings.js";
import { batchText, costCurves, growthText, judgeStochastic } from "./stochastic-judge.js";
import { stochasticPlots, stochasticTables } from "./stochastic-pictures.js";
import { count, list, say } from "./words.js";

export interface StochasticData {
  /** at the smallest size: one for each batch size, learning rate and seed */
  readonly tuning: readonly CostRun[];
  /** at the learning rate that was best at the smallest size: one for each batch size, size and seed */
  readonly runs: readonly CostRun[];
}

/** Sets that can be drawn as large as one likes. */
const growing = ["moons", "circles", "spirals", "curve"] as const satisfies readonly DataSetName[];

const about = {
  name: "stochastic",
  title: "Batch gradient against stochastic gradient",
  question: "What does it cost to reach a loss with the gradient of all instances, and with that of a few, as the data set grows?",
  predict:
    "A step over all of N instances costs N gradients, a stochastic step over one costs one, and is rough. The data set becomes 16 times as large, drawn in the same way. How much more does it cost to reach the same loss, with either?",
  options: {
    data: { default: "moons", meaning: "data set to learn" },
    sizes: { default: "50, 200, 800", meaning: "numbers of its instances, at least two" },
    batches: { default: "1, 16", meaning: "instances of a stochastic step; steps over all instances are always run too" },
    width: { default: 8, meaning: "units of the one hidden layer (tanh)" },
    goal: { default: 0.2, meaning: "the loss to reach for the first time, a mean over all instances" },
    rates: { default: "0.3, 1, 3, 10", meaning: "learning rates; each batch size keeps the one that is best at the smallest size" },
    passes: { default: 100, meaning: "most passes over the data in a run" },
    seeds: { default: 3, meaning: "runs for each batch size, rate and size" },
    randomSeed: { default: 1, meaning: "first of the random seeds; the others follow it" },
  },
} as const satisfies Omit<Lab, "run">;

export const stochastic: Lab = { ...about, run };

function run(given: Settings, progress?: (fraction: number) => void): LabReport<StochasticData> {
  const settings = readSettings(given);
  const { sizes, batches, rates, seeds, randomSeed } = settings;
  const [smallest, ...larger] = sizes as [number, ...number[]];
  const all = [...batches, null];
  const advance = advancing(all.length * seeds * (rates.length + larger.length), progress);
  const runsOf = (batch: number | null, size: number, rate: number) =>
    Array.from({ length: seeds }, (_, i) => {
      const seed = randomSeed + i;
      return advance(costToLoss(dataSet(settings.data, { seed, size }), { batch, rate, seed }, settings));
    });
  const tuning = all.flatMap((batch) => rates.flatMap((rate) => runsOf(batch, smallest, rate)));
  const runs = all.flatMap((batch) => {
    const { rate, attempts } = bestAtSmallest(tuning, batch);
    return [...attempts, ...larger.flatMap((size) => runsOf(batch, size, rate))];
  });
  return report({ tuning, runs }, settings);
}

function bestAtSmallest(tuning: readonly CostRun[], batch: number | null) {
  const own = tuning.filter((each) => each.batch === batch);
  return atBestRate(own, ({ trace }) => trace.at(-1)?.loss ?? Number.POSITIVE_INFINITY);
}

type StochasticSettings = ReturnType<typeof readSettings>;

function readSettings(given: Settings) {
  const read = settingsOf(about, given);
  const sizes = read.numbers("sizes", whole(4, 20_000)).toSorted((a, b) => a - b);
  if (sizes.length < 2) throw new RangeError(`sizes: at least two, so that one sees what growth costs, not ${sizes.join(", ")} alone.`);
  return {
    data: read.choice("data", growing),
    sizes,
    batches: read.numbers("batches", whole(1, (sizes[0] as number) - 1)),
    width: read.number("width", whole(1, 256)),
    goal: read.number("goal", positive(100)),
    rates: read.numbers("rates", positive(1000)),
    passes: read.number("passes", whole(1, 10_000)),
    seeds: read.number("seeds", whole(1, 100)),
    randomSeed: read.number("randomSeed", randomSeeds),
  };
}

function report(data: StochasticData, settings: StochasticSettings): LabReport<StochasticData> {
  const { name, title, question, predict } = about;
  const edges = new Set([...settings.batches, null].filter((batch) => bestAtSmallest(data.tuning, batch).atEdge));
  return {
    name,
    title,
    question,
    predict,
    settings: settingsShown(settings),
    randomSeed: settings.randomSeed,
    data,
    plots: stochasticPlots(data.runs, settings.goal),
    tables: stochasticTables(data.runs, edges),
    findings: [judgeStochastic(data.runs)],
    seen: paragraph(data, settings),
  };
}

function paragraph({ runs }: StochasticData, { data, goal, sizes, seeds }: StochasticSettings): string {
  const each = costCurves(runs).map((curve) => {
    const { power } = curve;
    return `${growthText(curve)} with steps over ${batchText(curve.batch)}${power === undefined ? "" : `, which is N^${power.toFixed(2)}`}`;
  });
  return [
    `To reach a loss of ${say(goal)} over all instances of ${data} for the first time took, as the data set grew from N = ${sizes[0]} to ${sizes.at(-1)}, in gradients of single instances and as medians of ${count(seeds, "seed")}: ${list(each)}.`,
    "Each batch size ran at the learning rate that was best for it on the smallest data set.",
    "What is counted is arithmetic: a machine that works on many instances at once does a large batch in less time than this says.",
  ].join(" ");
}
