// How to train a data set when the user does not say.

import type { DataSet } from "../data/data-set.js";
import type { OptimiserName } from "./optimiser.js";

export interface TrainingDefaults {
  readonly optimiser: OptimiserName;
  /** for a loss that is the mean over the batch */
  readonly rate: number;
  readonly batch: number;
  readonly epochs: number;
}

/** Found by trying: with these the default network of each set learns it by the slides' SGD from any of the first twelve seeds. */
const known: Readonly<Record<string, Omit<TrainingDefaults, "optimiser">>> = {
  and: { rate: 1, batch: 4, epochs: 100 },
  xor: { rate: 0.5, batch: 4, epochs: 500 },
  circles: { rate: 0.2, batch: 10, epochs: 100 },
  moons: { rate: 0.2, batch: 10, epochs: 100 },
  spirals: { rate: 0.2, batch: 10, epochs: 100 },
  curve: { rate: 0.1, batch: 10, epochs: 500 },
  iris: { rate: 0.01, batch: 10, epochs: 300 },
};

/** Adam's step does not depend on the scale of the gradient, and so on the units of a user's columns. */
const unknown: TrainingDefaults = { optimiser: "adam", rate: 0.01, batch: 20, epochs: 200 };

/**
 * SGD for the built-in sets, Adam for a file of the user's, unless an optimiser is named.
 * @example
 * import { dataSet } from "../data/data-sets.js";
 * trainingDefaults(dataSet("xor", { seed: 1 }))   // { optimiser: "sgd", rate: 0.5, batch: 4, epochs: 500 }
 */
export function trainingDefaults({ name }: DataSet, optimiser?: OptimiserName): TrainingDefaults {
  const own = Object.hasOwn(known, name) ? known[name] : undefined;
  const usual: TrainingDefaults = own === undefined ? unknown : { optimiser: "sgd", ...own };
  if (optimiser === undefined || optimiser === usual.optimiser) return usual;
  return { ...usual, optimiser, rate: rateFor(optimiser, own?.rate) };
}

function rateFor(optimiser: OptimiserName, sgdRate = 0.1): number {
  if (optimiser === "adam") return unknown.rate;
  // A velocity that keeps nine tenths moves ten times as far as a single step.
  return optimiser === "momentum" ? sgdRate / 10 : sgdRate;
}
