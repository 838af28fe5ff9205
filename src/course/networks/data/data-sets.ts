// The data sets that need no download, each a function of a seed.

import { type Random, randomFrom } from "../random.js";
import { noisySine } from "./curve.js";
import type { DataSet, Draw } from "./data-set.js";
import { iris } from "./iris.js";
import { andTable, xorTable } from "./logic.js";
import { circles, moons, spirals } from "./planar.js";

export const dataSetNames = ["xor", "and", "circles", "moons", "spirals", "curve", "iris"] as const;
export type DataSetName = (typeof dataSetNames)[number];

export interface DataSetOptions extends Partial<Draw> {
  readonly seed: number;
}

interface Made {
  readonly make: (random: Random, draw: Draw) => DataSet;
  readonly size: number;
  readonly noise: number;
}

/** What is drawn when the user does not say; iris was measured, and is not drawn at all. */
const made: { readonly [Name in Exclude<DataSetName, "iris">]: Made } = {
  xor: { make: xorTable, size: 4, noise: 0 },
  and: { make: andTable, size: 4, noise: 0 },
  circles: { make: circles, size: 200, noise: 0.08 },
  moons: { make: moons, size: 200, noise: 0.1 },
  spirals: { make: spirals, size: 200, noise: 0.02 },
  curve: { make: noisySine, size: 60, noise: 0.1 },
};

/**
 * A data set by name; the same for the same seed.
 * @param options.size  number of instances, 2 to 100000; iris has 150 rows and takes neither size nor noise
 * @param options.noise standard deviation of the noise, added to the inputs of a classification and to the target of a regression
 * @throws {RangeError} when size or noise is out of range
 * @example
 * dataSet("xor", { seed: 1 }).inputs   // [[0, 0], [0, 1], [1, 0], [1, 1]]
 */
export function dataSet(name: DataSetName, { seed, size, noise }: DataSetOptions): DataSet {
  if (name === "iris") {
    if (size !== undefined || noise !== undefined) throw new RangeError("iris was measured, not drawn: it takes no size and no noise.");
    return iris();
  }
  const { make, ...usual } = made[name];
  return make(randomFrom(seed), { size: requireSize(name, size ?? usual.size), noise: requireNoise(name, noise ?? usual.noise) });
}

const largest = 100_000;

function requireSize(name: string, size: number): number {
  if (Number.isSafeInteger(size) && size >= 2 && size <= largest) return size;
  throw new RangeError(`${name}: the size is a whole number from 2 to ${largest}, not ${size}.`);
}

function requireNoise(name: string, noise: number): number {
  if (Number.isFinite(noise) && noise >= 0) return noise;
  throw new RangeError(`${name}: the noise is a standard deviation, 0 or more, not ${noise}.`);
}
