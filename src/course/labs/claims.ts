// The claims of the lecture's last section, each with the lab that tests it and settings that are quick.

import { convergence } from "./convergence.js";
import { depth } from "./depth.js";
import { together } from "./judge.js";
import { losses } from "./losses.js";
import type { Finding, Lab, LabReport } from "./report.js";
import type { Settings } from "./settings.js";
import { stochastic } from "./stochastic.js";
import { vanishing } from "./vanishing.js";

/** How a claim came out, with everything that repeats the run. */
export interface ClaimOutcome extends Finding {
  /** the findings of the lab that the claim consists of */
  readonly parts: readonly Finding[];
  readonly settings: LabReport["settings"];
  readonly randomSeed: number;
}

export interface LectureClaim {
  /** in the lecture's words */
  readonly claim: string;
  /** name of the lab that tests it, for `trigrad lab NAME` */
  readonly lab: string;
  /** what differs from the lab's defaults, so that all claims together take seconds */
  readonly quick: Settings;
  /** Runs the lab. Nothing is known beforehand: another seed or other settings may say otherwise. */
  test(settings?: Settings): ClaimOutcome;
}

/** Section 8, in the order of the lecture. */
export const claims: readonly LectureClaim[] = [
  tested(
    "step function: gradients do not flow",
    vanishing,
    { depths: "2, 10", networks: 3, instances: 2, rates: "0.1", epochs: 1, seeds: 1 },
    ({ claim }) => claim.startsWith("step"),
  ),
  tested(
    "sigmoid and tanh vanish in deep networks, ReLU does not; ReLU units die",
    vanishing,
    { depths: "20", networks: 3, instances: 2, rates: "0.1, 2", epochs: 25, seeds: 2 },
    ({ claim }) => !claim.startsWith("step"),
  ),
  tested("cross entropy is a better loss than squared error for sigmoid and softmax outputs", losses, {
    points: 21,
    rates: "3, 10, 30",
    epochs: 100,
    seeds: 2,
  }),
  tested("ReLU converges faster than sigmoid and tanh in deeper networks", convergence, {
    layers: "4",
    rates: "0.3, 1",
    epochs: 50,
    seeds: 2,
  }),
  tested("deeper networks with the same number of weights can fit what shallow ones do not", depth, {
    rates: "0.05, 0.1",
    epochs: 80,
    seeds: 2,
  }),
  tested("stochastic gradients make larger data sets affordable", stochastic, {
    sizes: "50, 400",
    rates: "1, 3, 10",
    passes: 60,
    seeds: 2,
  }),
];

function tested(claim: string, lab: Lab, quick: Settings, belongs: (finding: Finding) => boolean = () => true): LectureClaim {
  return { claim, lab: lab.name, quick, test: (settings = {}) => outcomeOf(claim, lab.run({ ...quick, ...settings }), belongs) };
}

/** @internal */
export function outcomeOf(
  claim: string,
  { findings, settings, randomSeed }: Pick<LabReport, "findings" | "settings" | "randomSeed">,
  belongs: (finding: Finding) => boolean,
): ClaimOutcome {
  const parts = findings.filter(belongs);
  const [only] = parts;
  const because =
    parts.length === 1 ? (only as Finding).because : parts.map((part) => `${part.claim}: ${part.seen}. ${part.because}`).join(" ");
  return { claim, seen: together(parts.map(({ seen }) => seen)), because, parts, settings, randomSeed: randomSeed as number };
}
